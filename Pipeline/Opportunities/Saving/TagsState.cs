using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>The tags of a post as bytes.</summary>
internal static class TagsState
{
    private const int LeastThemeBytes = 12;
    private const int LeastEntityBytes = 17;
    private const int LeastBrandBytes = 9;

    public static void Write(SharedWriter shared, PostTags tags)
    {
        StateWriter to = shared.To;
        shared.Text(tags.Language.Code);
        to.Float(tags.Language.Probability);
        SentimentTag sentiment = tags.Sentiment;
        to.Byte((byte)sentiment.Label);
        to.Float(sentiment.Value);
        to.Float(sentiment.Negative);
        to.Float(sentiment.Neutral);
        to.Float(sentiment.Positive);
        to.Int(tags.Themes.Length);
        foreach (ThemeTag theme in tags.Themes)
        {
            shared.Text(theme.Id);
            shared.Text(theme.Name);
            to.Float(theme.Probability);
        }

        WriteSafety(shared, tags.Safety);
        to.Int(tags.Entities.Length);
        foreach (EntityTag entity in tags.Entities)
        {
            shared.Text(entity.Text);
            to.Byte((byte)entity.Kind);
            to.Int(entity.Start);
            to.Int(entity.End);
            shared.Text(entity.Canonical);
        }

        to.Int(tags.Brands.Length);
        foreach (BrandTag brand in tags.Brands)
        {
            to.Float(brand.Relevance);
            to.Bool(brand.IsNamed);
            shared.Texts(brand.Because);
        }
    }

    public static PostTags Read(SharedReader shared)
    {
        StateReader from = shared.From;
        var language = new LanguageTag(shared.NotNullText(), from.Float());
        var sentiment = new SentimentTag(from.OneOf<SentimentLabel>(from.Byte()), from.Float(), from.Float(), from.Float(), from.Float());
        ThemeTag[] themes = Several(from, LeastThemeBytes, shared, static s => new ThemeTag(s.NotNullText(), s.NotNullText(), s.From.Float()));
        SafetyTag safety = ReadSafety(shared);
        EntityTag[] entities = Several(from, LeastEntityBytes, shared, ReadEntity);
        BrandTag[] brands = Several(from, LeastBrandBytes, shared, ReadBrand);
        return new PostTags { Language = language, Sentiment = sentiment, Themes = themes, Safety = safety, Entities = entities, Brands = brands };
    }

    /// <summary>Most posts have no risk, and share the one tag that says so.</summary>
    private static void WriteSafety(SharedWriter shared, SafetyTag safety)
    {
        shared.To.Bool(safety != SafetyTag.None);
        if (safety == SafetyTag.None)
            return;
        shared.To.Byte((byte)safety.Level);
        shared.Text(safety.Category);
        shared.To.Float(safety.Probability);
        shared.Texts(safety.Because);
    }

    private static SafetyTag ReadSafety(SharedReader shared) => shared.From.Bool()
        ? new SafetyTag(shared.From.OneOf<SafetyLevel>(shared.From.Byte()), shared.Text(), shared.From.Float(), shared.Texts())
        : SafetyTag.None;

    private static EntityTag ReadEntity(SharedReader shared) =>
        new(shared.NotNullText(), shared.From.OneOf<EntityKind>(shared.From.Byte()), shared.From.Int(), shared.From.Int(), shared.NotNullText());

    private static BrandTag ReadBrand(SharedReader shared)
    {
        float relevance = shared.From.Float();
        bool isNamed = shared.From.Bool();
        return new BrandTag(relevance, shared.Texts()) { IsNamed = isNamed };
    }

    private static T[] Several<T>(StateReader from, int leastBytesEach, SharedReader shared, Func<SharedReader, T> read)
    {
        int count = from.Count(leastBytesEach);
        if (count == 0)
            return [];
        var items = new T[count];
        for (int i = 0; i < count; i++)
            items[i] = read(shared);
        return items;
    }
}
