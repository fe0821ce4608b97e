using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Sources.News;

/// <summary>
/// A saved RSS document as its server gave it while it came to be. There is one recording of each feed and none of its headers, so its past is made of its items' own dates: the newest appears
/// at the end of the time that is simulated, the others as long before it as their dates say. Many documents hold but the last hours; those can be repeated before that, each time with other
/// identities, addresses and titles, so that the feed has its recorded pace all the time, and items leave the document as new ones come, as they did.
/// </summary>
internal sealed partial class RecordedFeed
{
    private const int MostMilliseconds = 5_000;

    private readonly string _head;
    private readonly string _tail;

    /// <summary>Newest first.</summary>
    private readonly (DateTimeOffset AppearsAt, string Text)[] _items;
    private readonly int _window;
    private (DateTimeOffset ChangedAt, byte[] Bytes) _last;

    /// <param name="path">The file, packed or not.</param>
    /// <param name="begin">When the simulated time begins.</param>
    /// <param name="end">When it ends, and the newest item appears.</param>
    /// <param name="isRepeated">True to fill the time before the recording with repetitions of it.</param>
    public RecordedFeed(string path, DateTimeOffset begin, DateTimeOffset end, bool isRepeated)
    {
        Name = Path.GetFileName(path).Split('.')[0];
        string text = Read(path);
        Match[] found = [.. ItemMarks().Matches(text).OfType<Match>()];
        _head = text[..found[0].Index];
        _tail = text[(found[^1].Index + found[^1].Length)..];
        _window = found.Length;

        long[] dates = [.. found.Select(static item => DateOf(item.Value))];
        long newest = dates.Max();
        long recent = newest - (long)(end - begin).TotalMilliseconds;
        long oldest = dates.Where(date => date > recent).Min();
        // Whatever has no date, or is older than all of the time, stands in the document from the beginning.
        long[] ages = [.. dates.Select(date => date > recent ? newest - date : newest - oldest)];
        if (!isRepeated)
            ages = [.. dates.Select(date => date > recent ? newest - date : newest - recent)];
        long period = (newest - oldest) * (_window + 1) / _window;
        int copies = isRepeated ? (int)((newest - recent) / period) + 2 : 1;
        _items = [.. Enumerable.Range(0, copies).SelectMany(copy => found.Select((item, i) => (end - TimeSpan.FromMilliseconds(ages[i] + (copy * period)), Renamed(item.Value, copy)))).OrderByDescending(static item => item.Item1)];
        ToRead = _items.Count(item => item.AppearsAt > begin) + Visible(begin).Count();
        Appearing = [.. _items.Select(static item => item.AppearsAt).Where(at => at > begin)];
    }

    public string Name { get; }

    /// <summary>Items in the document at the beginning or later.</summary>
    public int ToRead { get; }

    /// <summary>When the items appear that do after the beginning.</summary>
    public IReadOnlyList<DateTimeOffset> Appearing { get; }

    /// <summary>The document at a time.</summary>
    public byte[] At(DateTimeOffset now)
    {
        DateTimeOffset changedAt = ChangedAt(now);
        if (_last.Bytes is null || _last.ChangedAt != changedAt)
            _last = (changedAt, Encoding.UTF8.GetBytes($"{_head}{string.Concat(Visible(now).Select(static item => item.Text))}{_tail}"));
        return _last.Bytes;
    }

    /// <summary>When it changed last.</summary>
    public DateTimeOffset ChangedAt(DateTimeOffset now) => Visible(now).Select(static item => item.AppearsAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).First();

    /// <summary>The tag of a document.</summary>
    public static string TagOf(byte[] document) => $"\"{Convert.ToHexStringLower(SHA256.HashData(document).AsSpan(0, 8))}\"";

    /// <summary>The time as HTTP writes it.</summary>
    public static string HttpDate(DateTimeOffset time) => time.ToString("R", CultureInfo.InvariantCulture);

    private IEnumerable<(DateTimeOffset AppearsAt, string Text)> Visible(DateTimeOffset now) => _items.Where(item => item.AppearsAt <= now).Take(_window);

    private static string Renamed(string item, int copy) => copy == 0 ? item : EndOfName().Replace(item, $"-{copy}$&");

    private static long DateOf(string item) => Date().Match(item) is { Success: true } match && FeedDate.TryParse(match.Groups["date"].Value.Trim(), out long unixMs) ? unixMs : 0;

    private static string Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using StreamReader text = new(plain, Encoding.UTF8);
        return text.ReadToEnd();
    }

    [GeneratedRegex(@"<item[\s>].*?</item>\s*", RegexOptions.Singleline, MostMilliseconds)]
    private static partial Regex ItemMarks();

    [GeneratedRegex(@"<pubDate>\s*(?:<!\[CDATA\[)?(?<date>.*?)(?:\]\]>)?\s*</pubDate>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, MostMilliseconds)]
    private static partial Regex Date();

    [GeneratedRegex(@"(?:\]\]>)?\s*</(?:title|link|guid)>", RegexOptions.Singleline, MostMilliseconds)]
    private static partial Regex EndOfName();
}
