using System.Globalization;
using RtmPipeline.Posts;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>Names stories so that every replay gives the same name to the same one.</summary>
internal static class StoryId
{
    /// <summary>Digits of the hash: 32⁷ ≈ 3·10¹⁰ values, for some thousand stories a day.</summary>
    private const int Digits = 7;

    public static string Of(StoryItem founder)
    {
        const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
        ulong hash = StableHash.Of(founder.Id);
        Span<char> tail = stackalloc char[Digits];
        for (int i = 0; i < Digits; i++)
            tail[i] = Alphabet[(int)(hash >> (5 * i) & 31)];
        return string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds(founder.At):yyyyMMdd}-{tail}");
    }
}
