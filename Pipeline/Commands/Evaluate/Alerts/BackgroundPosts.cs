using System.Globalization;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>
/// Recorded posts as the chatter around an event of another time. They are moved by whole weeks, or by whole days where the recording is shorter than a week, so
/// that each keeps its hour of the day (and its day of the week); and repeated with new ids as often as the event needs. One repeat takes the recording's length in
/// whole weeks, else in whole days, at least one; what is beyond is left out, so that no hour comes twice at once.
/// </summary>
internal sealed class BackgroundPosts
{
    /// <summary>Most posts kept of all background files.</summary>
    public const int MaxPosts = 1_000_000;

    private const string Source = "background";
    private const long DayMs = 86_400_000;
    private const int DaysOfWeek = 7;

    /// <summary>How much of its last day a recording may lack.</summary>
    private const double MissingDays = 0.25;

    private readonly Kept[] _posts;

    private readonly record struct Kept(long Time, string Text, string? Author, long Followers, string? Language, PostKind Kind);

    private BackgroundPosts(string name, Kept[] posts)
    {
        Name = name;
        _posts = posts;
        double days = (posts[^1].Time - posts[0].Time) / (double)DayMs;
        int weeks = (int)((days + MissingDays) / DaysOfWeek);
        PeriodMs = DayMs * (weeks > 0 ? weeks * DaysOfWeek : Math.Max(1, (int)(days + MissingDays)));
    }

    public string Name { get; }

    public int Count => _posts.Length;

    /// <summary>Time of the first post, unix milliseconds.</summary>
    public long FirstAt => _posts[0].Time;

    /// <summary>Milliseconds from one repeat to the next.</summary>
    public long PeriodMs { get; }

    /// <summary>Reads a recording of any known format.</summary>
    /// <param name="file">The recording.</param>
    /// <param name="limits">Of its lines and documents.</param>
    /// <param name="label">Only records with it are taken; null for all.</param>
    /// <param name="room">Most posts taken.</param>
    /// <param name="stop">Ends reading.</param>
    /// <exception cref="UnusableFileException">It holds no such post, or too many.</exception>
    public static async Task<BackgroundPosts> ReadAsync(string file, FileLimits limits, RecordLabel? label, int room, CancellationToken stop)
    {
        const int BatchSize = 1024;
        var decoder = new PostDecoder();
        var kept = new List<Kept>();
        await foreach (RawBatch batch in new FileSource(file, limits).ReadAsync(BatchSize, stop))
        {
            using (batch)
                Take(batch, decoder, label, kept);
            if (kept.Count > room)
                throw new UnusableFileException($"has too many posts; at most {MaxPosts:#,0} are kept of all background files");
        }

        stop.ThrowIfCancellationRequested();
        if (kept.Count == 0)
            throw new UnusableFileException(label is { } asked ? $"has no post with {asked}" : "has no post");
        return new BackgroundPosts(Path.GetFileName(file), [.. kept.OrderBy(static post => post.Time)]);
    }

    /// <summary>The posts from one time to another, as a source.</summary>
    /// <param name="from">Unix milliseconds.</param>
    /// <param name="to">Unix milliseconds, itself included.</param>
    public IRecordSource Between(long from, long to) => new LineSource(Name, () => Shifted(from, to));

    /// <summary>The posts as if they had come so many times faster, counted from a time on.</summary>
    /// <param name="start">Unix milliseconds of what stays where it is.</param>
    /// <param name="times">How many hours become one.</param>
    public IRecordSource Faster(long start, int times) => new LineSource(Name, () => _posts.Select((post, i) =>
        PlainRecord.Write(IdOf(i, 0), start + ((post.Time - start) / times), Source, post.Text, post.Author, post.Followers, post.Language, post.Kind)));

    private IEnumerable<byte[]> Shifted(long from, long to)
    {
        long unit = PeriodMs % (DaysOfWeek * DayMs) == 0 ? DaysOfWeek * DayMs : DayMs;
        long shift = (long)Math.Floor((from - _posts[0].Time) / (double)unit) * unit;
        for (int repeat = 0; _posts[0].Time + shift <= to; repeat++, shift += PeriodMs)
        {
            for (int i = 0; i < _posts.Length && _posts[i].Time < _posts[0].Time + PeriodMs && _posts[i].Time + shift <= to; i++)
            {
                Kept post = _posts[i];
                if (post.Time + shift >= from)
                    yield return PlainRecord.Write(IdOf(i, repeat), post.Time + shift, Source, post.Text, post.Author, post.Followers, post.Language, post.Kind);
            }
        }
    }

    private string IdOf(int index, int repeat) => string.Create(CultureInfo.InvariantCulture, $"{Name}-{index}-{repeat}");

    private static void Take(RawBatch batch, PostDecoder decoder, RecordLabel? label, List<Kept> kept)
    {
        foreach (ref readonly RawRecord record in batch.Records)
        {
            if (label is { } asked && !PlainRecord.Has(record.Bytes.Span, asked))
                continue;
            foreach (DecodedItem item in decoder.Decode(new RawBatch([record], 1, null)).Items)
            {
                if (item.Post is { Action: PostAction.Create, HasText: true, PostedAt: > 0 } post)
                    kept.Add(new Kept(post.PostedAt, post.Text, post.Author, post.AuthorFollowers, post.Language, post.Kind));
            }
        }
    }
}
