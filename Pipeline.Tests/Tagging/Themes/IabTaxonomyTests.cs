using NUnit.Framework;
using RtmPipeline.Tagging.Themes;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Tagging.Themes;

public sealed class IabTaxonomyTests
{
    private const string SensitiveTopics = "v9i3On";

    [Test]
    public void ShippedTaxonomy_IsThePublishedOne()
    {
        Dictionary<string, (string Parent, string Name)> published = Published();
        foreach (IabCategory category in IabTaxonomy.Shipped.Categories)
        {
            string parent = category.Parent < 0 ? "" : IabTaxonomy.Shipped.Categories[category.Parent].Id;
            Assert.That((parent, category.Name), Is.EqualTo(published[category.Id]), category.Id);
        }
    }

    [Test]
    public void ShippedTaxonomy_HasTheFirstTwoTiersButForSensitiveTopics()
    {
        Dictionary<string, (string Parent, string Name)> published = Published();
        IEnumerable<string> expected =
            from pair in published
            where pair.Value.Parent.Length == 0 || published[pair.Value.Parent].Parent.Length == 0
            where pair.Key != SensitiveTopics && pair.Value.Parent != SensitiveTopics
            select pair.Key;
        Assert.That(IabTaxonomy.Shipped.Categories.Where(category => category.Tier <= 2).Select(category => category.Id), Is.EquivalentTo(expected));
    }

    [Test]
    public void Category_KnowsItsPlace()
    {
        Assert.That(IabTaxonomy.Shipped.TryGet("350", out IabCategory? country), Is.True);
        Assert.That(IabTaxonomy.Shipped.PathOf(country!), Is.EqualTo("Entertainment > Music > Country Music"));
        Assert.That(IabTaxonomy.Shipped.Ancestors(country!).Select(above => above.Id), Is.EqualTo(new[] { "338", "JLBCU7" }));
        Assert.That(IabTaxonomy.Shipped.Tier1Of("350").Id, Is.EqualTo("JLBCU7"));
        Assert.That(IabTaxonomy.Shipped.Tier1Of("483").Id, Is.EqualTo("483"));
        Assert.That(country!.Tier, Is.EqualTo(3));
    }

    [TestCase("483", "483")]
    [TestCase("sports", "483")]
    [TestCase("FOOD & DRINK", "210")]
    [TestCase("8VZQHL", "8VZQHL")]
    public void Category_IsFoundByIdOrName(string written, string id)
    {
        Assert.That(IabTaxonomy.Shipped.TryFind(written, out IabCategory? category), Is.True);
        Assert.That(category!.Id, Is.EqualTo(id));
    }

    [TestCase("")]
    [TestCase("sport")]
    [TestCase("8vzqhl")]
    [TestCase("v9i3On")]
    public void UnknownCategory_IsNotFound(string written) => Assert.That(IabTaxonomy.Shipped.TryFind(written, out _), Is.False);

    [TestCase("1 - A\n2", "Line 2 of the taxonomy is not of the form 'ID PARENT NAME'.")]
    [TestCase("1 - ", "Line 1 of the taxonomy is not of the form 'ID PARENT NAME'.")]
    [TestCase("1 - A ", "Line 1 of the taxonomy is not of the form 'ID PARENT NAME'.")]
    [TestCase("# head\n1 9 A", "Line 2 of the taxonomy names the parent '9', which is not above it.")]
    [TestCase("1 - A\n1 - B", "Line 2 of the taxonomy has the id '1', which another line has.")]
    [TestCase("1 - A\n2 1 B\n3 2 C\n4 3 D\n5 4 E", "Line 5 of the taxonomy is deeper than 4 tiers.")]
    public void BrokenTaxonomy_IsRefused(string text, string message) =>
        Assert.That(() => IabTaxonomy.Read(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(message));

    private static Dictionary<string, (string Parent, string Name)> Published() =>
        File.ReadLines(SharedData.Require("iab_taxonomies", "Content Taxonomy 3.1.tsv"))
            .Skip(2)
            .Select(line => line.Split('\t'))
            .Where(cells => cells.Length > 2 && cells[0].Trim().Length > 0)
            .ToDictionary(cells => cells[0].Trim(), cells => (cells[1].Trim(), cells[2].Trim()));
}
