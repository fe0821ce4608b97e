using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;
using YamlDotNet.RepresentationModel;

namespace RtmPipeline.Tests.Posts.Text;

/// <summary>The conformance suite of the twitter-text library; its places count code points in extraction and UTF-16 units in validation.</summary>
internal sealed class TwitterTextConformanceTests
{
    [TestCase("mentions", 23)]
    [TestCase("mentions_with_indices", 3)]
    [TestCase("mentions_or_lists_with_indices", 5)]
    [TestCase("replies", 13)]
    [TestCase("urls", 91)]
    [TestCase("urls_with_indices", 10)]
    [TestCase("urls_with_directional_markers", 2)]
    [TestCase("tco_urls_with_params", 5)]
    [TestCase("hashtags", 65)]
    [TestCase("hashtags_from_astral", 3)]
    [TestCase("hashtags_with_indices", 8)]
    [TestCase("cashtags", 8)]
    [TestCase("cashtags_with_indices", 2)]
    public void Entities_OfTheConformanceSuite_AreExtractedAsExpected(string section, int cases) =>
        CheckAll("extract.yml", section, cases, node => (Print(node["expected"]), Extract(section, Text(node))));

    [TestCase("tweets", 8)]
    [TestCase("usernames", 4)]
    [TestCase("lists", 5)]
    [TestCase("hashtags", 7)]
    [TestCase("urls", 24)]
    [TestCase("urls_without_protocol", 5)]
    [TestCase("WeightedTweetsCounterTest", 20)]
    [TestCase("WeightedTweetsWithDiscountedEmojiCounterTest", 22)]
    [TestCase("UnicodeDirectionalMarkerCounterTest", 2)]
    public void Texts_OfTheConformanceSuite_AreValidatedAsExpected(string section, int cases) =>
        CheckAll("validate.yml", section, cases, node => (Print(node["expected"]), Validate(section, Text(node))));

    [TestCase("country", 315)]
    [TestCase("generic", 1259)]
    public void TopLevelDomains_OfTheConformanceSuite_EndAnAddress(string section, int cases) =>
        CheckAll("tlds.yml", section, cases, node => (Print(node["expected"]), Extract("urls", Text(node))));

    private static void CheckAll(string file, string section, int cases, Func<YamlNode, (string Expected, string Found)> check)
    {
        using StreamReader reader = File.OpenText(SharedData.Require("twitter_text_conformance", file));
        YamlStream yaml = [];
        yaml.Load(reader);
        YamlSequenceNode nodes = (YamlSequenceNode)yaml.Documents[0].RootNode["tests"][section];
        List<string> failures = [];
        foreach (YamlNode node in nodes)
        {
            (string expected, string found) = check(node);
            if (expected != found)
                failures.Add($"{node["description"]}: expected {expected} but found {found}");
        }
        TestContext.Out.WriteLine($"{file} {section}: {nodes.Children.Count - failures.Count}/{nodes.Children.Count}");
        Assert.That(nodes.Children, Has.Count.EqualTo(cases));
        Assert.That(failures, Is.Empty);
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node["text"]).Value ?? "";

    private static string Extract(string section, string text)
    {
        List<TextEntity> entities = [];
        TwitterText.FindEntities(text, entities);
        return section switch
        {
            "replies" => TwitterText.FindReply(text) ?? "",
            "mentions" => List(entities.Where(IsMention).Select(e => Name(text, e))),
            "mentions_with_indices" => List(entities.Where(IsMention).Select(e => $"{{screen_name:{Name(text, e)},indices:{Places(text, e)}}}")),
            "mentions_or_lists_with_indices" =>
                List(entities.Where(IsMention).Select(e => $"{{screen_name:{Name(text, e)},list_slug:{Slug(text, e)},indices:{Places(text, e)}}}")),
            "hashtags" or "hashtags_from_astral" => List(Of(entities, TextEntityKind.Hashtag).Select(e => Body(text, e))),
            "hashtags_with_indices" => List(Of(entities, TextEntityKind.Hashtag).Select(e => $"{{hashtag:{Body(text, e)},indices:{Places(text, e)}}}")),
            "cashtags" => List(Of(entities, TextEntityKind.Cashtag).Select(e => Body(text, e))),
            "cashtags_with_indices" => List(Of(entities, TextEntityKind.Cashtag).Select(e => $"{{cashtag:{Body(text, e)},indices:{Places(text, e)}}}")),
            "urls" or "tco_urls_with_params" => List(Of(entities, TextEntityKind.Url).Select(e => text.Substring(e.Start, e.Length))),
            _ => List(Of(entities, TextEntityKind.Url).Select(e => $"{{url:{text.Substring(e.Start, e.Length)},indices:{Places(text, e)}}}")),
        };
    }

    private static string Validate(string section, string text) => section switch
    {
        "tweets" => Print(PostLength.Of(text, PostLengthRules.Version1).IsValid),
        "usernames" => Print(TextValidation.IsUserName(text)),
        "lists" => Print(TextValidation.IsList(text)),
        "hashtags" => Print(TextValidation.IsHashtag(text)),
        "urls" => Print(TextValidation.IsUrl(text)),
        "urls_without_protocol" => Print(TextValidation.IsUrl(text, requireProtocol: false)),
        "WeightedTweetsCounterTest" => Print(PostLength.Of(text, PostLengthRules.Version2)),
        _ => Print(PostLength.Of(text, PostLengthRules.Version3)),
    };

    private static string Print(PostLength length) =>
        $"{{weightedLength:{length.Weighted},valid:{Print(length.IsValid)},permillage:{length.Permille},"
        + $"displayRangeStart:0,displayRangeEnd:{length.LastShown},validRangeStart:0,validRangeEnd:{length.LastValid}}}";

    private static string Print(bool value) => value ? "true" : "false";

    private static string Print(YamlNode node) => node switch
    {
        YamlSequenceNode list => List(list.Select(Print)),
        YamlMappingNode map => "{" + string.Join(',', map.Select(pair => $"{pair.Key}:{Print(pair.Value)}")) + "}",
        _ => ((YamlScalarNode)node).Value ?? "",
    };

    private static string List(IEnumerable<string> items) => "[" + string.Join(',', items) + "]";

    private static IEnumerable<TextEntity> Of(List<TextEntity> entities, TextEntityKind kind) => entities.Where(e => e.Kind == kind);

    private static bool IsMention(TextEntity entity) => entity.Kind is TextEntityKind.Mention or TextEntityKind.List;

    private static string Body(string text, TextEntity entity) => text.Substring(entity.Start + 1, entity.Length - 1);

    private static string Name(string text, TextEntity entity) => Body(text, entity).Split('/')[0];

    private static string Slug(string text, TextEntity entity) => Body(text, entity)[Name(text, entity).Length..];

    private static string Places(string text, TextEntity entity) => $"[{CodePoints(text, entity.Start)},{CodePoints(text, entity.End)}]";

    private static string CodePoints(string text, int units) => text.AsSpan(0, units).ToString().EnumerateRunes().Count().ToString(CultureInfo.InvariantCulture);
}
