using System.Text;

namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>
/// What was posted before the traffic begins, in a file: without a past nothing can rise, and the first half hour would find nothing. It has topics that rise and news as the traffic has, so that
/// what is remembered of events and stories for hours is there from the start. It is read to its end before.
/// </summary>
internal sealed class PastLane(string file) : TrafficLane("past", 0, new FaultPlan(0, TimeSpan.Zero) { IsOver = true })
{
    private const int Minutes = 180;

    /// <summary>Nothing rises in the first minutes: longer than nothing trends at a program's first start.</summary>
    private const int CalmMinutes = 40;

    /// <summary>Posts of each second: with a third of the traffic's rate the traffic itself does not look like a rise of every word.</summary>
    private const double ShareOfRate = 0.3;

    /// <summary>News items of each second, as the feeds bring.</summary>
    private const double NewsPerSecond = 10;

    private const int Lane = 20;

    /// <summary>The last line: its dead letter says that the graph has come so far.</summary>
    private const string Broken = """{"cut":""";

    public override Dictionary<string, object> Section => new() { ["Kind"] = "files", ["Paths"] = new[] { file }, ["PollSeconds"] = 0.5 };

    protected override byte[] Marker { get; } = "\"id\":\"p"u8.ToArray();

    /// <summary>Writes the posts of the time until now.</summary>
    public void Write(double rate)
    {
        long posts = (long)(Minutes * 60 * rate * ShareOfRate);
        long newsEach = (long)Math.Max(2, rate * ShareOfRate / NewsPerSecond);
        DateTime begin = DateTime.UtcNow - TimeSpan.FromMinutes(Minutes);
        using StreamWriter lines = new(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        for (long i = 0; i < posts; i++)
        {
            DateTime time = begin + (TimeSpan.FromMinutes(Minutes) * ((double)i / posts));
            lines.Write(TrafficText.Plain(Lane, "p", Write(), time, isRising: time >= begin.AddMinutes(CalmMinutes), i % newsEach == 0 ? "news" : "post") + "\n");
        }

        lines.Write(Broken + "\n");
    }

    public override Task RunAsync(CancellationToken stop) => Task.CompletedTask;
}
