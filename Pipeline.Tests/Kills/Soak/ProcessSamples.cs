using System.Diagnostics;
using System.Globalization;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>Memory, threads and open files of a process over time, as Linux tells them.</summary>
internal sealed class ProcessSamples(Child child)
{
    private static readonly TimeSpan s_each = TimeSpan.FromSeconds(5);

    private readonly List<(double Seconds, double Memory, int Threads, int Files)> _samples = [];
    private readonly long _begun = Stopwatch.GetTimestamp();

    public double MostMemory => _samples.Max(sample => sample.Memory);

    /// <summary>Growth of memory in the last two thirds of the time: bytes an hour, by least squares.</summary>
    public double GrowthAnHour
    {
        get
        {
            List<(double Seconds, double Memory, int Threads, int Files)> last = [.. _samples.Skip(_samples.Count / 3)];
            double seconds = last.Average(sample => sample.Seconds);
            double memory = last.Average(sample => sample.Memory);
            double square = last.Sum(sample => Math.Pow(sample.Seconds - seconds, 2));
            return square > 0 ? 3600 * last.Sum(sample => (sample.Seconds - seconds) * (sample.Memory - memory)) / square : 0;
        }
    }

    /// <summary>Samples until it is stopped or the process has ended.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !child.HasEnded)
        {
            string process = $"/proc/{child.ProcessId}";
            int threads = Directory.GetDirectories($"{process}/task").Length;
            int files = Directory.GetFileSystemEntries($"{process}/fd").Length;
            _samples.Add((Stopwatch.GetElapsedTime(_begun).TotalSeconds, child.MemoryBytes, threads, files));
            await Task.Delay(s_each, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A line for each tenth of the time.</summary>
    public IEnumerable<string> Lines()
    {
        for (int tenth = 1; tenth <= 10; tenth++)
        {
            List<(double Seconds, double Memory, int Threads, int Files)> part = [.. _samples.Skip(_samples.Count * (tenth - 1) / 10).Take(Math.Max(1, _samples.Count / 10))];
            if (part.Count > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{part[^1].Seconds,8:0} s  memory {part.Average(sample => sample.Memory) / 1e6,6:0} MB (at most {part.Max(sample => sample.Memory) / 1e6:0})  threads {part.Max(sample => sample.Threads)}  open files {part.Max(sample => sample.Files)}");
        }
    }
}
