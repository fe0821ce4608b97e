using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Redis;

/// <summary>Tries a source once, without making the group and without taking entries: server, streams, how far the group is behind, and how old the newest entry is.</summary>
internal sealed class StreamTrial(RedisStreamOptions options, IStreamGroup redis, TimeProvider clock)
{
    private readonly List<string> _findings = [];

    public async Task<SourceTrial> RunAsync(CancellationToken hardStop)
    {
        bool isUsable = true;
        try
        {
            Version? version = await redis.VersionAsync(hardStop);
            _findings.Add($"connected to {options.Endpoint}: Redis {(version is null ? "of a version that it does not tell" : version)}, authorised");
            foreach (string stream in options.Streams)
                isUsable &= await LookAsync(stream, hardStop);
        }
        catch (StreamTroubleException trouble)
        {
            _findings.Add(trouble.Message);
            isUsable = false;
        }

        return new SourceTrial(isUsable, _findings);
    }

    private async Task<bool> LookAsync(string stream, CancellationToken hardStop)
    {
        try
        {
            if (await redis.LookAsync(stream, hardStop) is not { } facts)
            {
                _findings.Add($"{stream}: there is no such stream yet");
                return false;
            }

            _findings.Add($"{stream}: {Counted(facts.Length)}{NewestOf(facts)}");
            _findings.Add($"{stream}: {GroupOf(facts)}");
            return true;
        }
        catch (StreamTroubleException refused) when (refused.Kind == StreamTroubleKind.StreamRefused)
        {
            _findings.Add($"{stream}: {refused.Message}");
            return false;
        }
    }

    private string NewestOf(StreamFacts facts)
    {
        if (facts.Length == 0)
            return string.Empty;
        double seconds = (clock.GetUtcNow().ToUnixTimeMilliseconds() - (double)facts.LastId.Milliseconds) / 1000;
        return $", the newest ({facts.LastId}) {seconds:0} s old by its id";
    }

    private string GroupOf(StreamFacts facts) => facts.Group is { } group
        ? $"group {options.Group} has {Counted(group.Pending)} pending and {(group.Lag is { } lag ? $"{Counted(lag)} to read" : "more to read than the server can tell, or none")}"
        : $"there is no group {options.Group} yet; it will be made to start at {options.StartAt}";

    private static string Counted(long count) => $"{count} {(count == 1 ? "entry" : "entries")}";
}
