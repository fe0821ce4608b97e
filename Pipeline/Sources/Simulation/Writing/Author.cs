using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Writing;

/// <summary>An account. Everything else about it follows from these numbers, so that millions of accounts need no table.</summary>
/// <param name="Id">Account id on the platform; unique.</param>
/// <param name="Traits">Random bits that decide name, followers and age.</param>
/// <param name="Followers">Followers.</param>
/// <param name="CreatedAt">When the account was made, unix milliseconds.</param>
/// <param name="Language">Language it writes in.</param>
internal readonly record struct Author(ulong Id, ulong Traits, long Followers, long CreatedAt, Language Language);

/// <summary>The accounts of a scenario, drawn by how much they write.</summary>
internal sealed class AuthorBook
{
    /// <summary>Handle of the invented brand whose post the scenario follows.</summary>
    public const string BrandHandle = "crispo";

    /// <summary>Accounts that write at full scale: with 30 million posts that night, between three and four posts each.</summary>
    private const double AccountsAtFullScale = 8_000_000;

    private const int FewestAccounts = 3_000;
    private const int MostBots = 30_000;

    /// <summary>The network the truth speaks of: at least this many accounts, whatever the rate.</summary>
    private const int FewestBots = 300;

    private const ulong BrandId = 9_041;
    private const ulong FirstId = 10_000;

    /// <summary>Bot ids come after all others, which end below 2³⁰ + 10,000: accounts are numbered in the order they were made.</summary>
    private const ulong FirstBotId = 1_080_000_000;

    /// <summary>Half of the posts come from the busiest tenth, evenly; the rest falls off with a power of the rank.</summary>
    private const double BusyTenth = 0.1;

    private const long PlatformOpened = 1_153_000_000_000;
    private const long Day = 86_400_000;
    private const long MostFollowers = 30_000_000;
    private const ulong IdMask = (1UL << 30) - 1;

    private static readonly string[] s_syllables = [.. CoinedWords.Syllables.Where(syllable => syllable.Length == 3).Distinct().Take(64)];

    private readonly byte[] _syllables = new byte[64 * 3];
    private readonly long _youngestPublic;
    private readonly int[] _counts = new int[Voice.Languages];
    private readonly int[] _first = new int[Voice.Languages];
    private readonly int _bots;

    public AuthorBook(double rate, long start)
    {
        _youngestPublic = start - (30 * Day);
        _bots = (int)Math.Clamp(MostBots * rate, FewestBots, MostBots);
        ReadOnlySpan<double> shares = [0.8, 0.12, 0.08];
        int first = 0;
        for (int i = 0; i < Voice.Languages; i++)
        {
            _first[i] = first;
            _counts[i] = (int)(Math.Max(FewestAccounts, AccountsAtFullScale * rate) * shares[i]);
            first += _counts[i];
        }
        for (int i = 0; i < s_syllables.Length; i++)
        {
            for (int k = 0; k < 3; k++)
                _syllables[(i * 3) + k] = (byte)s_syllables[i][k];
        }
        long created = PlatformOpened + (1000 * Day);
        Brand = new Author(BrandId, 0, 412_000, created, Language.English);
    }

    /// <summary>The brand's own account.</summary>
    public Author Brand { get; }

    /// <summary>Somebody who writes in a language.</summary>
    public Author Draw(SeededRandom random, Language language)
    {
        double at = random.NextUnit();
        int count = _counts[(int)language];
        double place = random.Chance(0.5) ? at * BusyTenth : at * Math.Sqrt(at);
        return Public(_first[(int)language] + (int)(place * count), language);
    }

    /// <summary>One of the bot network.</summary>
    public Author DrawBot(SeededRandom random)
    {
        int number = random.Below(_bots);
        ulong traits = SeededRandom.Mix((ulong)number + 0xB075B075B075);
        long age = Day + (long)(traits % (ulong)(18 * Day));
        return new Author(FirstBotId + ((ulong)number * 37), traits, (long)((traits >> 40) % 41), _youngestPublic + (30 * Day) - age, Language.English);
    }

    /// <summary>Writes the handle: three syllables and a number, all from bits of the id, so that two accounts never share one.</summary>
    /// <returns>Bytes written, at most 14.</returns>
    public int WriteHandle(in Author author, Span<byte> to)
    {
        if (author.Id == BrandId)
            return System.Text.Encoding.ASCII.GetBytes(BrandHandle, to);
        bool bot = author.Id >= FirstBotId;
        ulong bits = Scramble(bot ? author.Id - FirstBotId : author.Id - FirstId);
        for (int i = 0; i < 3; i++)
            _syllables.AsSpan((int)((bits >> (6 * i)) & 63) * 3, 3).CopyTo(to[(3 * i)..]);
        int length = 9;

        // A bot has five digits and everybody else at most four, so handles of the two never meet.
        ulong number = (bits >> 18) + (bot ? 50_000UL : 0);
        if (!bot && (number & 1) == 1)
            to[length++] = (byte)'_';
        System.Buffers.Text.Utf8Formatter.TryFormat(number, to[length..], out int digits);
        return length + digits;
    }

    private Author Public(int number, Language language)
    {
        ulong id = Scramble((ulong)number);
        ulong traits = SeededRandom.Mix(id + 0xA07407);

        // Log-logistic with median 90 and a tail index of 1, as follower counts roughly have.
        double unit = ((traits >> 11) + 0.5) * (1.0 / (1UL << 53));
        long followers = Math.Min(MostFollowers, (long)(90 * (1 - unit) / unit));

        // The square root makes young accounts commoner, and keeps the order of ids.
        double age = Math.Sqrt(id * (1.0 / (1UL << 30)));
        long created = PlatformOpened + (long)(age * (_youngestPublic - PlatformOpened));
        return new Author(FirstId + id, traits, followers, created, language);
    }

    /// <summary>A bijection on 30 bits: multiplications by odd numbers and shifts can both be undone.</summary>
    private static ulong Scramble(ulong value)
    {
        value = (value * 0x2C9277B5) & IdMask;
        value ^= value >> 15;
        value = (value * 0x1B873593) & IdMask;
        value ^= value >> 13;
        return (value * 0x2545F491) & IdMask;
    }
}
