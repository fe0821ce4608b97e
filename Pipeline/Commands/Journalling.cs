using RtmPipeline.Commands.Configuration;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Sources.Journal;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;

namespace RtmPipeline.Commands;

/// <summary>
/// Puts a journal in the state folder between the graph and those sources that cannot be asked again for the same in the same order: standard input, and all live ones. Where
/// there are none, it does nothing and makes no folder.
/// </summary>
internal sealed class Journalling : IAsyncDisposable
{
    /// <summary>Folder of the journal within the state's.</summary>
    public const string FolderName = "journal";

    private readonly JournalWriter? _journal;
    private readonly string _name;
    private readonly IReadOnlyList<ILiveSource> _live;
    private readonly int _keep;
    private readonly Queue<long> _covered = new();

    private Journalling(IReadOnlyList<IRecordSource> sources, JournalWriter? journal, string name, IReadOnlyList<ILiveSource> live, int keep)
    {
        Sources = sources;
        _journal = journal;
        _name = name;
        _live = live;
        _keep = keep;
    }

    /// <summary>The sources for the graph, in the order given; those that cannot be asked again are one, in the place of the first of them.</summary>
    public IReadOnlyList<IRecordSource> Sources { get; }

    /// <summary>For health and metrics; null where nothing is journalled.</summary>
    public JournalWriter? Journal => _journal;

    /// <summary>Opens the journal of a run.</summary>
    /// <param name="sources">All sources of the run.</param>
    /// <param name="options">Limits.</param>
    /// <param name="stateFolder">The state's folder.</param>
    /// <param name="marks">
    /// Where the checkpoint that the run goes on from has read its sources; empty when it goes on and there is no checkpoint: then what the journal holds is read first. Null when
    /// it begins anew: then what the journal holds is passed over, and removed.
    /// </param>
    /// <param name="keep">Checkpoints that are kept; at least 1.</param>
    /// <param name="host">Clock, warnings, crash points; see <see cref="HostOf"/>.</param>
    /// <param name="gate">Holds back live sources that are ahead; null without live ones.</param>
    /// <exception cref="JournalBrokenException">The journal cannot be opened, or is not the one of the checkpoint.</exception>
    public static async Task<Journalling> OpenAsync(
        IReadOnlyList<IRecordSource> sources, JournalOptions options, string stateFolder, IReadOnlyList<SourceMark>? marks, int keep, JournalHost host, ArrivalGate? gate = null)
    {
        List<IRecordSource> once = [.. sources.Where(CannotBeAskedAgain)];
        if (once.Count == 0)
            return new Journalling(sources, null, string.Empty, [], keep);
        JournalWriter journal = JournalWriter.Open(new DiskFolder(Path.Combine(stateFolder, FolderName)), options, host);
        try
        {
            string name = NameOf(once);
            JournalledSource journalled = new(once, journal, name, await FromAsync(journal, marks, name), gate);
            int first = sources.ToList().IndexOf(once[0]);
            List<IRecordSource> all = [.. sources.Where(source => !CannotBeAskedAgain(source))];
            all.Insert(first, journalled);
            return new Journalling(all, journal, name, [.. once.OfType<ILiveSource>()], keep);
        }
        catch (JournalBrokenException)
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a journal needs from this program.</summary>
    public static JournalHost HostOf(TimeProvider clock, Action<string> warn, CrashPoints crashPoints)
    {
        PostDecoder decoder = new();
        return new JournalHost
        {
            Clock = clock,
            Warn = warn,
            HoldsAny = (record, ids) => HoldsAny(decoder, record, ids),
            CrashPoints = crashPoints,
        };
    }

    /// <summary>The folder of a journal as a recording; null when it holds none.</summary>
    public static IRecordSource? RecordingOf(string folder, Action<string>? warn) =>
        SegmentFiles.AnyIn(folder) ? new JournalSource(new DiskFolder(folder), folder, 0, warn ?? (static _ => { })) : null;

    /// <summary>
    /// To be called after each checkpoint that was kept, in order: begins a new segment, and removes what the oldest checkpoint that is kept does not need any more. Of checkpoints
    /// that an earlier run kept nothing is known, so nothing is removed before this run has made as many as are kept.
    /// </summary>
    /// <param name="marks">Marks of the checkpoint.</param>
    /// <exception cref="JournalBrokenException">The journal's disk failed before.</exception>
    public void Kept(IReadOnlyList<SourceMark> marks)
    {
        if (_journal is null)
            return;
        // A record that holds many posts may have been taken in part, so the last one is still needed.
        _covered.Enqueue(Math.Max(0, (MarkOf(marks, _name)?.Offset ?? 0) - 1));
        if (_covered.Count > _keep)
            _covered.Dequeue();
        // What the journal lets go of, the sources must know by themselves.
        foreach (ILiveSource source in _live)
            source.Remember();
        // A failure of the disk from here on is told to whoever reads or appends.
        _ = _journal.RollAsync();
        if (_covered.Count == _keep)
            _ = _journal.CoveredAsync(_covered.Peek());
    }

    /// <summary>Has deleted posts removed from the journal.</summary>
    public Task PurgeAsync(IReadOnlyCollection<string> ids) => _journal?.PurgeAsync(ids) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _journal?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>True when what a source gave is gone once it was read, or may come in another order.</summary>
    public static bool CannotBeAskedAgain(IRecordSource source) => source is ILiveSource or FileSource { Name: FileSource.StandardInput };

    /// <summary>Live sources come and go with the configuration, and the journal stays the same.</summary>
    private static string NameOf(List<IRecordSource> once) => once.Count == 1 && once[0] is not ILiveSource ? once[0].Name : JournalledSource.SharedName;

    private static async Task<long> FromAsync(JournalWriter journal, IReadOnlyList<SourceMark>? marks, string name)
    {
        if (marks is null)
        {
            long end = journal.End.Ordinal;
            await journal.RollAsync();
            await journal.CoveredAsync(end);
            return end + 1;
        }

        if (MarkOf(marks, name) is not { Offset: > 0 } mark)
            return 1;
        return mark.Offset <= journal.End.Ordinal
            ? mark.Offset
            : throw new JournalBrokenException($"the journal {journal.Folder.Path} ends at record {journal.End.Ordinal}, and the checkpoint has read {mark.Offset}; it is not the journal of this state, or lost its end");
    }

    private static SourceMark? MarkOf(IReadOnlyList<SourceMark> marks, string name) => marks.FirstOrDefault(mark => mark.Name == name);

    private static bool HoldsAny(PostDecoder decoder, RawRecord record, IReadOnlySet<string> ids)
    {
        using RawBatch one = new([record], 1, null);
        foreach (DecodedItem item in decoder.Decode(one).Items)
        {
            if (item.Post is { Action: not (PostAction.Delete or PostAction.DeleteAuthor) } post && Ids(post).Any(ids.Contains))
                return true;
        }

        return false;
    }

    /// <summary>Its own ids, and those of the posts whose text it may carry.</summary>
    private static IEnumerable<string> Ids(Post post) =>
        new[] { post.Id, post.AlternateId, post.RepostOf, post.QuoteOf, post.AuthorKey == 0 ? null : Deletion.AccountOf(post.AuthorKey) }.OfType<string>();
}
