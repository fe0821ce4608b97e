using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>A post against a brand, as it was counted.</summary>
/// <param name="Post">The post.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Tick">Tick at which it was counted.</param>
/// <param name="Mentions">What it counted for: nothing for a person counted already.</param>
/// <param name="NamedMentions">What it counted for among all posts that name the brand.</param>
internal sealed record Complaint(Post Post, PostTags Tags, long Tick, double Mentions, double NamedMentions)
{
    /// <summary>What the summary of the present wave answered when it counted it; null where it did not.</summary>
    public TextMarks? CountedAs { get; set; }

    /// <summary>
    /// A post is against the brand it names when its mood is negative, or when it is hateful and not glad: the mood model knows no irony, and hate often has no word of mood.
    /// </summary>
    public static bool IsNegative(PostTags tags) =>
        tags.Sentiment.Label == SentimentLabel.Negative
        || (tags.Sentiment.Label != SentimentLabel.Positive && tags.Safety.Level >= SafetyLevel.Medium && tags.Safety.Category == HateCategory);

    /// <summary>Name of the sensitive topic, as the tags have it.</summary>
    private const string HateCategory = "Hate Speech and Acts of Aggression";

    public void Save(SharedWriter shared)
    {
        shared.Post(Post);
        shared.Tags(Tags);
        shared.To.Long(Tick);
        shared.To.Double(Mentions);
        shared.To.Double(NamedMentions);
        shared.To.Bool(CountedAs is not null);
        shared.To.Byte((byte)(CountedAs ?? TextMarks.None));
    }

    public static Complaint Load(SharedReader shared)
    {
        Complaint complaint = new(shared.NotNullPost(), shared.NotNullTags(), shared.From.Long(), shared.From.Double(), shared.From.Double());
        bool isCounted = shared.From.Bool();
        TextMarks marks = (TextMarks)shared.From.Byte();
        complaint.CountedAs = isCounted ? marks : null;
        return complaint;
    }
}
