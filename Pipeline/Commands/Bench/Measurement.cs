namespace RtmPipeline.Commands.Bench;

/// <summary>Runs something several times and keeps the median.</summary>
internal static class Measurement
{
    // Code runs slower until the runtime has seen it run and compiled it a second time, which takes about this long.
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(2);

    /// <param name="name">Stage.</param>
    /// <param name="posts">Posts in one run.</param>
    /// <param name="runs">Measured runs; at least one more goes before them, for some seconds, to warm up.</param>
    /// <param name="run">One run; its answer must be the same each time, so that a wrong answer cannot be a fast one.</param>
    /// <param name="prepare">What goes before each run and is not measured; null for nothing.</param>
    /// <exception cref="InvalidOperationException">Two runs gave different answers.</exception>
    public static async Task<StageFigure> OfAsync(string name, long posts, int runs, Func<Task<string>> run, Action? prepare = null)
    {
        long begin = TimeProvider.System.GetTimestamp();
        string answer;
        do
        {
            prepare?.Invoke();
            answer = await run();
        }
        while (TimeProvider.System.GetElapsedTime(begin) < s_warmUp);
        double[] seconds = new double[runs];
        double[] bytes = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            prepare?.Invoke();
            GC.Collect();
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            long start = TimeProvider.System.GetTimestamp();
            string again = await run();
            seconds[i] = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            bytes[i] = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            if (again != answer)
                throw new InvalidOperationException($"{name} answered '{answer}' in one run and '{again}' in another: the figures would mean nothing");
        }

        Array.Sort(seconds);
        Array.Sort(bytes);
        double median = seconds[runs / 2];
        return new StageFigure(name, Math.Round(posts / median), Math.Round(median / posts * 1e9, 1), Math.Round(bytes[runs / 2] / posts, 1), 0);
    }
}
