using System.Runtime.CompilerServices;
using System.Text.Json;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>
/// Follows files that grow and folders into which files come: lines as they are completed, through renames, rotations and truncations; files that are documents as a whole, and
/// compressed ones, when they have stopped changing. Each record is given once, over restarts and crashes too, as long as the state folder is kept. While the pipeline stands
/// nothing is read: what comes meanwhile waits on the disk.
/// </summary>
/// <remarks>
/// When a record was received: now, for what comes while the file is followed; unknown for what lay there before, at the start or in a file that was moved here. The time at which
/// such a file was written last would make every post but those of its last hours a backdated one, and now would do so with all of an archive; unknown leaves the posts their own
/// time. It counts: <c>rotated</c>, <c>moved</c>, <c>truncated</c>, <c>rewritten</c>, <c>gone</c>, <c>unreadable</c>, <c>unfinished</c> (a last line taken without its end),
/// <c>too long</c>, <c>beyond</c> (no room), <c>memory</c> (it cannot be written).
/// </remarks>
internal sealed class FollowSource : ILiveSource
{
    private readonly FilesOptions _options;
    private readonly SourceHost _host;
    private readonly IFollowedDisk _disk;
    private readonly FileRegistry _registry;

    public FollowSource(FilesOptions options, SourceHost host, IFollowedDisk disk)
    {
        _options = options;
        _host = host;
        _disk = disk;
        _registry = new FileRegistry(host.Memory, host.Watch.Name, host.Journalled, options.MaxFiles);
    }

    public string Name => Watch.Name;

    public SourceWatch Watch => _host.Watch;

    /// <inheritdoc />
    public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
    {
        Watch.Connecting();
        if (!TryLoad())
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _host.Clock, stopReading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            yield break;
        }

        Follower follower = new(_options, _host, _disk, _registry);
        try
        {
            while (!stopReading.IsCancellationRequested)
            {
                long lookedAt = _host.Clock.GetTimestamp();
                bool hasMore = follower.Look();
                while (hasMore && !stopReading.IsCancellationRequested && _host.Clock.GetElapsedTime(lookedAt) < _options.Poll)
                {
                    hasMore = false;
                    await foreach (RawBatch batch in follower.RoundAsync(batchSize, stopReading))
                    {
                        hasMore = true;
                        yield return batch;
                    }
                }

                if (!hasMore)
                    await Task.Delay(_options.Poll, _host.Clock, stopReading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            await follower.CloseAsync();
        }

        Watch.Ended();
    }

    /// <inheritdoc />
    public void Remember()
    {
        try
        {
            _registry.Save();
        }
        catch (IOException)
        {
            // What stands there is behind what was accepted: after a crash some records are read again, and none is lost.
            Watch.Count("memory");
        }
    }

    /// <inheritdoc />
    public Task<SourceTrial> TryAsync(CancellationToken hardStop)
    {
        PathScanResult found = new PathScan(_options.Paths, _options.Exclude, _options.MaxFiles, _disk).Run();
        List<string> findings = [];
        int unreadable = 0;
        foreach (FoundFile file in found.Files)
        {
            hardStop.ThrowIfCancellationRequested();
            try
            {
                _disk.Open(file.Path).Dispose();
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                unreadable++;
                if (unreadable <= PathScan.MaxTroubles)
                    findings.Add($"{file.Path}: {FileTrouble.ReasonOf(fault)}");
            }
        }

        findings.AddRange(found.Troubles);
        findings.AddRange(found.Missing.Select(static path => $"{path}: nothing is there yet"));
        int readable = found.Files.Count - unreadable;
        findings.Insert(0, $"{readable} files can be read, {found.Files.Sum(static file => file.Look.Size)} bytes in all files");
        if (found.Files.Count > 0)
        {
            TimeSpan age = TimeSpan.FromMilliseconds(Math.Max(0, _host.Now - found.Files.Max(static file => file.Look.WrittenMs)));
            findings.Add($"newest write {age.TotalSeconds:0} s ago");
        }

        if (found.Beyond > 0)
            findings.Add($"{found.Beyond} files more than MaxFiles ({_options.MaxFiles})");
        return Task.FromResult(new SourceTrial(readable > 0 || (found.Files.Count == 0 && found.Troubles.Count == 0), findings));
    }

    private bool TryLoad()
    {
        try
        {
            _registry.Load();
            return true;
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            Watch.Refused($"what was written down of the files that were read cannot be read ({fault.GetType().Name}); to read all files again, remove the part '{FileRegistry.Part}' of this source from the state folder");
            return false;
        }
    }
}
