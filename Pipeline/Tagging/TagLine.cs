using System.Text.Encodings.Web;
using System.Text.Json;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tagging;

/// <summary>
/// Writes a post's tags as one JSON object: <c>id, language {code, probability}, sentiment {label, value, probabilities {negative, neutral, positive}},
/// themes [{id, name, probability}], safety {level, category, probability, because}, entities [{text, kind, start, end, canonical}],
/// brands [{brand, relevance, because}], hashtags, cashtags, mentions, links</c>. All members are always there, in this order; a category that
/// there is not is null. Hashtags, cashtags and mentions are without their signs, as they stand in the text; offsets are UTF-16 units.
/// </summary>
internal static class TagLine
{
    /// <summary>Text stays readable: only what JSON itself needs is escaped.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="json">Writer at a place where a value may stand.</param>
    /// <param name="post">The post.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="brands">The profiles the tags were made with, in their order.</param>
    /// <param name="explanation">Written as <c>explain [{model, label, tokens [{text, weight}]}]</c> behind all others; null for none.</param>
    public static void Write(Utf8JsonWriter json, Post post, PostTags tags, IReadOnlyList<BrandProfile> brands, TagExplanation? explanation = null)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, post.Id);
        json.WriteStartObject("language"u8);
        json.WriteString("code"u8, tags.Language.Code);
        json.WriteNumber("probability"u8, tags.Language.Probability);
        json.WriteEndObject();
        WriteSentiment(json, tags.Sentiment);
        WriteThemes(json, tags.Themes);
        WriteSafety(json, tags.Safety);
        WriteEntities(json, tags.Entities);
        WriteBrands(json, tags.Brands, brands);
        WriteTerms(json, "hashtags"u8, post, TopicKind.Hashtag);
        WriteTerms(json, "cashtags"u8, post, TopicKind.Cashtag);
        WriteTerms(json, "mentions"u8, post, TopicKind.Mention);
        WriteStrings(json, "links"u8, post.Links);
        if (explanation is not null)
            WriteExplanation(json, explanation);
        json.WriteEndObject();
    }

    private static void WriteExplanation(Utf8JsonWriter json, TagExplanation explanation)
    {
        json.WriteStartArray("explain"u8);
        foreach (LabelExplanation label in explanation.Labels)
        {
            json.WriteStartObject();
            json.WriteString("model"u8, label.Model);
            json.WriteString("label"u8, label.Label);
            json.WriteStartArray("tokens"u8);
            foreach (WeighedToken token in label.Tokens)
            {
                json.WriteStartObject();
                json.WriteString("text"u8, token.Text);
                json.WriteNumber("weight"u8, MathF.Round(token.Weight, 4));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSentiment(Utf8JsonWriter json, in SentimentTag sentiment)
    {
        json.WriteStartObject("sentiment"u8);
        json.WriteString("label"u8, sentiment.Label switch
        {
            SentimentLabel.Negative => "negative",
            SentimentLabel.Neutral => "neutral",
            SentimentLabel.Positive => "positive",
            _ => "unknown",
        });
        json.WriteNumber("value"u8, sentiment.Value);
        json.WriteStartObject("probabilities"u8);
        json.WriteNumber("negative"u8, sentiment.Negative);
        json.WriteNumber("neutral"u8, sentiment.Neutral);
        json.WriteNumber("positive"u8, sentiment.Positive);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteThemes(Utf8JsonWriter json, ThemeTag[] themes)
    {
        json.WriteStartArray("themes"u8);
        foreach (ThemeTag theme in themes)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, theme.Id);
            json.WriteString("name"u8, theme.Name);
            json.WriteNumber("probability"u8, theme.Probability);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSafety(Utf8JsonWriter json, SafetyTag safety)
    {
        json.WriteStartObject("safety"u8);
        json.WriteString("level"u8, safety.Level switch
        {
            SafetyLevel.Low => "low",
            SafetyLevel.Medium => "medium",
            SafetyLevel.High => "high",
            SafetyLevel.Floor => "floor",
            _ => "none",
        });
        json.WriteString("category"u8, safety.Category);
        json.WriteNumber("probability"u8, safety.Probability);
        WriteStrings(json, "because"u8, safety.Because);
        json.WriteEndObject();
    }

    private static void WriteEntities(Utf8JsonWriter json, EntityTag[] entities)
    {
        json.WriteStartArray("entities"u8);
        foreach (EntityTag entity in entities)
        {
            json.WriteStartObject();
            json.WriteString("text"u8, entity.Text);
            json.WriteString("kind"u8, KindName(entity.Kind));
            json.WriteNumber("start"u8, entity.Start);
            json.WriteNumber("end"u8, entity.End);
            json.WriteString("canonical"u8, entity.Canonical);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteBrands(Utf8JsonWriter json, BrandTag[] tags, IReadOnlyList<BrandProfile> brands)
    {
        json.WriteStartArray("brands"u8);
        for (int i = 0; i < tags.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("brand"u8, brands[i].Id);
            json.WriteNumber("relevance"u8, tags[i].Relevance);
            WriteStrings(json, "because"u8, tags[i].Because);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTerms(Utf8JsonWriter json, ReadOnlySpan<byte> name, Post post, TopicKind kind)
    {
        json.WriteStartArray(name);
        foreach (Term term in post.Terms)
        {
            if (term.Kind == kind)
                json.WriteStringValue(post.Text.AsSpan(term.Start, term.Length).TrimStart("#＃$@＠"));
        }
        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, ReadOnlySpan<byte> name, string[] values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static string KindName(EntityKind kind) => kind switch
    {
        EntityKind.Brand => "brand",
        EntityKind.Product => "product",
        EntityKind.Person => "person",
        EntityKind.Competitor => "competitor",
        EntityKind.Place => "place",
        EntityKind.Organisation => "organisation",
        _ => "event",
    };
}
