namespace RtmPipeline.Tests.Sources.LiveTraffic;

/// <summary>A growing file that is rotated in both ways.</summary>
internal sealed class FilesLane(string folder, double perSecond, FaultPlan faults) : TrafficLane("exports", perSecond, faults)
{
    public static readonly string[] FaultKinds = ["renamed", "copied and truncated", "half a line", "cut in a character"];

    private const int Lane = 8;

    /// <summary>What was written last must have been looked at before a file is truncated.</summary>
    private const double LookSeconds = 2;

    private int _rotations;

    public override Dictionary<string, object> Section => new() { ["Kind"] = "files", ["Paths"] = new[] { Path.Combine(folder, "*.ndjson"), Path.Combine(folder, "*.ndjson.*") }, ["PollSeconds"] = 0.5 };

    protected override byte[] Marker { get; } = "\"id\":\"f"u8.ToArray();

    private string Current => Path.Combine(folder, "posts.ndjson");

    public override async Task RunAsync(CancellationToken stop)
    {
        while (await StepAsync(stop))
        {
            await AppendAsync(Utf8(string.Concat(Enumerable.Range(0, Due()).Select(_ => TrafficText.Plain(Lane, "f", Write()) + "\n"))));
            if (Faults.Due() is { } fault)
                await BreakAsync(fault);
        }
    }

    private async Task AppendAsync(ReadOnlyMemory<byte> bytes)
    {
        await using FileStream file = new(Current, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        await file.WriteAsync(bytes);
    }

    private async Task BreakAsync(string fault)
    {
        switch (fault)
        {
            case "renamed":
                File.Move(Current, $"{Current}.{++_rotations}");
                break;
            case "copied and truncated":
                File.Copy(Current, $"{Current}.{++_rotations}");
                await Task.Delay(TimeSpan.FromSeconds(LookSeconds));
                await using (FileStream file = new(Current, FileMode.Truncate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
                    file.SetLength(0);
                break;
            default:
                byte[] line = Utf8(TrafficText.Plain(Lane, "f", Write()).Replace("}", ",\"more\":\"€\"}", StringComparison.Ordinal) + "\n");
                int at = fault == "half a line" ? line.Length / 2 : line.Length - 5;
                await AppendAsync(line.AsMemory(0, at));
                await Task.Delay(TimeSpan.FromSeconds(LookSeconds));
                await AppendAsync(line.AsMemory(at));
                break;
        }
    }
}
