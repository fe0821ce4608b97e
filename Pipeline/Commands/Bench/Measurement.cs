namespace RtmPipeline.Commands.Bench;

/// <summary>Runs something several times and keeps the median.</summary>
/// <param name="runs">Measured runs; at least one more goes before them, to warm up.</param>
/// <param name="warmUp">For how long that is done.</param>
/// <param name="onBegin">Told what is measured next; null for nobody.</param>
internal sealed class Measurement(int runs, TimeSpan warmUp, Action<string>? onBegin = null)
{
    // Code runs slower until the runtime has seen it run and compiled it a second time, which takes about this long.
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <param name="name">Stage.</param>
    /// <param name="posts">Posts in one run.</param>
    /// <param name="run">One run; its answer must be the same each time, so that a wrong answer cannot be a fast one.</param>
    /// <param name="prepare">What goes before each run and is not measured; null for nothing.</param>
    /// <exception cref="InvalidOperationException">Two runs gave different answers.</exception>
    public Task<StageFigure> OfAsync(string name, long posts, Func<Task<string>> run, Action? prepare = null) =>
        OfAsync(name, posts, run, () =>
        {
            prepare?.Invoke();
            return Task.CompletedTask;
        });

    /// <inheritdoc cref="OfAsync(string, long, Func{Task{string}}, Action?)"/>
    public async Task<StageFigure> OfAsync(string name, long posts, Func<Task<string>> run, Func<Task> prepare)
    {
        onBegin?.Invoke(name);
        long begin = TimeProvider.System.GetTimestamp();
        string answer;
        do
        {
            await prepare();
            answer = await run();
        }
        while (TimeProvider.System.GetElapsedTime(begin) < warmUp);
        double[] seconds = new double[runs];
        double[] bytes = new double[runs];
        double[] pauses = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            await prepare();
            GC.Collect();
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            TimeSpan paused = GC.GetTotalPauseDuration();
            long start = TimeProvider.System.GetTimestamp();
            string again = await run();
            seconds[i] = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            pauses[i] = (GC.GetTotalPauseDuration() - paused).TotalSeconds / seconds[i];
            bytes[i] = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            if (again != answer)
                throw new InvalidOperationException($"{name} answered '{answer}' in one run and '{again}' in another: the figures would mean nothing");
        }

        Array.Sort(seconds);
        Array.Sort(bytes);
        Array.Sort(pauses);
        double median = seconds[runs / 2];
        return new StageFigure(name, Math.Round(posts / median), Math.Round(median / posts * 1e9, 1), Math.Round(bytes[runs / 2] / posts, 1), 0, Math.Round(pauses[runs / 2], 4));
    }
}
