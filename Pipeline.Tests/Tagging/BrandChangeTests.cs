using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Tagging;

[Parallelizable]
public sealed class BrandChangeTests
{
    private static readonly BrandProfile s_zest = new() { Id = "zest", Name = "Zest", Field = ["picnic"], Content = 1 };
    private static readonly BrandProfile s_aria = new() { Id = "aria", Name = "Aria Air", Field = ["runway"], Content = 2 };
    private static readonly BrandProfile s_edited = s_zest with { Field = ["beach"], Content = 3 };
    private static readonly BrandProfile s_club = new() { Id = "club", Name = "Club Brumal", Content = 4 };

    [Test]
    public void Change_NewEditedAndRemovedBrands_AreToldApart()
    {
        BrandChange change = Between([s_zest, s_aria], [s_club, s_edited]);
        Assert.That(change.Describe(), Is.EqualTo("club new, zest changed, aria removed"));
        Assert.That(new[] { change.PlaceBefore(0), change.PlaceBefore(1) }, Is.EqualTo(new[] { -1, 0 }));
        Assert.That(new[] { change.PlaceAfter(0), change.PlaceAfter(1) }, Is.EqualTo(new[] { 1, -1 }));
        Assert.That(new[] { change.IsFresh(0), change.IsFresh(1) }, Is.EqualTo(new[] { true, true }));
        Assert.That(change.Removed, Is.EqualTo(new[] { s_aria }));
    }

    [Test]
    public void Change_AnotherOrderAlone_LeavesEachBrandAsItWas()
    {
        BrandChange change = Between([s_zest, s_aria], [s_aria, s_zest with { }]);
        Assert.That(change.Describe(), Is.EqualTo("their order changed"));
        Assert.That(change.IsFresh(0) || change.IsFresh(1), Is.False);
    }

    [Test]
    public void Retag_EditedBrand_ReadsTheTextAnewAndTheOthersKeepWhatWasSaid()
    {
        BrandChange change = Between([s_zest, s_aria], [s_aria, s_edited]);
        Post post = TextPost.Of("a beach");
        PostTags before = new() { Language = new LanguageTag("en", 1), Brands = [new BrandTag(0.5f, ["picnic"]), new BrandTag(0.3f, ["kept"])] };
        PostTags after = change.Retag(post, before);
        Assert.That(after.Brands.Select(tag => tag.Relevance), Is.EqualTo(new[] { 0.3f, 0.5f }));
        Assert.That(after.Brands[1].Because, Is.EqualTo(new[] { "beach" }));
        Assert.That(after.Language, Is.EqualTo(before.Language));
    }

    [Test]
    public void Retag_PostWithoutText_ConcernsNobody()
    {
        BrandChange change = Between([s_zest], [s_edited]);
        Assert.That(change.Retag(TextPost.Of(""), new PostTags { Language = new LanguageTag("und", 0), Brands = [default] }).Brands.Single().Relevance, Is.Zero);
    }

    [Test]
    public void Retagger_OnASimulatedNight_SaysWhatTheWholeTaggerSays()
    {
        IReadOnlyList<BrandProfile> brands = BrandProfiles.Load([SharedData.Sample("")]);
        PostTagger tagger = new(brands);
        BrandRetagger retagger = new(brands);
        int related = 0;
        foreach (string text in SimulatedNight.Lines(seed: 5, rate: 0.001).Select(TextOf))
        {
            PostTags tags = tagger.Tag(TextPost.Of(text));
            BrandTag[] again = retagger.Tag(text, tags);
            Assert.That(again.Select(tag => tag.Relevance), Is.EqualTo(tags.Brands.Select(tag => tag.Relevance)), text);
            related += again[0].Relevance > 0 ? 1 : 0;
        }
        Assert.That(brands, Has.Count.EqualTo(3));
        Assert.That(related, Is.GreaterThan(10), "an empty comparison would prove nothing");
    }

    [Test]
    public void BrandsInForce_ASetThatIsNotNewer_IsRefused()
    {
        BrandSet first = BrandSet.First([s_zest]);
        BrandsInForce brands = new(first);
        brands.Replace(first.Next([s_edited]));
        Assert.That(brands.Current.Profiles.Single(), Is.SameAs(s_edited));
        Assert.That(() => brands.Replace(first.Next([s_aria])), Throws.ArgumentException.With.Message.StartsWith("set 1 cannot follow set 1"));
    }

    private static BrandChange Between(BrandProfile[] from, BrandProfile[] to)
    {
        BrandSet first = BrandSet.First(from);
        return new BrandChange(first, first.Next(to));
    }

    private static string TextOf(string line)
    {
        using var json = System.Text.Json.JsonDocument.Parse(line);
        return json.RootElement.TryGetProperty("data", out var data) && data.TryGetProperty("text", out var text) ? text.GetString()! : "";
    }
}
