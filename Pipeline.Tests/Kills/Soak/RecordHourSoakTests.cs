using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills.Soak;

/// <summary>
/// Memory after minutes of the stream at the record rate of Twitter, 143,199 posts a second, read as fast as they are taken. It takes long: when the process that simulates is told to
/// end, what there was until then is told all the same.
/// </summary>
internal sealed class RecordHourSoakTests
{
    /// <summary>Share of the real volume at which the night begins with that rate.</summary>
    private const double Rate = 286;

    private const double PostsASecond = 143_199;

    /// <summary>Most memory that is allowed, bytes.</summary>
    private const double MostMemory = 1e9;

    private static readonly TimeSpan s_limit = TimeSpan.FromHours(4);

    [Test]
    [Category("Soak")]
    public async Task Memory_AtTheRecordRate_IsBounded()
    {
        int minutes = SoakSettings.Required("RTM_SOAK_RECORD_MINUTES", "record MINUTES");
        await using RedisServer redis = await RedisServer.StartAsync();
        await using Child reader = Child.Start(ReplayOf(
            ChildCommand.Rtm("simulate", "superbowl-blackout", "--rate", Rate.ToString(CultureInfo.InvariantCulture), "--duration", $"{minutes}m"),
            ChildCommand.Rtm("replay", "-", "--redis", redis.Options.Endpoint, "--prefix", "{record}")));
        ProcessSamples samples = new(reader);
        using CancellationTokenSource stop = new();
        Task sampling = Task.Run(() => samples.RunAsync(stop.Token));
        await reader.WaitAsync(s_limit);
        await stop.CancelAsync();
        await sampling;
        Assert.That(reader.ExitCode, Is.Zero, reader.ToString());
        long posts = ReplayReport.Of(string.Join('\n', reader.Output))["posts"];
        SoakSettings.Report(string.Join('\n', [
            string.Create(CultureInfo.InvariantCulture, $"{posts:#,0} posts, {posts / PostsASecond / 60:0.0} minutes at the record rate of {minutes} that were asked for; {posts / reader.Age.TotalSeconds:#,0} in a second of the clock"),
            .. samples.Lines(),
            string.Create(CultureInfo.InvariantCulture, $"memory at most {samples.MostMemory / 1e6:0} MB"),
        ]));
        Assert.That(posts, Is.GreaterThan(0.9 * minutes * 60 * PostsASecond));
        Assert.That(samples.MostMemory, Is.LessThan(MostMemory));
    }

    /// <summary>A process that becomes the second command and reads what the first one writes.</summary>
    private static ChildCommand ReplayOf(ChildCommand writer, ChildCommand reader)
    {
        static string Quoted(ChildCommand command) => string.Join(' ', command.Arguments.Prepend(command.Program).Select(static part => $"'{part}'"));
        return reader with { Program = "bash", Arguments = ["-c", $"exec {Quoted(reader)} < <({Quoted(writer)})"] };
    }
}
