using System.Collections.Frozen;

namespace RtmPipeline.Posts.Text;

/// <summary>
/// Takes the plural "s" off a hashtag where that is safe, so that #cookie and #cookies are one topic. Wrongly joining two topics costs more than counting one twice,
/// so the rule is narrow: at least five ASCII letters; "s" behind a consonant that English plurals have and Spanish words or Greek names do not end in; words in
/// "-es" only when they are listed. Whatever such a rule would break (names, teams, words without a singular) is excepted by name.
/// </summary>
internal static class PluralTags
{
    private const int MinLength = 5;
    private const int MaxLength = 32;

    // Endings left out: "as", "is", "os", "us" (adidas, paris, kudos, status, Spanish plurals), "ss" (boss), "ws" (news, windows), "ys" (always).
    private const string SafeBeforeS = "bdgklmnprt";

    // Nouns in "-e" and their plurals. Others in "-es" are Spanish (lunes), names (mercedes, james), or lose two letters (matches, knives).
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_pluralsInEs = Lookup("""
        articles badges bikes bottles brides cakes calories candles capes changes clues codes cookies couples courses creatures cupcakes deadlines devices doodles
        episodes exercises fires foodies games genres goodies grapes guides headlines heroines homes hoodies horses houses images indies invoices jokes languages
        leagues likes machines magazines memes miles mistakes movies names noodles nurses pages pancakes phones pictures pies places plates prices prizes
        quotes races recipes references resources roses rookies rules sales samples scenes schedules schemes selfies shapes shares shoes signatures singles slides
        smoothies smartphones spaces stages stories statues storylines sunrises tables teammates themes tires trades tunes updates vaccines vampires veggies
        vehicles vibes videogames villages voices votes waffles wages websites whales wildfires wines zombies zones
        """);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_noPlurals = Lookup(WithoutSingular + Names + Teams + Brands + FromOtherLanguages);

    // Words that have no singular, or another meaning in it.
    private const string WithoutSingular = """
        afterwards arms backwards biceps brains burns champs chips commons corps customs doors downs fields forwards goods grounds guts heads headquarters indoors
        jeans jobs lens lyrics maps mens maths means minutes outdoors pants physics plants reds rights shorts sims sports springs tennis thanks towards transformers
        trousers turns upwards waters womens woods words yards angels friends simpsons avengers kardashians soldiers sparks thrones
        """;

    // People and places.
    private const string Names = """
         adams athens brooks barnes collins dickens edwards evans flanders gordons harris hawkins hopkins jenkins lyons matthews meadows myers parsons peters phillips
        pickens roberts robbins rodgers rogers sanders simmons stevens watkins wilkins williams brussels cyclops flyers orleans
        """;

    // Clubs whose singular means something else.
    private const string Teams = """
         bengals bills blackhawks blazers browns bruins buccaneers bucks cardinals celtics chargers chiefs clippers colts commanders cowboys dodgers dolphins eagles
        falcons giants hawks hornets huskers islanders jackets kings knicks knights lakers lions mavericks mustangs mets nets nuggets oilers packers pacers panthers
        patriots pirates pistons raiders rams rangers raptors ravens rockets saints seahawks senators spurs steelers suns texans thunders tigers titans vikings
        warriors wizards wolverines yankees
        """;

    // Companies, products, awards.
    private const string Brands = """
         doritos emirates emmys grammys kohls lowes mcdonalds pringles sears siemens skittles starbucks walgreens samsungs wendys
        """;

    // Spanish and Italian words, and loans that are the same in both numbers.
    private const string FromOtherLanguages = """
         fans films records tests
        """;

    /// <summary>Length of the singular: that of the tag, or one less.</summary>
    /// <param name="folded">Folded hashtag without its sign.</param>
    public static int SingularLength(ReadOnlySpan<char> folded)
    {
        int length = folded.Length;
        if (length is < MinLength or > MaxLength || folded[^1] != 's' || folded.ContainsAnyExceptInRange('a', 'z'))
            return length;
        if (folded[^2] == 'e')
            return s_pluralsInEs.Contains(folded) ? length - 1 : length;
        return SafeBeforeS.Contains(folded[^2]) && !s_noPlurals.Contains(folded) ? length - 1 : length;
    }

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
