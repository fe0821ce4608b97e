using RtmPipeline.Sources.Simulation.Words;

namespace RtmPipeline.Sources.Simulation.Writing;

/// <summary>Addresses that posts link to. A link is one number: its low bits choose the site, all of them its path and its short form.</summary>
internal sealed class LinkBook
{
    /// <summary>Bytes of a short address.</summary>
    public const int ShortLength = 23;

    /// <summary>Sites; a power of two. The last one belongs to the bot network and nobody else.</summary>
    private const int Sites = 64;

    private readonly byte[][] _sites = new byte[Sites][];

    public LinkBook()
    {
        List<string> names = CoinedWords.Names(stream: 20, Sites - 1);
        for (int i = 0; i < Sites - 1; i++)
            _sites[i] = System.Text.Encoding.ASCII.GetBytes($"{names[i].ToLowerInvariant()}.example");
        _sites[Sites - 1] = "rich-treats-club.example"u8.ToArray();
    }

    private static ReadOnlySpan<byte> Base62 => "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8;

    /// <summary>A page of some site; popular pages come again and again.</summary>
    public ulong Draw(SeededRandom random)
    {
        double at = random.NextUnit();
        ulong page = SeededRandom.Mix((ulong)(at * at * at * 20_000));
        return (page & ~(ulong)(Sites - 1)) | (page % (Sites - 1));
    }

    /// <summary>One of the few pages the bot network advertises.</summary>
    public ulong DrawBotLink(SeededRandom random) => (SeededRandom.Mix((ulong)random.Below(5) + 0xB07) & ~(ulong)(Sites - 1)) | (Sites - 1);

    /// <summary>Writes the short address into <see cref="ShortLength"/> bytes.</summary>
    public static void WriteShort(ulong link, Span<byte> to)
    {
        "https://t.co/"u8.CopyTo(to);
        for (int i = 13; i < ShortLength; i++)
        {
            to[i] = Base62[(int)(link % 62)];
            link = SeededRandom.Mix(link);
        }
    }

    /// <summary>Writes the site and path, without the scheme.</summary>
    public void WriteTarget(ulong link, Utf8Line to)
    {
        to.Write(_sites[link & (Sites - 1)]);
        to.Write("/p/"u8);
        to.Write(link >> 44);
    }
}
