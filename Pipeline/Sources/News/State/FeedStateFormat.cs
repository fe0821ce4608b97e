using System.Buffers.Binary;
using RtmPipeline.Sources.News.Fetching;
using RtmPipeline.Sources.News.Pages;
using RtmPipeline.State;

namespace RtmPipeline.Sources.News.State;

/// <summary>Writes what is known of feeds, and reads it back.</summary>
internal static class FeedStateFormat
{
    private const string Mark = "feeds.2";

    /// <summary>All of it, behind a digest: one wrong bit could keep a feed from ever being asked again.</summary>
    /// <param name="feeds">States by the keys of the addresses.</param>
    /// <param name="pauses">Hosts that asked to be left alone, and until when, unix milliseconds.</param>
    /// <param name="history">Items kept of each feed; the oldest are left out.</param>
    public static byte[] Save(IReadOnlyDictionary<string, FeedState> feeds, IReadOnlyDictionary<string, long> pauses, int history)
    {
        StateWriter to = new();
        to.ULong(0);
        to.Section(Mark);
        to.Int(feeds.Count);
        foreach ((string key, FeedState state) in feeds)
        {
            to.Text(key);
            Save(to, state, history);
        }

        to.Int(pauses.Count);
        foreach ((string host, long until) in pauses)
        {
            to.Text(host);
            to.Long(until);
        }

        byte[] bytes = to.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Digest.Of(bytes.AsSpan(sizeof(ulong))));
        return bytes;
    }

    /// <exception cref="StateFormatException">It is broken, or of another version.</exception>
    public static (Dictionary<string, FeedState> Feeds, Dictionary<string, long> Pauses) Load(ReadOnlyMemory<byte> bytes)
    {
        StateReader from = new(bytes);
        ulong digest = from.ULong();
        from.Section(Mark);
        if (digest != Digest.Of(bytes.Span[sizeof(ulong)..]))
            throw from.Broken("the bytes are not those that were written");
        Dictionary<string, FeedState> feeds = new(StringComparer.Ordinal);
        for (int left = from.Count(); left > 0; left--)
        {
            string key = from.NotNullText();
            feeds[key] = LoadOne(from);
        }

        Dictionary<string, long> pauses = new(StringComparer.OrdinalIgnoreCase);
        for (int left = from.Count(); left > 0; left--)
            pauses[from.NotNullText()] = from.Long();
        return (feeds, pauses);
    }

    private static void Save(StateWriter to, FeedState state, int history)
    {
        to.Byte((byte)state.Status);
        to.Text(state.Reason);
        to.Int(state.Failures);
        to.Int(state.GoneTimes);
        to.Long(state.GoneSince);
        to.Long(state.DueAt);
        to.Long(state.PolledAt);
        to.Long(state.TrackedSince);
        to.Text(state.MovedTo);
        to.Text(state.Moving?.To);
        to.Int(state.Moving?.Times ?? 0);
        to.Long(state.Moving?.Since ?? 0);
        to.Text(state.Validators?.Of);
        to.Text(state.Validators?.ETag);
        to.Text(state.Validators?.LastModified);
        to.ULong(state.Body);
        to.Int(state.Wishes.TtlMinutes);
        to.Int(state.Wishes.SkipHours);
        to.Int(state.Wishes.SkipDays);
        to.Values<SeenItem>(state.Seen.AsSpan(Math.Max(0, state.Seen.Length - history)));
    }

    private static FeedState LoadOne(StateReader from) => new()
    {
        Status = from.OneOf<FeedStatus>(from.Byte()),
        Reason = from.NotNullText(),
        Failures = from.Int(),
        GoneTimes = from.Int(),
        GoneSince = from.Long(),
        DueAt = from.Long(),
        PolledAt = from.Long(),
        TrackedSince = from.Long(),
        MovedTo = from.Text(),
        Moving = MoveOf(from.Text(), from.Int(), from.Long()),
        Validators = ValidatorsOf(from.Text(), from.Text(), from.Text()),
        Body = from.ULong(),
        Wishes = new PageWishes(from.Int(), from.Int(), from.Int()),
        Seen = from.Values<SeenItem>(),
    };

    private static PendingMove? MoveOf(string? to, int times, long since) => to is null ? null : new PendingMove(to, times, since);

    private static Validators? ValidatorsOf(string? of, string? tag, string? modified) => of is null ? null : new Validators(of, tag, modified);
}
