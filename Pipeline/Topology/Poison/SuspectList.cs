using System.Security.Cryptography;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.State;

namespace RtmPipeline.Topology.Poison;

/// <summary>
/// The records on which work ended the process, in the file <c>suspects</c> of the state folder: written anew at each change, checksummed, durable when a call returns.
/// Bounded. Safe for use from several threads.
/// </summary>
internal sealed class SuspectList
{
    public const string FileName = "suspects";

    /// <summary>Records accused once that are remembered; beyond them the oldest accusation is forgotten, which costs one more crash if it was right.</summary>
    public const int MaxAccused = 64;

    /// <summary>
    /// Records set aside between two checkpoints. Beyond them none is set aside any more, and the run goes on failing: so many in a stretch of seconds are a fault of the
    /// program or of its surroundings, and a person should look at it.
    /// </summary>
    public const int MaxParked = 100;

    /// <summary>Records set aside that lie before all kept checkpoints; beyond them the oldest are forgotten.</summary>
    public const int MaxCovered = 1_000;

    private const string Section = "suspects.2";
    private const int DigestBytes = 32;

    private readonly Lock _lock = new();
    private readonly IDurableFolder _folder;
    private List<Suspect> _all;

    private SuspectList(IDurableFolder folder, List<Suspect> all)
    {
        _folder = folder;
        _all = all;
    }

    /// <summary>All of them, oldest first. What is handed out does not change.</summary>
    public IReadOnlyList<Suspect> All
    {
        get
        {
            lock (_lock)
                return _all;
        }
    }

    /// <summary>Reads the list. A broken one is begun anew with a warning: that costs crashes, and no input.</summary>
    public static SuspectList Open(IDurableFolder folder, Action<string> warn)
    {
        if (!folder.List().Contains(FileName, StringComparer.Ordinal))
            return new SuspectList(folder, []);
        try
        {
            return new SuspectList(folder, Read(folder.Read(FileName)));
        }
        catch (StateFormatException broken)
        {
            warn($"'{FileName}' in {folder.Path} cannot be read and is begun anew: {broken.Message}");
            return new SuspectList(folder, []);
        }
    }

    public Suspect? Find(RecordPlace place) => All.FirstOrDefault(suspect => suspect.Place == place);

    /// <summary>Notes a crash on a record.</summary>
    /// <param name="place">The record.</param>
    /// <param name="stage">Where it happened.</param>
    /// <param name="error">See <see cref="Suspect.Error"/>.</param>
    /// <param name="wasUnharmed">See <see cref="Suspect.WasUnharmed"/>.</param>
    /// <returns>What is known of it now. It is set aside from the next start on when it is parked.</returns>
    public Suspect Accuse(RecordPlace place, WorkStage stage, string error, bool wasUnharmed = false)
    {
        lock (_lock)
        {
            Suspect? known = Find(place);
            Suspect suspect = new(place, stage, error, (known?.Crashes ?? 0) + 1) { WasUnharmed = wasUnharmed || known is { WasUnharmed: true } };
            if (suspect.IsParked)
            {
                bool isFull = _all.Count(one => one is { IsParked: true, IsCovered: false } && one.Place != place) >= MaxParked;
                suspect = suspect with { Crashes = isFull ? suspect.Limit - 1 : suspect.Limit };
            }

            List<Suspect> next = [.. _all.Where(one => one.Place != place), suspect];
            while (next.Count(one => !one.IsParked) > MaxAccused)
                next.RemoveAt(next.FindIndex(one => !one.IsParked));
            Replace(next);
            return suspect;
        }
    }

    /// <summary>Strikes off a record that was worked on without harm: what always kills would have killed again.</summary>
    public void Acquit(RecordPlace place) => Keep(one => one.Place != place || one.IsParked);

    /// <summary>Forgets the accused that lie before the marks, and notes it of those that are set aside.</summary>
    public void Cover(IReadOnlyList<SourceMark> marks)
    {
        lock (_lock)
        {
            if (!_all.Exists(one => !one.IsCovered && marks.Any(mark => IsCovered(one.Place, mark))))
                return;
            List<Suspect> next =
            [
                .. _all.Select(one => marks.Any(mark => IsCovered(one.Place, mark)) ? one with { IsCovered = true } : one).Where(one => one.IsParked || !one.IsCovered),
            ];
            while (next.Count(one => one.IsCovered) > MaxCovered)
                next.RemoveAt(next.FindIndex(one => one.IsCovered));
            Replace(next);
        }
    }

    private static bool IsCovered(RecordPlace place, SourceMark mark)
    {
        if (place.Record.Source != mark.Name || mark.Offset < 0)
            return false;
        int order = Compare(place.Record, mark.Line, mark.Offset);
        return order < 0 || (order == 0 && place.Item < mark.Items && place.Item != RecordPlace.Whole);
    }

    /// <summary>Order within one source: by offset, and by line where offsets mean nothing.</summary>
    internal static int Compare(in RecordPosition place, long line, long offset) =>
        place.Offset != offset ? place.Offset.CompareTo(offset) : place.Line.CompareTo(line);

    private void Keep(Predicate<Suspect> wanted)
    {
        lock (_lock)
        {
            List<Suspect> next = _all.FindAll(wanted);
            if (next.Count != _all.Count)
                Replace(next);
        }
    }

    /// <summary>The new file is complete and durable before it takes the old one's name.</summary>
    private void Replace(List<Suspect> next)
    {
        StateWriter writer = new();
        writer.Section(Section);
        writer.Int(next.Count);
        foreach (Suspect suspect in next)
        {
            writer.Text(suspect.Place.Record.Source);
            writer.Long(suspect.Place.Record.Line);
            writer.Long(suspect.Place.Record.Offset);
            writer.Int(suspect.Place.Item);
            writer.Byte((byte)suspect.Stage);
            writer.Text(suspect.Error);
            writer.Int(suspect.Crashes);
            writer.Bool(suspect.WasUnharmed);
            writer.Bool(suspect.IsCovered);
        }

        byte[] bytes = writer.ToArray();
        _folder.Replace(FileName, [.. bytes, .. SHA256.HashData(bytes)]);
        _all = next;
    }

    private static List<Suspect> Read(byte[] bytes)
    {
        if (bytes.Length < DigestBytes || !SHA256.HashData(bytes.AsSpan(0, bytes.Length - DigestBytes)).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - DigestBytes)))
            throw new StateFormatException("its checksum is wrong");
        StateReader reader = new(bytes.AsMemory(0, bytes.Length - DigestBytes));
        reader.Section(Section);
        int count = reader.Count(sizeof(int));
        if (count > MaxAccused + MaxParked + MaxCovered)
            throw reader.Broken($"{count} records, and at most {MaxAccused + MaxParked + MaxCovered} are kept");
        List<Suspect> all = new(count);
        for (int i = 0; i < count; i++)
        {
            RecordPlace place = new(new RecordPosition(reader.NotNullText(), reader.Long(), reader.Long()), reader.Int());
            all.Add(new Suspect(place, reader.OneOf<WorkStage>(reader.Byte()), reader.NotNullText(), reader.Int()) { WasUnharmed = reader.Bool(), IsCovered = reader.Bool() });
        }

        return all;
    }
}
