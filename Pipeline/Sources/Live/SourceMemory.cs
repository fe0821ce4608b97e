using RtmPipeline.State;

namespace RtmPipeline.Sources.Live;

/// <summary>
/// What one source writes down for itself, to know it after a restart: a cursor, what it has seen. Without a state folder it lasts as long as the process. Each part is
/// replaced as a whole and durable when <see cref="Write"/> returns.
/// </summary>
/// <param name="folder">Folder of the sources; null for none.</param>
/// <param name="source">Name of the source.</param>
internal sealed class SourceMemory(IDurableFolder? folder, string source)
{
    /// <summary>Longest part, bytes.</summary>
    public const int MaxBytes = 16 << 20;

    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>A part as it was last written; null where there is none.</summary>
    /// <param name="part">A short name, as <c>cursor</c>.</param>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    public byte[]? Read(string part)
    {
        lock (_gate)
        {
            if (_parts.TryGetValue(part, out byte[]? known))
                return known;
            string name = NameOf(part);
            try
            {
                return folder is not null && folder.List().Contains(name) ? folder.Read(name) : null;
            }
            catch (UnauthorizedAccessException fault)
            {
                throw Refused(fault);
            }
        }
    }

    /// <summary>Replaces a part.</summary>
    /// <exception cref="IOException">The disk failed: what was there before still is.</exception>
    /// <exception cref="ArgumentException">It is longer than <see cref="MaxBytes"/>.</exception>
    public void Write(string part, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            throw new ArgumentException($"{bytes.Length} bytes are more than the {MaxBytes} that are kept", nameof(bytes));
        lock (_gate)
        {
            if (folder is null)
            {
                _parts[part] = bytes.ToArray();
                return;
            }

            try
            {
                folder.Replace(NameOf(part), bytes);
            }
            catch (UnauthorizedAccessException fault)
            {
                throw Refused(fault);
            }
        }
    }

    /// <summary>A file that may not be touched, as after a start by another user, is a fault of the disk to a source: it has no other way with it.</summary>
    private static IOException Refused(UnauthorizedAccessException fault) => new(fault.Message, fault);

    /// <summary>Names of sources are the user's, so nothing in them may lead out of the folder.</summary>
    private string NameOf(string part) => $"{Uri.EscapeDataString(source).Replace(".", "%2E", StringComparison.Ordinal)}.{part}";
}
