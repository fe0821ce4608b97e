using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.State;

namespace RtmPipeline.Topology.Poison;

/// <summary>
/// Finds the record on which work ends the process, and sets it aside, so that one bad record costs a dead letter and no crash loop. The graph tells it what is read,
/// worked on and done. <see cref="Off"/>, without a state folder, only says in messages on which record a stage failed.
/// </summary>
/// <remarks>
/// <para>1 Where a stage throws, the record is known: the post it worked on. It is accused, durably, before the process ends. Thrown twice, it is set aside: from the third start on
/// it becomes a dead letter of reason <c>poison</c> where it is decoded, always at the same place of the stream.</para>
/// <para>2 Where the process dies without a word (stack overflow, out of memory, killed), the next start is careful over the stretch that was in flight: a batch holds one post, one
/// stage works at a time, and a mark says on which record, from right before the work until right after it. A death while a mark is set accuses that record. So what kills silently is set
/// aside after three deaths: one to notice, two with the mark.</para>
/// <para>3 The innocent. Whoever kills the process from outside may hit a record that is marked, and accuse it. Three things keep it from being set aside: the mark is set while the
/// processor works on the record and not while anything waits; a record that passes unharmed is acquitted, so only two deaths in a row count, one on each of the next two times it is worked on;
/// and nothing slow that is not the record's own (loading, compiling) lies under a mark, as whoever starts a run works on invented posts first when <see cref="NeedsCare"/>. Work of
/// w seconds on a record in a run of T seconds until the kill is hit twice with a chance of about (share of the run that is marked) × w/T for each pair of kills: with 30 µs and 2 s that is less than one
/// wrong record in 60,000 kills, each of which finds records in flight and falls into their work. That holds for kills at random moments; on a busy machine the same moment can come again (at a
/// checkpoint, say, whose thread takes the processor from the work). So a record that an earlier life had worked on without harm takes four such deaths in a row, and five deaths in all.</para>
/// <para>4 Not to be blamed on a record: ticks, which look at all of the topics; cancellation; memory that runs out in the middle of large batches, which is tried again carefully.</para>
/// <para>5 Reading the same stretch again gives the same dead letters: what is set aside stays so at every start that reads it.</para>
/// </remarks>
internal sealed class PoisonGuard : IDisposable
{
    private readonly SuspectList? _suspects;
    private readonly RunningFile? _running;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Reached[] _read = [];
    private readonly Reached[] _done = [];
    private readonly Stretch[] _stretches = [];
    private readonly bool[] _hasEnded = [];
    private readonly Dictionary<RecordPosition, List<Suspect>> _parked = [];
    private readonly Queue<IReadOnlyList<SourceMark>> _checkpoints = new();

    /// <summary>Held while a stage works in a careful stretch, so that a mark names the only work there is.</summary>
    private readonly Lock _gate = new();

    /// <summary>True until all stretches are behind us; careful mode itself begins with the first record of one.</summary>
    private volatile bool _hasStretch;
    private volatile bool _isCareful;

    /// <summary>Records accused once; replaced as a whole.</summary>
    private volatile HashSet<RecordPlace> _accused = [];

    private PoisonGuard()
    {
    }

    private PoisonGuard(IDurableFolder folder, IReadOnlyList<string> sources, SuspectList suspects, LeftBehind? left)
    {
        _suspects = suspects;
        string[] names = [.. sources.Distinct(StringComparer.Ordinal).Take(RunningFile.MaxSources)];
        _read = [.. names.Select(name => left?.Read.GetValueOrDefault(name, Reached.Nothing) ?? Reached.Nothing)];
        _done = [.. names.Select(name => left is null || GotNowhere(left) ? Reached.Nothing : left.Done.GetValueOrDefault(name, Reached.Nothing))];
        _stretches = [.. names.Select((_, i) => _done[i].IsBeyond(_read[i]) || _done[i] == _read[i] ? Stretch.None : new Stretch(_done[i], _read[i]))];
        _hasEnded = new bool[names.Length];
        for (int i = 0; i < names.Length; i++)
            _numbers.Add(names[i], i);
        _hasStretch = _stretches.Any(stretch => !stretch.IsEmpty);
        _accused = AccusedOf(suspects);
        foreach (Suspect suspect in suspects.All.Where(suspect => suspect.IsParked))
        {
            if (!_parked.TryGetValue(suspect.Place.Record, out List<Suspect>? ofRecord))
                _parked.Add(suspect.Place.Record, ofRecord = []);
            ofRecord.Add(suspect);
        }

        _running = RunningFile.Create(folder, names, _read, _done, [.. names.Select(name => left?.Unharmed.GetValueOrDefault(name, Reached.Nothing) ?? Reached.Nothing)]);
    }

    /// <summary>For runs without a state folder.</summary>
    public static PoisonGuard Off { get; } = new();

    /// <summary>Called in a stage right before the work on a record, and on its post where there is one; for tests, which let it fail there. Null in service.</summary>
    public Action<WorkStage, RecordPlace, Post?>? OnWork { get; init; }

    /// <summary>Checkpoints kept at a time: what lies before the oldest of them is not worked on again. At least 1.</summary>
    public int KeptCheckpoints { get; init; } = 3;

    /// <summary>True when the run before died and something was in flight: work on something invented first, so that the first record's work is short.</summary>
    public bool NeedsCare => _hasStretch;

    private bool LooksAtRecords => _hasStretch || _parked.Count > 0 || OnWork is not null;

    /// <summary>Begins a run: looks how the one before ended. One run at a time may have the folder.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="sources">Names of the sources, as records' positions tell them.</param>
    /// <param name="warn">Gets a sentence on each record that is suspected or set aside.</param>
    /// <param name="onWork">See <see cref="OnWork"/>.</param>
    /// <param name="keptCheckpoints">See <see cref="KeptCheckpoints"/>.</param>
    public static PoisonGuard Open(IDurableFolder folder, IReadOnlyList<string> sources, Action<string> warn, Action<WorkStage, RecordPlace, Post?>? onWork = null, int keptCheckpoints = 3)
    {
        LeftBehind? left = RunningFile.Find(folder, warn);
        SuspectList suspects = SuspectList.Open(folder, warn);
        if (left?.At is var (place, stage))
        {
            RunningFile.ForgetMark(folder);
            bool wasUnharmed = left.Unharmed[place.Record.Source].IsBeyond(new Reached(place.Record.Line, place.Record.Offset));
            Suspect suspect = suspects.Accuse(place, stage, string.Empty, wasUnharmed);
            warn($"the run before died while it worked on {place} in the stage {stage.Word()}{(suspect.IsParked ? "" : $"; after {suspect.Limit} such deaths in a row the record is set aside")}");
        }

        foreach (Suspect suspect in suspects.All.Where(suspect => suspect is { IsParked: true, IsCovered: false }))
            warn($"{suspect.Place} is set aside into the dead letters: {suspect.Detail}");
        return new PoisonGuard(folder, sources, suspects, left) { OnWork = onWork, KeptCheckpoints = keptCheckpoints };
    }

    /// <summary>Says what was read, before anything is done with it.</summary>
    public void Read(RawBatch batch)
    {
        if (_running is null || batch.Records.Length == 0)
            return;
        RecordPosition last = batch.Records[^1].Position;
        Reached reached = new(last.Line, last.Offset);
        if (!_numbers.TryGetValue(last.Source, out int number) || !reached.IsBeyond(_read[number]))
            return;
        _read[number] = reached;
        _running.SetRead(number, reached);
    }

    /// <summary>Decodes a batch without the records that are set aside.</summary>
    /// <exception cref="RecordFailedException">Decoding failed on a record.</exception>
    public DecodedBatch Decode(PostDecoder decoder, RawBatch batch)
    {
        DecodedBatch into = new();
        int at = -1;
        try
        {
            if (!LooksAtRecords)
            {
                decoder.Decode(batch, into);
                return into;
            }

            for (at = 0; at < batch.Records.Length; at++)
                DecodeOne(decoder, in batch.Records[at], into);
            return into;
        }
        catch (Exception cause)
        {
            RecordPosition record = batch.Records[at >= 0 ? at : (int)Math.Max(0, into.Records - 1)].Position;
            throw Failed(WorkStage.Decode, new RecordPlace(record, RecordPlace.Whole), cause);
        }
    }

    /// <summary>Around the work of a stage on one post.</summary>
    public PoisonMark On(WorkStage stage, Post post) =>
        _isCareful || OnWork is not null ? Enter(stage, post.Place, post) : default;

    /// <summary>Around the work of a stage on a batch.</summary>
    public PoisonMark On(WorkStage stage, PostBatch batch) =>
        _isCareful || OnWork is not null ? Enter(stage, batch.Posts.Count == 1 && batch.Ticks.Count == 0 ? batch.Posts[0].Place : default, null) : default;

    /// <summary>True when a batch must be cut into single posts before it is sent on: see <see cref="BatchSplit"/>.</summary>
    public bool MustSplit(PostBatch batch) => _isCareful && batch.Posts.Exists(post => IsInStretch(post.Place));

    /// <summary>Says that all stages but the delivering one are done with a batch. Batches come in order.</summary>
    public void Done(PostBatch batch)
    {
        if (_running is null || batch.Posts.Count == 0)
            return;
        if (_accused.Count > 0)
            Acquit(batch);
        // A source's posts leave in the order in which they were read, so all before this one are done.
        RecordPlace last = batch.Posts[^1].Place;
        if (!last.IsKnown || !_numbers.TryGetValue(last.Record.Source, out int number))
            return;
        Reached reached = new(last.Record.Line, last.Record.Offset);
        if (!reached.IsBeyond(_done[number]))
            return;
        _done[number] = reached;
        _running.SetDone(number, reached);
        if (_hasStretch && (reached.IsBeyond(_stretches[number].To) || reached == _stretches[number].To))
            EndStretch(number);
    }

    /// <summary>Notes a failure of a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="place">What it worked on; null when on no record in particular.</param>
    /// <param name="cause">What it threw.</param>
    /// <returns>What to throw instead, with a message that names the record.</returns>
    public Exception Failed(WorkStage stage, RecordPlace? place, Exception cause)
    {
        if (cause is OperationCanceledException or RecordFailedException)
            return cause;
        string what = $"{cause.GetType().Name}: {cause.Message}";
        if (place is not { IsKnown: true } record)
            return new RecordFailedException($"the stage {stage.Word()} failed on no record in particular: {what}", cause);
        if (_suspects is null)
            return new RecordFailedException($"the stage {stage.Word()} failed on {record}: {what}", cause) { Place = record };
        bool isAccusable = cause is not OutOfMemoryException || _isCareful;
        bool isParked = isAccusable && _suspects.Accuse(record, stage, cause.GetType().Name).IsParked;
        string next = isParked ? "it is set aside from the next start on" : "if that happens again, it is set aside";
        return new RecordFailedException($"the stage {stage.Word()} failed on {record}: {what}; {next}", cause) { Place = record };
    }

    /// <summary>As <see cref="Failed(WorkStage, RecordPlace?, Exception)"/>, with the index of a post in its batch; -1 for none.</summary>
    public Exception Failed(WorkStage stage, PostBatch batch, int index, Exception cause) =>
        Failed(stage, index < 0 ? null : batch.Posts[index].Place, cause);

    /// <summary>Says that a checkpoint is kept.</summary>
    public void Covered(IReadOnlyList<SourceMark> marks)
    {
        if (_suspects is null)
            return;
        lock (_checkpoints)
        {
            _checkpoints.Enqueue(marks);
            while (_checkpoints.Count > KeptCheckpoints)
                _checkpoints.Dequeue();
            if (_checkpoints.Count == KeptCheckpoints)
                _suspects.Cover(_checkpoints.Peek());
        }
    }

    /// <summary>Says that the run ended in order: nothing is in flight.</summary>
    public void Complete() => _running?.Complete();

    public void Dispose() => _running?.Dispose();

    /// <summary>Ends what <see cref="On(WorkStage, Post)"/> began.</summary>
    internal void Leave(bool isMarked)
    {
        if (isMarked)
            _running!.Unmark();
        _gate.Exit();
    }

    /// <summary>A run that died unexplained without getting beyond where it began: what kills may lie before that, so nothing is taken for harmless.</summary>
    private static bool GotNowhere(LeftBehind left) =>
        left.At is null && left.Done.All(done => done.Value == left.DoneBefore.GetValueOrDefault(done.Key, Reached.Nothing));

    private void DecodeOne(PostDecoder decoder, in RawRecord record, DecodedBatch into)
    {
        if (_hasStretch && !_isCareful && IsInStretch(new RecordPlace(record.Position, RecordPlace.Whole)))
            _isCareful = true;
        List<Suspect> parked = _parked.GetValueOrDefault(record.Position) ?? [];
        RawBatch one = new([record], 1, null);
        if (parked.Find(suspect => suspect.Place.Item == RecordPlace.Whole) is { } whole)
        {
            decoder.Pass(one, into);
            into.Add(PoisonOf(in record, whole));
            return;
        }

        int first = into.Items.Count;
        RecordPlace place = new(record.Position, RecordPlace.Whole);
        using (_isCareful || OnWork is not null ? Enter(WorkStage.Decode, place, null) : default)
            decoder.Decode(one, into);
        if (_accused.Contains(place))
            Acquit(place);
        foreach (Suspect suspect in parked)
        {
            int at = first + suspect.Place.Item;
            if (at < into.Items.Count && into.Items[at].Post is not null)
                into.Items[at] = into.Items[at] with { Post = null, Rejection = PoisonOf(in record, suspect) };
        }
    }

    private static Rejection PoisonOf(in RawRecord record, Suspect suspect) =>
        Rejection.Of(in record, RejectReason.Poison, suspect.Detail) with { Stage = suspect.Stage, Attempts = suspect.Crashes };

    private PoisonMark Enter(WorkStage stage, RecordPlace place, Post? post)
    {
        bool isGated = _isCareful;
        bool isMarked = false;
        if (isGated)
        {
            _gate.Enter();
            isMarked = IsInStretch(place);
            if (isMarked)
                _running!.Mark(_numbers[place.Record.Source], place, stage);
        }

        PoisonMark mark = new(isGated ? this : null, isMarked);
        try
        {
            OnWork?.Invoke(stage, place, post);
        }
        catch (Exception)
        {
            mark.Dispose();
            throw;
        }

        return mark;
    }

    private bool IsInStretch(RecordPlace place) =>
        place.IsKnown && _numbers.TryGetValue(place.Record.Source, out int number) && _stretches[number].Holds(place.Record);

    private void Acquit(PostBatch batch)
    {
        foreach (Post post in batch.Posts)
        {
            if (_accused.Contains(post.Place))
                Acquit(post.Place);
        }
    }

    private void Acquit(RecordPlace place)
    {
        _suspects!.Acquit(place);
        _accused = AccusedOf(_suspects);
    }

    private static HashSet<RecordPlace> AccusedOf(SuspectList suspects) => [.. suspects.All.Where(suspect => !suspect.IsParked).Select(suspect => suspect.Place)];

    private void EndStretch(int number)
    {
        _hasEnded[number] = true;
        for (int i = 0; i < _stretches.Length; i++)
        {
            if (!_stretches[i].IsEmpty && !_hasEnded[i])
                return;
        }

        _hasStretch = false;
        _isCareful = false;
    }
}

/// <summary>Work on a record under way, to be disposed when it is over. The default is work nobody watches.</summary>
internal readonly struct PoisonMark(PoisonGuard? guard, bool isMarked) : IDisposable
{
    public void Dispose() => guard?.Leave(isMarked);
}
