using System.Globalization;
using RtmPipeline.State;

namespace RtmPipeline.Sources.Journal;

/// <summary>A segment in its folder. Its name says its number in sixteen digits, so names sort as numbers do; a number is 64 bits wide and never used again.</summary>
internal readonly record struct SegmentFile(long Number, string Name);

/// <summary>The segments of a folder by their names.</summary>
internal static class SegmentFiles
{
    private const string Prefix = "segment-";

    public static string NameOf(long number) => $"{Prefix}{number.ToString("D16", CultureInfo.InvariantCulture)}";

    /// <summary>Segments in order of their numbers.</summary>
    public static List<SegmentFile> In(IDurableFolder folder)
    {
        List<SegmentFile> found = [];
        foreach (string name in folder.List())
        {
            if (NumberOf(name) is long number)
                found.Add(new SegmentFile(number, name));
        }

        found.Sort((a, b) => a.Number.CompareTo(b.Number));
        return found;
    }

    /// <summary>True when a folder of the file system holds a segment.</summary>
    public static bool AnyIn(string path) =>
        Directory.Exists(path) && Directory.EnumerateFiles(path, Prefix + "*").Any(file => NumberOf(Path.GetFileName(file)) is not null);

    /// <summary>The head of a segment; null where it is damaged.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="JournalBrokenException">It is of another version.</exception>
    public static SegmentHead? HeadOf(IDurableFolder folder, in SegmentFile file)
    {
        using Stream bytes = folder.OpenRead(file.Name);
        byte[] head = new byte[JournalFormat.SegmentHeadBytes];
        int read = bytes.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return JournalFormat.TryReadSegmentHead(head.AsSpan(0, read), out SegmentHead found) && found.Number == file.Number ? found : null;
    }

    private static long? NumberOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length == Prefix.Length + 16
        && long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0
            ? number
            : null;
}
