namespace RtmPipeline.Posts.Text;

/// <summary>How X weighs the length of a post. Weights are in units of 1/<paramref name="Scale"/> character.</summary>
/// <param name="MaxLength">Longest valid post, in weighted characters.</param>
/// <param name="Scale">Weight of one character.</param>
/// <param name="DefaultWeight">Weight of a code point outside of <paramref name="LightRanges"/>.</param>
/// <param name="LightRanges">Code points that weigh <paramref name="Scale"/>, first and last of each range.</param>
/// <param name="WholeEmoji">Whether an emoji of several code points weighs as one of <paramref name="DefaultWeight"/>.</param>
internal sealed record PostLengthRules(int MaxLength, int Scale, int DefaultWeight, (int First, int Last)[] LightRanges, bool WholeEmoji)
{
    /// <summary>Characters an address counts for, because the platform shortens it.</summary>
    public const int UrlLength = 23;

    /// <summary>The rules until 2017: 140 code points.</summary>
    public static PostLengthRules Version1 { get; } = new(140, 1, 1, [], WholeEmoji: false);

    /// <summary>The rules of 2017: 280, where Latin and its neighbours count once and all others twice.</summary>
    public static PostLengthRules Version2 { get; } = new(280, 100, 200, [(0, 4351), (8192, 8205), (8208, 8223), (8242, 8247)], WholeEmoji: false);

    /// <summary>The rules since 2018: each emoji counts for two, however it is composed.</summary>
    public static PostLengthRules Version3 { get; } = Version2 with { WholeEmoji = true };
}

/// <summary>Length of a text as a post on X.</summary>
/// <param name="Weighted">Weighted characters.</param>
/// <param name="IsValid">True for a text that may be posted: not empty, not too long, without forbidden code points.</param>
/// <param name="Permille">Weighted length in thousandths of the longest valid one.</param>
/// <param name="LastShown">Last UTF-16 unit; -1 for the empty text.</param>
/// <param name="LastValid">Last UTF-16 unit of the part that may be posted; -1 where there is none.</param>
internal readonly record struct PostLength(int Weighted, bool IsValid, int Permille, int LastShown, int LastValid)
{
    /// <summary>Measures a text in its composed form, as the platform does.</summary>
    public static PostLength Of(string text, PostLengthRules rules)
    {
        if (text.Length == 0)
            return new PostLength(0, false, 0, -1, -1);
        string composed = CanonicalForm.Compose(text);
        List<TextEntity> urls = [];
        TwitterText.FindUrls(composed, urls);
        int limit = rules.MaxLength * rules.Scale;
        int weight = 0, valid = 0, nextUrl = 0;
        bool broken = false;
        for (int at = 0; at < composed.Length;)
        {
            bool isUrl = nextUrl < urls.Count && urls[nextUrl].Start == at;
            int emoji = rules.WholeEmoji && !isUrl ? EmojiSequence.LengthAt(composed, at) : 0;
            int length = isUrl ? urls[nextUrl++].Length : emoji > 0 ? emoji : char.IsSurrogatePair(composed, at) ? 2 : 1;
            weight += isUrl ? PostLengthRules.UrlLength * rules.Scale : emoji > 0 ? rules.DefaultWeight : WeightAt(composed, at, length, rules);
            broken |= length == 1 && Characters.IsInvalid(composed[at]);
            at += length;
            if (!broken && weight <= limit)
                valid += length;
        }
        // Places are told in the text as it was given; what composition took away is taken to stand in the valid part.
        int taken = text.Length - composed.Length;
        int weighted = weight / rules.Scale;
        return new PostLength(weighted, !broken && weighted <= rules.MaxLength, (int)(weighted * 1000L / rules.MaxLength), text.Length - 1, valid + taken - 1);
    }

    private static int WeightAt(string text, int at, int length, PostLengthRules rules)
    {
        int point = length == 2 ? char.ConvertToUtf32(text, at) : text[at];
        foreach ((int first, int last) in rules.LightRanges)
        {
            if (point >= first && point <= last)
                return rules.Scale;
        }
        return rules.DefaultWeight;
    }
}
