using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using RtmPipeline.Commands.Training;
using RtmPipeline.Sources.Files;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Evaluate;

/// <summary>
/// Reads cascades and share counts, told apart by content: a table of share counts (<see cref="ShareTable"/>), the text of one cascade
/// (<see cref="CascadeText"/>), or a tar archive of either; each gzipped or not.
/// </summary>
internal static class GrowthFiles
{
    private const int GzipFirst = 0x1F;
    private const int GzipSecond = 0x8B;

    /// <summary>A header of a tar archive; its magic word stands at <see cref="MagicAt"/>.</summary>
    private const int HeadBytes = 512;

    private const int MagicAt = 257;

    private static ReadOnlySpan<byte> Magic => "ustar"u8;

    /// <exception cref="GrowthFileException">It cannot be opened or read, or holds neither cascades nor share counts.</exception>
    public static GrowthFile Read(string path) => Read(path, GrowthFileLimits.Default);

    /// <inheritdoc cref="Read(string)"/>
    public static GrowthFile Read(string path, GrowthFileLimits limits)
    {
        var collected = new Collected(limits);
        try
        {
            using Stream stream = new BoundedStream(Open(path), limits.MaxBytes);
            (byte[] head, Stream whole) = Look(stream);
            if (head.Length >= MagicAt + Magic.Length && head.AsSpan(MagicAt, Magic.Length).SequenceEqual(Magic))
                ReadArchive(whole, path, collected);
            else
                ReadText(whole, head, path, path, collected);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or FormatException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GrowthFileException($"{path}: {broken.Message}", broken);
        }

        if (collected.Cascades.Count + collected.Series.Count == 0)
        {
            string why = collected.Skipped.Count > 0 ? $"; {collected.Skipped[0]}" : "";
            throw new GrowthFileException($"{path}: holds neither cascades nor share counts{why}");
        }

        return new GrowthFile(path, collected.Cascades, collected.Series, collected.Skipped);
    }

    private static Stream Open(string path)
    {
        FileStream file = File.OpenRead(path);
        bool isZipped = file.ReadByte() == GzipFirst && file.ReadByte() == GzipSecond;
        file.Position = 0;
        return isZipped ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static (byte[] Head, Stream Whole) Look(Stream stream)
    {
        byte[] head = new byte[HeadBytes];
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        head = head[..read];
        return (head, new PrefixedStream(head, stream));
    }

    private static void ReadArchive(Stream stream, string path, Collected collected)
    {
        using TarReader tar = new(stream, leaveOpen: true);
        for (int entries = 0; tar.GetNextEntry() is { } entry; entries++)
        {
            if (entries == collected.Limits.MaxEntries)
                throw new InvalidDataException($"holds more than {collected.Limits.MaxEntries} files");
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
                continue;
            string name = $"{path}/{entry.Name}";
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.DataStream is null)
            {
                collected.Skipped.Add($"{name}: is no regular file or empty");
                continue;
            }

            (byte[] head, Stream whole) = Look(entry.DataStream);
            ReadText(whole, head, name, entry.Name, collected);
        }
    }

    private static void ReadText(Stream stream, byte[] head, string name, string idFrom, Collected collected)
    {
        using var lines = TextLines.Over(stream);
        int firstEnd = head.AsSpan().IndexOf((byte)'\n');
        string first = Encoding.UTF8.GetString(firstEnd < 0 ? head : head.AsSpan(0, firstEnd));
        if (first.Contains(',', StringComparison.Ordinal))
        {
            collected.Series.AddRange(ShareTable.Read(lines, name, collected.Limits));
        }
        else if (!CascadeText.Begins(first))
        {
            collected.Skipped.Add($"{name}:1: is no cascade, which begins with its total and its start in days, and no table of share counts");
        }
        else
        {
            Cascade cascade = CascadeText.Read(lines, name, Path.GetFileNameWithoutExtension(idFrom), collected.Limits);
            if (CascadeText.ReasonToSkip(cascade) is { } reason)
                collected.Skipped.Add($"{name}: {reason}");
            else
                collected.Cascades.Add(cascade);
        }
    }

    private sealed class Collected(GrowthFileLimits limits)
    {
        public GrowthFileLimits Limits { get; } = limits;

        public List<Cascade> Cascades { get; } = [];

        public List<ShareSeries> Series { get; } = [];

        public List<string> Skipped { get; } = [];
    }
}
