using System.Buffers.Binary;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.State;

namespace RtmPipeline.Topology.Poison;

/// <summary>How far a source got: a record by line and offset.</summary>
internal readonly record struct Reached(long Line, long Offset)
{
    /// <summary>Nothing yet.</summary>
    public static Reached Nothing { get; } = new(0, -1);

    /// <summary>True when this lies beyond another one.</summary>
    public bool IsBeyond(Reached other) => Offset != other.Offset ? Offset > other.Offset : Line > other.Line;
}

/// <summary>What a run that did not end in order left behind.</summary>
/// <param name="Read">By source the last record that was read.</param>
/// <param name="Done">By source a record before which all were worked on without harm.</param>
/// <param name="DoneBefore">The same as it was when the run began: equal where it got nowhere.</param>
/// <param name="Unharmed">By source a record before which all were worked on without harm by this run or an earlier one.</param>
/// <param name="At">What was being worked on at the end; null where nothing was.</param>
internal sealed record LeftBehind(
    IReadOnlyDictionary<string, Reached> Read, IReadOnlyDictionary<string, Reached> Done, IReadOnlyDictionary<string, Reached> DoneBefore, IReadOnlyDictionary<string, Reached> Unharmed,
    (RecordPlace Place, WorkStage Stage)? At);

/// <summary>
/// The file <c>running</c> of the state folder: there while a run is under way, removed at its orderly end. It says how far the run is and, in careful stretches, on
/// which record work is being done. Numbers are overwritten in place and never flushed: what the process wrote survives its death with the system's cache, and a power
/// failure, after which they are lost, accuses nobody.
/// </summary>
/// <remarks>Each place has a check of its own: one that a death tore apart counts as never written.</remarks>
internal sealed class RunningFile : IDisposable
{
    public const string FileName = "running";

    /// <summary>Sources whose places are kept; a run with more of them keeps those of the first.</summary>
    public const int MaxSources = 1_024;

    private const string NewName = "running.new";
    private const string Section = "running.2";
    private const int PlaceBytes = 24;
    private const int MarkBytes = 40;

    private readonly Lock _lock = new();
    private readonly IDurableFolder _folder;
    private readonly IDurableFile _file;
    private readonly long _places;
    private readonly long _mark;

    private RunningFile(IDurableFolder folder, IDurableFile file, long places)
    {
        _folder = folder;
        _file = file;
        _places = places;
        _mark = file.Length - MarkBytes;
    }

    /// <summary>What the run before left; null when it ended in order, or left nothing that can be read.</summary>
    public static LeftBehind? Find(IDurableFolder folder, Action<string> warn)
    {
        if (!folder.List().Contains(FileName, StringComparer.Ordinal))
            return null;
        try
        {
            return Read(folder.Read(FileName));
        }
        catch (StateFormatException broken)
        {
            warn($"'{FileName}' in {folder.Path} cannot be read: {broken.Message}; nobody is suspected of having ended the run before");
            return null;
        }
    }

    /// <summary>
    /// Takes the mark out of the file that was left. It is done before the record is accused: a death between the two then forgets an accusation, where the other
    /// order would accuse twice for one death.
    /// </summary>
    public static void ForgetMark(IDurableFolder folder)
    {
        using IDurableFile file = folder.Append(FileName);
        file.WriteAt(file.Length - MarkBytes, new byte[MarkBytes]);
    }

    /// <summary>Begins a run.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="sources">Names of its sources.</param>
    /// <param name="read">How far they were read before, by source.</param>
    /// <param name="done">From where on something may be in flight.</param>
    /// <param name="unharmed">How far they were worked on without harm before, by any run.</param>
    public static RunningFile Create(IDurableFolder folder, IReadOnlyList<string> sources, IReadOnlyList<Reached> read, IReadOnlyList<Reached> done, IReadOnlyList<Reached> unharmed)
    {
        StateWriter head = new();
        head.Section(Section);
        head.Int(sources.Count);
        foreach (string source in sources)
            head.Text(source);
        foreach (Reached start in done.Concat(unharmed))
        {
            head.Long(start.Line);
            head.Long(start.Offset);
        }

        byte[] bytes = head.ToArray();
        byte[] all = new byte[sizeof(int) + bytes.Length + (sources.Count * 2 * PlaceBytes) + MarkBytes];
        BinaryPrimitives.WriteInt32LittleEndian(all, bytes.Length);
        bytes.CopyTo(all.AsSpan(sizeof(int)));
        int places = sizeof(int) + bytes.Length;
        for (int i = 0; i < sources.Count; i++)
        {
            Put(all.AsSpan(places + (2 * i * PlaceBytes)), read[i]);
            Put(all.AsSpan(places + (((2 * i) + 1) * PlaceBytes)), done[i]);
        }

        using (IDurableFile file = folder.Create(NewName))
            file.Write(all);
        folder.Rename(NewName, FileName);
        return new RunningFile(folder, folder.Append(FileName), places);
    }

    public void SetRead(int source, Reached reached) => Write(source, 0, reached);

    public void SetDone(int source, Reached reached) => Write(source, 1, reached);

    /// <summary>Says that work on a record begins.</summary>
    /// <param name="source">Number of its source.</param>
    /// <param name="place">The record.</param>
    /// <param name="stage">The stage.</param>
    public void Mark(int source, RecordPlace place, WorkStage stage)
    {
        Span<byte> mark = stackalloc byte[MarkBytes];
        BinaryPrimitives.WriteInt32LittleEndian(mark, source + 1);
        BinaryPrimitives.WriteInt32LittleEndian(mark[4..], (int)stage);
        BinaryPrimitives.WriteInt64LittleEndian(mark[8..], place.Record.Line);
        BinaryPrimitives.WriteInt64LittleEndian(mark[16..], place.Record.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(mark[24..], place.Item);
        BinaryPrimitives.WriteUInt64LittleEndian(mark[32..], CheckOf(mark[..32]));
        WriteAt(_mark, mark);
    }

    /// <summary>Says that the work is done.</summary>
    public void Unmark()
    {
        Span<byte> nothing = stackalloc byte[MarkBytes];
        nothing.Clear();
        WriteAt(_mark, nothing);
    }

    /// <summary>Ends the run in order.</summary>
    public void Complete()
    {
        _file.Dispose();
        _folder.Delete(FileName);
        _folder.Flush();
    }

    /// <summary>Lets go of the file, which stays.</summary>
    public void Dispose() => _file.Dispose();

    private void Write(int source, int which, Reached reached)
    {
        Span<byte> place = stackalloc byte[PlaceBytes];
        Put(place, reached);
        WriteAt(_places + (((2L * source) + which) * PlaceBytes), place);
    }

    private void WriteAt(long offset, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
            _file.WriteAt(offset, bytes);
    }

    private static void Put(Span<byte> to, Reached reached)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, reached.Line);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], reached.Offset);
        BinaryPrimitives.WriteUInt64LittleEndian(to[16..], CheckOf(to[..16]));
    }

    private static Reached Get(ReadOnlySpan<byte> from) =>
        BinaryPrimitives.ReadUInt64LittleEndian(from[16..]) == CheckOf(from[..16])
            ? new Reached(BinaryPrimitives.ReadInt64LittleEndian(from), BinaryPrimitives.ReadInt64LittleEndian(from[8..]))
            : Reached.Nothing;

    /// <summary>Not zero for zeros, so that an unwritten place is none.</summary>
    private static ulong CheckOf(ReadOnlySpan<byte> bytes)
    {
        ulong check = 1;
        for (int at = 0; at < bytes.Length; at += sizeof(ulong))
            check = Mix64.Finish(check ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..])) + 1;
        return check;
    }

    private static LeftBehind Read(byte[] bytes)
    {
        int length = bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 0 || length > bytes.Length - sizeof(int))
            throw new StateFormatException("it ends too early");
        StateReader head = new(bytes.AsMemory(sizeof(int), length));
        head.Section(Section);
        string[] names = new string[head.Count(sizeof(int))];
        for (int i = 0; i < names.Length; i++)
            names[i] = head.NotNullText();
        ReadOnlySpan<byte> places = bytes.AsSpan(sizeof(int) + length);
        if (names.Length > MaxSources || places.Length != (names.Length * 2 * PlaceBytes) + MarkBytes)
            throw new StateFormatException($"it has {places.Length} bytes for {names.Length} sources");
        Dictionary<string, Reached> read = new(StringComparer.Ordinal);
        Dictionary<string, Reached> done = new(StringComparer.Ordinal);
        Reached[] before = Reacheds(head, names.Length);
        Reached[] unharmed = Reacheds(head, names.Length);
        for (int i = 0; i < names.Length; i++)
        {
            read[names[i]] = Get(places[(2 * i * PlaceBytes)..]);
            done[names[i]] = Get(places[(((2 * i) + 1) * PlaceBytes)..]);
            if (done[names[i]].IsBeyond(unharmed[i]))
                unharmed[i] = done[names[i]];
        }

        return new LeftBehind(read, done, ByName(names, before), ByName(names, unharmed), MarkOf(places[^MarkBytes..], names));
    }

    private static Reached[] Reacheds(StateReader head, int count)
    {
        Reached[] all = new Reached[count];
        for (int i = 0; i < count; i++)
            all[i] = new Reached(head.Long(), head.Long());
        return all;
    }

    private static Dictionary<string, Reached> ByName(string[] names, Reached[] all) =>
        names.Zip(all).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

    private static (RecordPlace Place, WorkStage Stage)? MarkOf(ReadOnlySpan<byte> mark, string[] names)
    {
        int source = BinaryPrimitives.ReadInt32LittleEndian(mark) - 1;
        int stage = BinaryPrimitives.ReadInt32LittleEndian(mark[4..]);
        bool isWhole = BinaryPrimitives.ReadUInt64LittleEndian(mark[32..]) == CheckOf(mark[..32]);
        if (!isWhole || source < 0 || source >= names.Length || !Enum.IsDefined((WorkStage)stage))
            return null;
        RecordPosition record = new(names[source], BinaryPrimitives.ReadInt64LittleEndian(mark[8..]), BinaryPrimitives.ReadInt64LittleEndian(mark[16..]));
        return (new RecordPlace(record, (int)BinaryPrimitives.ReadInt64LittleEndian(mark[24..])), (WorkStage)stage);
    }
}
