using RtmPipeline.State;

namespace RtmPipeline.Tests.TestKit;

/// <summary>
/// A folder in memory that behaves as a disk does at a power failure. <see cref="Crash"/> keeps what was flushed and, of the rest, whatever a seed
/// makes of it: writes since a file's last flush are lost, kept in part, torn in the middle or left as garbage, and a create, rename or delete since the folder's
/// last flush has happened or not. Calls can be made to fail. Safe from several threads.
/// </summary>
/// <remarks>
/// Harsher than most disks, as POSIX allows it: flushing a file does not make its name durable, names may become durable out of order, and after a flush that
/// failed the bytes it was for never become durable, even if a later flush of them succeeds. It does not damage bytes that nobody has written to since their flush.
/// </remarks>
internal sealed class ForgetfulFolder : IDurableFolder
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, ForgetfulFile> _names = new(StringComparer.Ordinal);
    private readonly List<FolderChange> _changes = [];
    private readonly Dictionary<DiskCall, CallFault> _faults = [];
    private readonly Dictionary<DiskCall, int> _calls = [];
    private SortedDictionary<string, ForgetfulFile> _durableNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FolderLock> _locks = [];
    private int _crashes;
    private long _files;

    public string Path => "(forgetful)";

    /// <summary>Flushes of files that succeeded.</summary>
    public int FileFlushes { get; private set; }

    /// <summary>Flushes of the folder that succeeded.</summary>
    public int FolderFlushes { get; private set; }

    /// <summary>Flushes that say they are done and do nothing, as a bad disk's or a program's that leaves them out: shows that a test would notice.</summary>
    public DiskCall? Lie { get; set; }

    /// <summary>Calls of a kind so far, failed ones too.</summary>
    public int Calls(DiskCall call)
    {
        lock (_gate)
            return _calls.GetValueOrDefault(call);
    }

    /// <summary>Makes a call fail; a write that fails leaves a part of its bytes behind.</summary>
    /// <param name="call">Which kind.</param>
    /// <param name="nth">Which one from now on, from 1.</param>
    /// <param name="error">Message, as the disk's: <c>No space left on device</c>.</param>
    /// <param name="forGood">True when all calls of the kind from then on fail; otherwise that one alone.</param>
    public void Fail(DiskCall call, int nth, string error = "No space left on device", bool forGood = false)
    {
        lock (_gate)
            _faults[call] = new CallFault(_calls.GetValueOrDefault(call) + nth, error, forGood);
    }

    /// <summary>Ends all faults.</summary>
    public void Heal()
    {
        lock (_gate)
            _faults.Clear();
    }

    /// <summary>The power fails and comes back: files that were open are no more, and what was not flushed is what the seed makes of it.</summary>
    public void Crash(int seed)
    {
        lock (_gate)
        {
            Random luck = new(seed);
            _crashes++;
            // Each file once, in the order in which it was made, so that a seed says all.
            List<ForgetfulFile> files = [.. _durableNames.Values.Concat(_names.Values).Concat(_changes.Select(change => change.File))
                .Distinct().OrderBy(file => file.Number)];
            ApplySome(luck);
            _names.Clear();
            foreach ((string name, ForgetfulFile file) in _durableNames)
                _names[name] = file;
            files.ForEach(file => file.Forget(luck));
        }
    }

    /// <summary>Changes bytes where they lie, as a failing disk does; durable at once.</summary>
    public void Damage(string name, Func<byte[], byte[]> change)
    {
        lock (_gate)
            Existing(name).Replace(change(Existing(name).ToArray()));
    }

    public IReadOnlyList<string> List()
    {
        lock (_gate)
        {
            Call(DiskCall.List);
            return [.. _names.Keys];
        }
    }

    public byte[] Read(string name)
    {
        lock (_gate)
        {
            Call(DiskCall.Read);
            return Existing(name).ToArray();
        }
    }

    public Stream OpenRead(string name)
    {
        lock (_gate)
        {
            Call(DiskCall.Read);
            return new ForgetfulStream(_gate, Existing(name));
        }
    }

    public IDurableFile Create(string name)
    {
        lock (_gate)
        {
            Call(DiskCall.Create);
            if (_names.TryGetValue(name, out ForgetfulFile? old))
            {
                Handle emptied = new(this, old);
                old.Truncate(0);
                return emptied;
            }

            ForgetfulFile file = new() { Number = ++_files };
            Handle handle = new(this, file);
            Change(new FolderChange(null, name, file));
            return handle;
        }
    }

    public IDurableFile Append(string name)
    {
        lock (_gate)
        {
            Call(DiskCall.Append);
            return new Handle(this, Existing(name));
        }
    }

    public void Rename(string name, string newName)
    {
        lock (_gate)
        {
            Call(DiskCall.Rename);
            Change(new FolderChange(name, newName, Existing(name)));
        }
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            Call(DiskCall.Delete);
            if (_names.TryGetValue(name, out ForgetfulFile? file))
                Change(new FolderChange(name, null, file));
        }
    }

    public void Flush()
    {
        lock (_gate)
        {
            Call(DiskCall.FlushFolder);
            FolderFlushes++;
            if (Lie == DiskCall.FlushFolder)
                return;
            _changes.Clear();
            _durableNames = new SortedDictionary<string, ForgetfulFile>(_names, StringComparer.Ordinal);
        }
    }

    public IDisposable Lock(string name)
    {
        lock (_gate)
        {
            if (_locks.TryGetValue(name, out FolderLock? held) && held.IsHeld(_crashes))
                throw new IOException($"'{name}' is held by another");
            return _locks[name] = new FolderLock(_crashes);
        }
    }

    private void Change(FolderChange change)
    {
        _changes.Add(change);
        change.ApplyTo(_names);
    }

    /// <summary>Names that were not flushed: in half of the crashes the first few of the changes have happened, as with a file system that keeps their order, otherwise any of them.</summary>
    private void ApplySome(Random luck)
    {
        bool keepsOrder = luck.Next(2) == 0;
        int first = luck.Next(_changes.Count + 1);
        for (int i = 0; i < _changes.Count; i++)
        {
            bool happened = luck.Next(2) == 0;
            if (keepsOrder ? i < first : happened)
                _changes[i].ApplyTo(_durableNames);
        }

        _changes.Clear();
    }

    private ForgetfulFile Existing(string name) =>
        _names.TryGetValue(name, out ForgetfulFile? file) ? file : throw new FileNotFoundException($"there is no '{name}'", name);

    /// <summary>Counts a call.</summary>
    /// <exception cref="IOException">It is to fail.</exception>
    private void Call(DiskCall call)
    {
        int number = _calls[call] = _calls.GetValueOrDefault(call) + 1;
        if (_faults.TryGetValue(call, out CallFault? fault) && (number == fault.Number || (fault.ForGood && number > fault.Number)))
            throw new IOException(fault.Error);
    }

    /// <param name="Number">Number of the call that fails.</param>
    /// <param name="Error">Message.</param>
    /// <param name="ForGood">True when those behind it fail too.</param>
    private sealed record CallFault(int Number, string Error, bool ForGood);

    /// <summary>A name given or taken: from null, a file was created; to null, it was deleted.</summary>
    private sealed record FolderChange(string? From, string? To, ForgetfulFile File)
    {
        public void ApplyTo(SortedDictionary<string, ForgetfulFile> names)
        {
            if (From is not null && names.TryGetValue(From, out ForgetfulFile? there) && there == File)
                names.Remove(From);
            if (To is not null)
                names[To] = File;
        }
    }

    /// <param name="crashes">A crash frees it.</param>
    private sealed class FolderLock(int crashes) : IDisposable
    {
        private bool _isFreed;

        public bool IsHeld(int now) => !_isFreed && now == crashes;

        public void Dispose() => _isFreed = true;
    }

    private sealed class Handle : IDurableFile
    {
        private readonly ForgetfulFolder _folder;
        private readonly ForgetfulFile _file;
        private readonly int _crashes;

        /// <exception cref="IOException">Somebody else writes the file.</exception>
        public Handle(ForgetfulFolder folder, ForgetfulFile file)
        {
            _folder = folder;
            _file = file;
            _crashes = folder._crashes;
            if (file.Writer is Handle { IsAlive: true })
                throw new IOException("the file is being written by another");
            file.Writer = this;
        }

        public long Length
        {
            get
            {
                lock (_folder._gate)
                    return Alive().Length;
            }
        }

        private bool IsAlive => _crashes == _folder._crashes;

        public void Write(ReadOnlySpan<byte> bytes)
        {
            lock (_folder._gate)
                Store(Alive().Length, bytes);
        }

        public void WriteAt(long offset, ReadOnlySpan<byte> bytes)
        {
            lock (_folder._gate)
            {
                if (offset < 0 || offset + bytes.Length > Alive().Length)
                    throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{bytes.Length} bytes from here do not lie in a file of {_file.Length}");
                Store(offset, bytes);
            }
        }

        public void Truncate(long length)
        {
            lock (_folder._gate)
            {
                _folder.Call(DiskCall.Truncate);
                Alive().Truncate(length);
            }
        }

        public void Flush()
        {
            lock (_folder._gate)
            {
                try
                {
                    _folder.Call(DiskCall.FlushFile);
                }
                catch (IOException)
                {
                    _file.FailFlush();
                    throw;
                }

                ForgetfulFile file = Alive();
                if (_folder.Lie != DiskCall.FlushFile)
                    file.Flush();
                _folder.FileFlushes++;
            }
        }

        public void Dispose()
        {
            lock (_folder._gate)
            {
                if (_file.Writer == this)
                    _file.Writer = null;
            }
        }

        private void Store(long offset, ReadOnlySpan<byte> bytes)
        {
            try
            {
                _folder.Call(DiskCall.Write);
            }
            catch (IOException)
            {
                _file.Write(offset, bytes[..(bytes.Length / 2)]);
                throw;
            }

            _file.Write(offset, bytes);
        }

        private ForgetfulFile Alive() => IsAlive ? _file : throw new IOException("the power failed since the file was opened");
    }
}

/// <summary>Calls of a <see cref="ForgetfulFolder"/> that can be made to fail.</summary>
internal enum DiskCall
{
    Write,
    Truncate,
    FlushFile,
    FlushFolder,
    Create,
    Append,
    Rename,
    Delete,
    Read,
    List,
}
