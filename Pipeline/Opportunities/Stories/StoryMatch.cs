namespace RtmPipeline.Opportunities.Stories;

/// <summary>Decides whether an item belongs to a story.</summary>
/// <remarks>
/// Three things must hold.
/// 1 The cosine of what both say reaches a threshold, which rises with the time since the story's last item: news of the same hour needs less in common than a follow-up of the next day.
///   Where the languages differ, only what survives translation is compared.
/// 2 What they share weighs enough by itself: short texts reach any cosine by two ordinary words.
/// 3 They share something that happened, or so many names that it can be one thing only: a place alone is where many things happen.
/// Where both have numbers or names by which they would be known and none in common, they need more than twice as much: reports of one kind (results, councils, studies) repeat
/// each other's words.
/// The thresholds were chosen on five months of tweets of 25 Spanish-language media, on one set of invented news (the first of two in the tests) and on the simulated night.
/// </remarks>
internal static class StoryMatch
{
    /// <summary>Cosine needed in one language, and across languages, where fewer features stand for a text.</summary>
    private const float Same = 0.28f;
    private const float Across = 0.32f;

    /// <summary>Weight of shared features needed: two rare words, or three that are less so.</summary>
    private const float MinShared = 10;
    private const float MinSharedAcross = 9;

    /// <summary>Weight below which nothing is compared.</summary>
    public const float LeastShared = MinSharedAcross;

    /// <summary>Names that are enough where no other word is shared.</summary>
    private const int MinNames = 3;

    /// <summary>How much more is needed where the marks differ.</summary>
    private const float MarksApart = 2.2f;

    /// <summary>Silence in which the threshold doubles.</summary>
    private const float DoublingHours = 36;

    /// <summary>What is there over what is needed: from 1 on it is the same story.</summary>
    public static float Margin(StoryItem item, Story story)
    {
        (Overlap overlap, bool translated) = story.Compare(item);
        bool tellsWhat = overlap.Matters > 0 && overlap.Matters + overlap.Names > 1;
        if ((!tellsWhat && overlap.Names < MinNames) || overlap.Shared < (translated ? MinSharedAcross : MinShared))
            return 0;
        float gapHours = Math.Abs(item.At - story.LastAt) / 3_600_000f;
        float needed = (translated ? Across : Same) * (1 + (gapHours / DoublingHours));
        return overlap.Cosine / (overlap.MarksApart ? needed * MarksApart : needed);
    }
}
