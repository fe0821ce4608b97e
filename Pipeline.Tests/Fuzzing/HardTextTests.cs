using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;
using RtmPipeline.Tests.Posts.Text;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Texts of the greatest length, made to set scanners back again and again: work is counted as bytes allocated, which time would only guess at.</summary>
internal sealed class HardTextTests
{
    /// <summary>Bytes per character that a text may cost beside a constant: its reading, and words that are not yet known.</summary>
    private const long BytesEach = 300;
    private const long Constant = 1 << 19;

    private static readonly PostTagger s_tagger = new(BrandProfiles.Load([SharedData.Sample("crispo.yaml")]));

    private static IEnumerable<string> Longest() =>
    [
        .. HostileTexts.Longest(),
        .. new[] { "a!", "(a+)+", "a@a.", "Z\u0301\u0302\u0303\u0304\u0305\u0306", "not very ", "Mr. ", "New York ", "de la ", "12 dead ", "#Aa1", "İ", "ﷺ", "\u202E", "👨‍👩‍👧", "O'", "A.B.", "1,0", "http://a.example/?" }
            .Select(piece => HostileTexts.Repeat(piece, PostLimits.MaxTextLength)),
    ];

    [TestCaseSource(nameof(Longest))]
    public void LongestText_IsTaggedWithinItsBytes(string text)
    {
        s_tagger.Tag(TextFuzzTests.PostOf(text, TextFacts.Of(text), "en"));
        long half = Allocated(text[..(text.Length / 2)]);
        long whole = Allocated(text);
        Assert.That(whole, Is.LessThan((BytesEach * text.Length) + Constant));
        Assert.That(whole, Is.LessThan((3 * half) + Constant), "twice the text should cost about twice as much");
    }

    /// <summary>A few marks on each letter are folded away; heaps of them make words longer than any, which count for nothing.</summary>
    [TestCase(2, ExpectedResult = true)]
    [TestCase(200, ExpectedResult = false)]
    public bool Zalgo_IsReadAsItsLetters_OrNotAtAll(int marks)
    {
        const string plain = "blackout at the stadium tonight";
        string text = string.Concat(plain.Select(c => char.IsLetter(c) ? c + new string('\u0301', marks) : $"{c}"));
        ulong[] keys = [.. TextFacts.Of(text).Terms.Select(term => term.Key)];
        ulong[] expected = [.. TextFacts.Of(plain).Terms.Select(term => term.Key)];
        Assert.That(keys, Is.SubsetOf(expected));
        return keys.SequenceEqual(expected);
    }

    private static long Allocated(string text)
    {
        Post post = TextFuzzTests.PostOf(text, TextFacts.Of(text), "en");
        long before = GC.GetAllocatedBytesForCurrentThread();
        s_tagger.Tag(post);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
