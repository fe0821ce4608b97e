using System.Globalization;
using System.Text.Json;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Files.Follow;

/// <summary>
/// All files that are known, with how far each was read, over restarts. The reading loop adds and changes them; the journal tells from other threads what is safe. A file is
/// written down before its first record is given: then each position in the journal belongs to a file that is known.
/// </summary>
/// <param name="memory">Where it is written down.</param>
/// <param name="name">Name of the source.</param>
/// <param name="journalled">Last records that the journal holds.</param>
/// <param name="maxFiles">Most files.</param>
internal sealed class FileRegistry(SourceMemory memory, string name, IReadOnlyDictionary<string, long> journalled, int maxFiles)
{
    /// <summary>Part of the memory.</summary>
    public const string Part = "files";

    /// <summary>What all files together may take when they are written down; paths may be long.</summary>
    private const int MaxCost = SourceMemory.MaxBytes - (1 << 20);

    /// <summary>What a file takes besides its names.</summary>
    private const int EntryCost = 500;

    private readonly Lock _gate = new();
    private readonly Lock _saving = new();
    private readonly SortedDictionary<long, FollowedFile> _files = [];
    private long _nextKey = 1;
    private long _cost;
    private long _changes;
    private long _saved;

    /// <summary>True when nothing was ever written down: what is found now was there before the source first began.</summary>
    public bool IsFirstStart { get; private set; } = true;

    /// <summary>True when a file is not written down yet.</summary>
    public bool HasUnsaved { get; private set; }

    /// <summary>All files, in the order in which they were found.</summary>
    public IReadOnlyCollection<FollowedFile> Files => _files.Values;

    /// <summary>Takes up what was written down, and goes on behind what the journal holds.</summary>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    /// <exception cref="JsonException">It is not what was written.</exception>
    public void Load()
    {
        // A memory that was lost must not give a number away again that stands in the journal.
        _nextKey = 1 + journalled.Keys.Select(KeyOf).DefaultIfEmpty(0).Max();
        if (memory.Read(Part) is not { } bytes)
            return;
        IsFirstStart = false;
        (long nextKey, List<FileEntry> entries) = FileEntryText.Read(bytes);
        _nextKey = Math.Max(_nextKey, nextKey);
        foreach (FileEntry entry in entries)
        {
            _files[entry.Key] = new FollowedFile(entry) { Mark = ResumeAt(entry) };
            _cost += CostOf(entry);
        }
    }

    /// <summary>Adds a file under a number of its own; those that have been gone for longest leave where there is no room.</summary>
    /// <returns>Null when there is no room.</returns>
    public FollowedFile? Add(string path, FileNumber? number, ReadMark mark)
    {
        lock (_gate)
        {
            FileEntry entry = new(_nextKey, $"{name}:{path}#{_nextKey.ToString(CultureInfo.InvariantCulture)}", path, number, FollowedForm.Unknown, mark, null, 0);
            long cost = CostOf(entry);
            while (_files.Count >= maxFiles || _cost + cost > MaxCost)
            {
                if (_files.Values.Where(static file => file.IsGone && !file.IsLeaving).MinBy(static file => file.Entry.GoneAt) is not { } oldest)
                    return null;
                Drop(oldest);
            }

            _nextKey++;
            _cost += cost;
            _changes++;
            HasUnsaved = true;
            return _files[entry.Key] = new FollowedFile(entry);
        }
    }

    public void Change(FollowedFile file, Func<FileEntry, FileEntry> change)
    {
        lock (_gate)
        {
            long before = CostOf(file.Entry);
            file.Entry = change(file.Entry);
            _cost += CostOf(file.Entry) - before;
            _changes++;
        }
    }

    /// <summary>Records of a file are safe.</summary>
    public void Accept(FollowedFile file, ReadMark mark)
    {
        lock (_gate)
        {
            file.Entry = file.Entry with { Kept = mark };
            _changes++;
        }
    }

    public void Remove(FollowedFile file)
    {
        lock (_gate)
            Drop(file);
    }

    /// <summary>Writes down what changed.</summary>
    /// <exception cref="IOException">The disk failed; what was written before still stands.</exception>
    public void Save()
    {
        lock (_saving)
        {
            ReadOnlyMemory<byte> bytes;
            long changes;
            lock (_gate)
            {
                if (_changes == _saved && !IsFirstStart)
                    return;
                changes = _changes;
                bytes = FileEntryText.Write(_nextKey, _files.Values.Select(static file => file.Entry));
            }

            memory.Write(Part, bytes.Span);
            lock (_gate)
            {
                _saved = changes;
                HasUnsaved &= _changes != changes;
                IsFirstStart = false;
            }
        }
    }

    /// <summary>
    /// The journal knows where the last record began that it holds. What follows that record is read on; the record itself is passed over, up to the end of its line, or to where
    /// a line was cut.
    /// </summary>
    private ReadMark ResumeAt(FileEntry entry)
    {
        ReadMark kept = entry.Kept;
        if (!journalled.TryGetValue(entry.Source, out long origin) || origin < kept.Offset)
            return kept;
        if (entry.Form is FollowedForm.Lines or FollowedForm.Unknown)
            return entry.Cut is { } cut && cut.Start == origin ? kept with { Offset = cut.End, IsSkipping = false } : kept with { Offset = origin, IsSkipping = true };
        // A file that was taken whole and ended in broken compression is read on from the record that broke.
        return origin == kept.Offset && kept.TakenSize >= 0 ? kept : kept with { Offset = origin + 1 };
    }

    private void Drop(FollowedFile file)
    {
        if (!_files.Remove(file.Entry.Key))
            return;
        _cost -= CostOf(file.Entry);
        _changes++;
    }

    private long KeyOf(string source)
    {
        int hash = source.LastIndexOf('#');
        bool isOurs = hash > 0 && source.StartsWith($"{name}:", StringComparison.Ordinal);
        return isOurs && long.TryParse(source.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long key) ? key : 0;
    }

    private static long CostOf(FileEntry entry) => EntryCost + CostOf(entry.Path) + CostOf(entry.Source);

    /// <summary>What is not plain is written as an escape of six characters.</summary>
    private static long CostOf(string text) => text.Sum(static character => char.IsAsciiLetterOrDigit(character) ? 1L : 6);
}
