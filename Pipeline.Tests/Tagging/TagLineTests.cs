using System.Buffers;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Tests.Tagging;

public sealed class TagLineTests
{
    private static readonly BrandProfile s_zest = new() { Id = "zest", Name = "Zest" };

    [Test]
    public void Line_HasAllMembersInOrder()
    {
        const string text = "Zest así: 12 muertos #Uno $ABC @ana";
        Term[] terms = [Cut(text, "#Uno", TopicKind.Hashtag), Cut(text, "$ABC", TopicKind.Cashtag), Cut(text, "@ana", TopicKind.Mention), Cut(text, "así", TopicKind.Word)];
        Post post = TextPost.Of(text, "es", terms, ["https://zest.example/?a=1&b=2"]);
        PostTags tags = new()
        {
            Language = new LanguageTag("es", 0.9f),
            Safety = new SafetyTag(SafetyLevel.High, "Death, Injury, or Military Conflict", 0.9f, ["muertos"]),
            Entities = [new EntityTag("Zest", EntityKind.Brand, 0, 4, "Zest")],
            Brands = [new BrandTag(1, ["Zest"])],
        };
        Assert.That(Line(post, tags), Is.EqualTo(
            """{"id":"plain:1","language":{"code":"es","probability":0.9},"sentiment":{"label":"unknown","value":0,"probabilities":{"negative":0,"neutral":0,"positive":0}},"themes":[],"""
            + """ "safety":{"level":"high","category":"Death, Injury, or Military Conflict","probability":0.9,"because":["muertos"]},""".TrimStart()
            + """ "entities":[{"text":"Zest","kind":"brand","start":0,"end":4,"canonical":"Zest"}],"brands":[{"brand":"zest","relevance":1,"because":["Zest"]}],""".TrimStart()
            + """ "hashtags":["Uno"],"cashtags":["ABC"],"mentions":["ana"],"links":["https://zest.example/?a=1&b=2"]}""".TrimStart()));
    }

    [Test]
    public void Line_OfAQuietPost_HasNullCategory()
    {
        Post post = TextPost.Of("…");
        JsonElement line = JsonDocument.Parse(Line(post, new PostTagger([s_zest]).Tag(post))).RootElement;
        Assert.That(line.GetProperty("safety").GetProperty("category").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(line.GetProperty("language").GetProperty("code").GetString(), Is.EqualTo("und"));
        Assert.That(line.GetProperty("brands")[0].GetProperty("relevance").GetDouble(), Is.Zero);
    }

    [Test]
    public void Line_WithSentimentAndThemes_NamesThem()
    {
        PostTags tags = new()
        {
            Language = new LanguageTag("en", 1),
            Sentiment = new SentimentTag(SentimentLabel.Negative, -0.5f, 0.75f, 0.25f, 0),
            Themes = [new ThemeTag("483", "Sports", 0.5f)],
        };
        JsonElement line = JsonDocument.Parse(Line(TextPost.Of("x"), tags)).RootElement;
        Assert.That(line.GetProperty("sentiment").GetRawText(), Is.EqualTo("""{"label":"negative","value":-0.5,"probabilities":{"negative":0.75,"neutral":0.25,"positive":0}}"""));
        Assert.That(line.GetProperty("themes").GetRawText(), Is.EqualTo("""[{"id":"483","name":"Sports","probability":0.5}]"""));
    }

    private static Term Cut(string text, string surface, TopicKind kind) =>
        new(1, kind, text.IndexOf(surface, StringComparison.Ordinal), surface.Length);

    private static string Line(Post post, PostTags tags)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, TagLine.WriterOptions))
            TagLine.Write(json, post, tags, [s_zest]);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
