using System.Buffers;
using System.Text;

namespace RtmPipeline.Posts.Text;

/// <summary>
/// Finds what is marked up in a text, by the rules of X's twitter-text library, whose conformance suite is the test of this class.
/// One pass looks for the characters that can begin or betray an entity; only around those the text is read closely.
/// Cost: a vectorised search for texts without such characters, and linear in the length for all others, hostile ones included.
/// </summary>
internal static class TwitterText
{
    private const string AsciiTriggers = "#@$.:";

    private static readonly SearchValues<char> s_inAsciiText = SearchValues.Create(AsciiTriggers);
    private static readonly SearchValues<char> s_inAnyText = SearchValues.Create(AsciiTriggers + "\uFF03\uFF20");
    private static readonly SearchValues<char> s_ofUrls = SearchValues.Create(".:");

    /// <summary>Adds all entities of a text to a list: in text order, without overlap; where two overlap, the one that begins first stays.</summary>
    public static void FindEntities(string text, List<TextEntity> into)
    {
        SpanList<TextEntity> found = new(stackalloc TextEntity[32]);
        Find(text, TriggersOf(text), federated: false, ref found);
        into.AddRange(found.Items);
        found.Dispose();
    }

    /// <summary>Adds the addresses alone, as they count for the length of a post: some of them stand inside of what also reads as a hashtag.</summary>
    public static void FindUrls(string text, List<TextEntity> into)
    {
        SpanList<TextEntity> found = new(stackalloc TextEntity[32]);
        Find(text, s_ofUrls, federated: false, ref found);
        into.AddRange(found.Items);
        found.Dispose();
    }

    /// <summary>The user name a text replies to: a mention with nothing but spaces before it; null where there is none.</summary>
    public static string? FindReply(string text)
    {
        int sign = 0;
        while (sign < text.Length && (Characters.IsSpace(text[sign]) || Characters.IsDirectional(text[sign])))
            sign++;
        if (sign >= text.Length || !TagScanner.IsAt(text[sign]))
            return null;
        // Spaces before the sign never forbid a mention; a list or a longer name behind it is cut as in mentions.
        return TagScanner.MentionEnd(text, sign, out int nameEnd) > 0 ? text[(sign + 1)..nameEnd] : null;
    }

    /// <summary>As <see cref="FindEntities(string, List{TextEntity})"/>, and the <see cref="FederatedHandles"/> of other networks with it.</summary>
    /// <returns>Characters read closely, with repeats: the measure of the work done.</returns>
    public static long FindEntitiesOfAllNetworks(ReadOnlySpan<char> text, ref SpanList<TextEntity> into) => Find(text, TriggersOf(text), federated: true, ref into);

    private static SearchValues<char> TriggersOf(ReadOnlySpan<char> text) => Ascii.IsValid(text) ? s_inAsciiText : s_inAnyText;

    private static long Find(ReadOnlySpan<char> text, SearchValues<char> triggers, bool federated, ref SpanList<TextEntity> into)
    {
        UrlScanner urls = new(text);
        long work = 0;
        int lastEnd = 0;
        int at = 0;
        while (true)
        {
            int offset = text[at..].IndexOfAny(triggers);
            if (offset < 0)
                return work + urls.Work;
            at += offset;
            bool found = text[at] is '.' or ':'
                ? TryUrl(ref urls, text, at, out TextEntity entity, out int resume)
                : TryTag(text, at, federated, out entity, out resume);
            work += resume - at;
            if (found && entity.Start >= lastEnd)
            {
                into.Add(entity);
                lastEnd = entity.End;
            }
            at = resume;
        }
    }

    private static bool TryUrl(ref UrlScanner urls, ReadOnlySpan<char> text, int at, out TextEntity entity, out int resume)
    {
        resume = at + 1;
        bool matched = text[at] == ':' ? urls.TryAtProtocol(at, out UrlMatch match) : urls.TryAtDot(at, out match, out resume);
        entity = new TextEntity(TextEntityKind.Url, match.Start, match.End - match.Start);
        if (!matched || !match.Accepted)
            return false;
        resume = match.End;
        return true;
    }

    private static bool TryTag(ReadOnlySpan<char> text, int sign, bool federated, out TextEntity entity, out int resume)
    {
        int end;
        TextEntityKind kind;
        switch (text[sign])
        {
            case '$':
                kind = TextEntityKind.Cashtag;
                end = TagScanner.CashtagEnd(text, sign);
                break;
            case '@' or '\uFF20':
                end = federated ? FederatedHandles.End(text, sign) : -1;
                kind = TextEntityKind.Mention;
                if (end > 0)
                    break;
                end = TagScanner.MentionEnd(text, sign, out int nameEnd);
                kind = end > nameEnd ? TextEntityKind.List : kind;
                break;
            default:
                kind = TextEntityKind.Hashtag;
                end = TagScanner.HashtagEnd(text, sign);
                break;
        }
        resume = end > 0 ? end : sign + 1;
        entity = new TextEntity(kind, sign, resume - sign);
        return end > 0;
    }
}
