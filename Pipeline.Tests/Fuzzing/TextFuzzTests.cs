using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Posts.News;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>What reads texts, markup, dates and encodings, given what no decoder would hand it.</summary>
[Parallelizable]
internal sealed class TextFuzzTests
{
    /// <summary>Characters read closely per character of a text, as the scanner's own tests allow.</summary>
    private const long WorkEach = 8;

    private static readonly string[] s_markup =
    [
        "<p>", "</p>", "<br/>", "<a href='https://a.example/x'>", "<a href=javascript:x>", "</a>", "<span class=\"invisible\">", "<span class='ellipsis'>", "</span>", "<script>", "</script>", "<style>", "<title>",
        "<svg>", "<textarea>", "<!--", "-->", "<![CDATA[", "]]>", "<!doctype html>", "<?php", "&amp;", "&lt;p&gt;", "&#0;", "&#x110000;", "&notit;", "&", "<", ">", "<a b", "\"", "'", "<a href=\"", "</", "<x:y/>", "<td>", "\0",
        "<plaintext>", "<select>", "<template>", "<math>", "<iframe>", "<noscript>", "&#55357;&#56832;", "&#128;",
    ];

    [Test]
    public void Texts_OfAnyKind_GiveFactsWithinTheirLimits() => FuzzRun.Try("texts", one =>
    {
        string text = TextOf(one.Random, 60);
        one.Input = Encoding.Unicode.GetBytes(text);
        LinkExpansion[] expansions = [new("https://t.co/", "https://long.example/"), new("", "https://empty.example/"), new("#", "https://sign.example/")];
        string[] attached = ["https://card.example/?utm_source=a", "https://[::1]/", "http://x", "https://\u202e.example/"];
        TextFacts facts = one.Within((400L * text.Length) + (1 << 18), () => TextFacts.Of(text, expansions, attached));
        TextFacts again = TextFacts.Of(text, expansions, attached);
        one.Require(facts.Terms.AsSpan().SequenceEqual(again.Terms) && facts.Links.SequenceEqual(again.Links), "the same text has other facts the second time");
        Post post = PostOf(text, facts);
        Outcomes.CheckFacts(one, post);
        foreach (Term term in facts.Terms)
            one.Require(TermLabel.TryKeyOf(TermLabel.StableKey(post, term), out _) && TermLabel.Of(post, term).Length > 0, $"the term {term} has no label or no key");
        CheckEntities(one, text);
        PostLength.Of(text, PostLengthRules.Version3);
        CanonicalForm.Compose(text);
    });

    [Test]
    public void Markup_OfAnyKind_GivesText() => FuzzRun.Try("html", one =>
    {
        StringBuilder html = new();
        for (int i = one.Random.Next(40); i > 0; i--)
            html.Append(one.Random.Once(3) ? HostileValues.Text(one.Random, 3) : Repeated(one.Random.Pick(s_markup), one.Random));
        one.Input = Encoding.Unicode.GetBytes(html.ToString());
        List<string> links = [];
        string text = one.Within((200L * html.Length) + (1 << 19), () => HtmlText.Convert(html.ToString(), links));
        one.Require(Outcomes.IsWellFormed(text) && !text.Any(c => char.IsControl(c) && c != '\n'), "the text has control characters or halves of pairs");
        one.Require(links.Count <= HtmlText.MaxLinks && links.TrueForAll(link => WebAddress.IsAbsolute(link)), "a link is no address, or there are too many");
        string headline = FeedText.Headline(new FeedContent(html.ToString(), IsHtml: one.Random.Once(2)));
        one.Require(headline.Length <= FeedLimits.MaxTitleLength && Outcomes.IsWellFormed(headline), "the headline is too long, or no text");
    });

    [Test]
    public void Dates_OfAnyKind_AreReadOrNot() => FuzzRun.Try("dates", one =>
    {
        byte[] time = FuzzSeeds.Bytes(HostileValues.Time(one.Random));
        one.Input = one.Random.Once(3) ? time : Mutations.OfBytes(time, one.Random, FuzzSeeds.Bytes(HostileValues.Time(one.Random)));
        if (PostTime.TryParse(one.Input, out long milliseconds))
            one.Require(PostTime.IsPlausible(milliseconds), $"a time of {milliseconds} is taken");
        if (FeedDate.TryParse(Encoding.UTF8.GetString(one.Input), out long unixMs))
            one.Require(unixMs is >= -62_135_683_200_000 and < 253_402_387_200_000, $"a time of {unixMs} is told");
        if (PostTime.TryFromSnowflake(one.Input, out milliseconds))
            one.Require(PostTime.IsPlausible(milliseconds), $"an id's time of {milliseconds} is taken");
    });

    [Test]
    public void Encodings_ThatLie_AreReadOrRejected() => FuzzRun.Try("encodings", one =>
    {
        byte[] seed = one.Random.Pick(FuzzSeeds.Feeds);
        byte[] body = one.Random.Once(2) ? Mutations.OfBytes(seed, one.Random, seed) : [.. seed, .. RandomBytes(one.Random)];
        one.Input = [.. FuzzSeeds.Bytes($"<?xml version=\"1.0\" encoding=\"{one.Random.Pick(XmlMutations.Encodings)}\"?>"), .. body];
        RawRecord record = Outcomes.Record(one.Input, RecordForm.Xml);
        Outcomes.Check(one, one.Within((400L * one.Input.Length) + (1 << 20), () => Outcomes.Decode(record)), records: 1);
    });

    /// <summary>Hostile pieces, any characters, or a text of a record with some of both.</summary>
    internal static string TextOf(Random random, int mostPieces)
    {
        string pieces = HostileValues.Text(random, mostPieces);
        string any = new([.. Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(char.MaxValue + 1))]);
        string text = random.Next(4) switch
        {
            0 => pieces,
            1 => any,
            2 => $"The lights went out at the stadium {pieces} and nobody is hurt, Crispo says {any}",
            _ => pieces + any + pieces,
        };
        return text.Length <= PostLimits.MaxTextLength ? text : text[..PostLimits.MaxTextLength];
    }

    internal static Post PostOf(string text, TextFacts facts, string? language = null) => new()
    {
        Id = "plain:1", Source = "plain", PostedAt = 1_359_900_000_000, Text = text, Language = language, Links = facts.Links, Terms = facts.Terms, Signature = facts.Signature,
    };

    private static void CheckEntities(FuzzCase one, string text)
    {
        SpanList<TextEntity> found = new(stackalloc TextEntity[16]);
        long work = TwitterText.FindEntitiesOfAllNetworks(text, ref found);
        int end = 0;
        bool isInOrder = true;
        foreach (TextEntity entity in found.Items)
        {
            isInOrder &= entity.Start >= end && entity.End > entity.Start && entity.End <= text.Length;
            end = entity.End;
        }

        found.Dispose();
        one.Require(isInOrder, "entities overlap, or lie outside of the text");
        one.Require(work <= WorkEach * (text.Length + 1), $"{work} characters were read closely in a text of {text.Length}");
    }

    private static string Repeated(string piece, Random random) => string.Concat(Enumerable.Repeat(piece, random.Once(12) ? random.Next(400) : 1));

    private static byte[] RandomBytes(Random random)
    {
        byte[] bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        return bytes;
    }
}
