using System.Text;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>
/// What was posted before the traffic begins, in a file: without a past nothing can rise, and the first half hour would find nothing. It is read to its end before.
/// </summary>
internal sealed class PastLane(string file) : TrafficLane("past", 0, new FaultPlan(0, TimeSpan.Zero) { IsOver = true })
{
    /// <summary>Longer than nothing trends at a program's first start.</summary>
    private const int Minutes = 40;

    /// <summary>Posts of each second: with a third of the traffic's rate the traffic itself does not look like a rise of every word.</summary>
    private const double ShareOfRate = 0.3;

    private const int Lane = 20;

    /// <summary>The last line: its dead letter says that the graph has come so far.</summary>
    private const string Broken = """{"cut":""";

    public override Dictionary<string, object> Section => new() { ["Kind"] = "files", ["Paths"] = new[] { file }, ["PollSeconds"] = 0.5 };

    protected override byte[] Marker { get; } = "\"id\":\"p"u8.ToArray();

    /// <summary>Writes the posts of the time until now.</summary>
    public void Write(double rate)
    {
        long posts = (long)(Minutes * 60 * rate * ShareOfRate);
        DateTime begin = DateTime.UtcNow - TimeSpan.FromMinutes(Minutes);
        using StreamWriter lines = new(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        for (long i = 0; i < posts; i++)
            lines.Write(TrafficText.Plain(Lane, "p", Write(), begin + (TimeSpan.FromMinutes(Minutes) * ((double)i / posts)), isLive: false) + "\n");
        lines.Write(Broken + "\n");
    }

    public override Task RunAsync(CancellationToken stop) => Task.CompletedTask;
}
