using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;

namespace RtmPipeline.Tests.Tagging;

/// <summary>What is reposted means the same each time, and no text is ever given the tags of another.</summary>
internal sealed class TagMemoryTests
{
    [Test]
    public void SameTextAndLabel_IsTaggedOnce()
    {
        TagMemory memory = new();
        int made = 0;
        PostTags first = memory.Of("a text", "en", Make);
        PostTags second = memory.Of(new string("a text".ToCharArray()), "en", Make);
        Assert.That(made, Is.EqualTo(1));
        Assert.That(second, Is.Not.SameAs(first), "tags of two posts are two things in a saved state");
        Assert.That(second.Language, Is.EqualTo(first.Language));

        PostTags Make(string text, string? label)
        {
            made++;
            return Tags(text, label);
        }
    }

    [Test]
    public void OtherLabel_HasTagsOfItsOwn()
    {
        TagMemory memory = new();
        string?[] labels = ["en", "es", null, "en"];
        Assert.That(labels.Select(label => memory.Of("a text", label, Tags).Language.Code), Is.EqualTo(["a text/en", "a text/es", "a text/", "a text/en"]));
    }

    [Test]
    public void ManyTextsFromManyThreads_AreNeverConfused()
    {
        TagMemory memory = new();
        Parallel.For(0, 8, worker =>
        {
            for (int i = 0; i < 3 * TagMemory.Capacity; i++)
            {
                string text = (i % (2 * TagMemory.Capacity)).ToString(CultureInfo.InvariantCulture);
                Assert.That(memory.Of(text, null, Tags).Language.Code, Is.EqualTo(text + "/"));
            }
        });
    }

    [Test]
    public void Reposts_HaveTheTagsOfTheText()
    {
        PostTagger tagger = new([]);
        string[] texts = ["I love this ad, best of the night!", "Terremoto fuerte en la costa, hay heridos", "che brutta giornata a Roma", "1234"];
        foreach (string text in texts.Concat(texts))
        {
            PostTags own = tagger.Tag(Of(text, PostKind.Post));
            PostTags reposted = tagger.Tag(Of(text, PostKind.Repost));
            Assert.That((reposted.Language, reposted.Sentiment, reposted.Safety.Level, reposted.Safety.Category), Is.EqualTo((own.Language, own.Sentiment, own.Safety.Level, own.Safety.Category)));
            Assert.That(reposted.Themes, Is.EqualTo(own.Themes));
            Assert.That(reposted.Entities, Is.EqualTo(own.Entities));
        }
    }

    private static PostTags Tags(string text, string? label) => new() { Language = new LanguageTag($"{text}/{label}", 1) };

    private static Post Of(string text, PostKind kind) => new() { Id = $"x:{text.Length}", Source = "x", PostedAt = 1, Kind = kind, Text = text };
}
