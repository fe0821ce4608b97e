using RtmPipeline.Posts;
using RtmPipeline.Posts.Duplicates;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.TestKit;

/// <summary>How the texts of a wave come to be.</summary>
internal enum WaveTexts
{
    /// <summary>Each is somebody's own.</summary>
    Own,

    /// <summary>A few patterns with some of the words exchanged: too far apart for copies.</summary>
    Patterns,

    /// <summary>One text for all.</summary>
    Same,
}

/// <summary>Invented posts of one wave, by people or by machines; <c>with</c> makes variants. The same seed gives the same posts.</summary>
internal sealed record BotWave
{
    public const long Start = PostBuilder.Evening;

    private const long Day = 86_400_000;

    /// <summary>A wave as people make it: many authors of all ages and followers, some of whom post much, own texts, links to many sites, chance times.</summary>
    public static BotWave People { get; } = new();

    public int Seed { get; init; } = 1;

    public double PerMinute { get; init; } = 20;

    public double Minutes { get; init; } = 30;

    /// <summary>When it begins, in minutes after <see cref="Start"/>.</summary>
    public double From { get; init; }

    public int Accounts { get; init; } = 2_000;

    /// <summary>Ages of accounts in days lie between these.</summary>
    public int YoungestDays { get; init; } = 5;

    public int OldestDays { get; init; } = 3_000;

    /// <summary>Followers of half of the accounts; few have none, few have thousands.</summary>
    public int MedianFollowers { get; init; } = 90;

    public WaveTexts Texts { get; init; }

    /// <summary>Share of posts with a link, and the one site of all links; null for a thousand sites.</summary>
    public double LinkShare { get; init; } = 0.3;

    public string? Site { get; init; }

    /// <summary>Second of the minute at which posts are sent; -1 for any.</summary>
    public int Second { get; init; } = -1;

    /// <summary>True for posts as evenly as a clock.</summary>
    public bool IsClockwork { get; init; }

    /// <summary>Share of reposts.</summary>
    public double RepostShare { get; init; } = 0.2;

    /// <summary>Name of the wave in ids and accounts, so that two waves share none.</summary>
    public string Name { get; init; } = "wave";

    /// <summary>The posts in order of time, counted.</summary>
    public IEnumerable<Post> Posts()
    {
        var random = new Random(Seed);
        var copies = new CopyDetector(1_024, TimeSpan.FromHours(24));
        double minute = From;
        for (int number = 0; ; number++)
        {
            double gap = IsClockwork ? 1 : -Math.Log(1 - random.NextDouble());
            minute += gap / PerMinute;
            if (minute >= From + Minutes)
                yield break;
            yield return Made(random, copies, number, At(random, minute));
        }
    }

    private long At(Random random, double minute)
    {
        long at = Start + (long)(minute * 60_000);
        return Second < 0 ? at : (at / 60_000 * 60_000) + (Second * 1000) + random.Next(900);
    }

    private Post Made(Random random, CopyDetector copies, int number, long at)
    {
        // The square makes some accounts post much.
        double place = random.NextDouble();
        int account = (int)(place * place * Accounts);
        var traits = new Random((Seed * 7919) + account);
        bool reposts = random.NextDouble() < RepostShare;
        bool links = !reposts && random.NextDouble() < LinkShare;
        double unit = traits.NextDouble();
        long age = traits.Next(YoungestDays, OldestDays + 1) * Day;
        Post post = new PostBuilder
        {
            Id = $"x:{Name}-{number}",
            Kind = reposts ? PostKind.Repost : PostKind.Post,
            PostedAt = at,
            Text = "invented",
            Topics = links ? [$"https://{Site ?? $"site{random.Next(1_000)}.example"}/p/{random.Next(50)}"] : [],
            Author = $"{Name}-{account}",
            AuthorFollowers = (long)(MedianFollowers * unit / (1.001 - unit)),
            AuthorCreatedAt = Start - age,
            Signature = Signature(random),
        }.BuildCounted();
        post.IsCopy = !reposts && copies.IsCopy(post.Signature, at);
        return post;
    }

    private TextSignature Signature(Random random)
    {
        // Texts of a pattern keep nine slots of sixteen: a similarity of 0.56, below a copy's.
        const int Kept = 9;
        var signature = default(TextSignature);
        uint pattern = (uint)random.Next(8) + 1;
        for (int i = 0; i < TextSignature.Slots; i++)
        {
            bool isOwn = Texts == WaveTexts.Own || (Texts == WaveTexts.Patterns && i >= Kept);
            signature[i] = isOwn ? (uint)random.Next(1, int.MaxValue) : (Texts == WaveTexts.Same ? 7u : pattern * 1_000) + (uint)i;
        }

        return signature;
    }
}
