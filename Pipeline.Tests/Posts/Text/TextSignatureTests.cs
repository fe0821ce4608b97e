using NUnit.Framework;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts.Text;

internal sealed class TextSignatureTests
{
    private const string Original = "The stadium went dark for half an hour and nobody on the field knew what to do about it";

    [TestCase("RT @bob: " + Original, TestName = "Repost by hand")]
    [TestCase(Original + " https://t.co/abc", TestName = "A short address behind it")]
    [TestCase("@anna @bob " + Original, TestName = "Mentions before it")]
    [TestCase("THE STADIUM went dark, for half an hour... and nobody on the field knew what to do about it!!", TestName = "Case and punctuation")]
    public void Similarity_OfACopy_IsOne(string copy) => Assert.That(Similarity(Original, copy), Is.EqualTo(1f));

    [Test]
    public void Similarity_OfACopyCutShort_IsNearItsShareOfThePairs()
    {
        // 13 of 18 pairs are left; 3 standard errors of the estimate are 0.32.
        Assert.That(Similarity(Original, "RT @bob: The stadium went dark for half an hour and nobody on the field knew…"), Is.EqualTo(13 / 18f).Within(0.32f));
    }

    [Test]
    public void Similarity_OfAnotherText_IsNearZero() =>
        Assert.That(Similarity(Original, "Ten recipes for a quick dinner that your children will actually eat this winter"), Is.LessThanOrEqualTo(1 / 16f));

    [Test]
    public void Similarity_OfTheSameWordsInAnotherOrder_IsLow() =>
        Assert.That(Similarity("lights cameras action music dancers smoke", "smoke dancers music action cameras lights"), Is.LessThanOrEqualTo(1 / 16f));

    [TestCase("what a game", true)]
    [TestCase("what a great game", false)]
    [TestCase("#a1 @bob https://example.org what a game", false)]
    [TestCase("", true)]
    public void Signature_OfAText_NeedsFourTokens(string text, bool isDefault) => Assert.That(TextFacts.Of(text).Signature.IsDefault, Is.EqualTo(isDefault));

    [Test]
    public void Similarity_OfTwoShortTexts_IsZeroThoughTheyAreEqual() => Assert.That(Similarity("what a game", "what a game"), Is.Zero);

    [Test]
    public void Similarity_OverManyTexts_EstimatesJaccardWithoutBias()
    {
        Random random = new(7);
        double error = 0;
        const int Trials = 400;
        for (int trial = 0; trial < Trials; trial++)
        {
            ulong[] shared = Pairs(random, random.Next(1, 30)), one = Pairs(random, random.Next(1, 30)), other = Pairs(random, random.Next(1, 30));
            double jaccard = shared.Length / (double)(shared.Length + one.Length + other.Length);
            error += TextSignature.Similarity(Sign(shared, one), Sign(shared, other)) - jaccard;
        }
        // The mean of 400 estimates with a standard error of at most 0.125 each lies within 0.125 / 20 times 3 of the truth.
        Assert.That(error / Trials, Is.EqualTo(0).Within(0.019));
    }

    [Test]
    public void Signature_OfAKnownText_IsTheSameOnEveryMachine()
    {
        TextSignature signature = TextFacts.Of(Original).Signature;
        Assert.That((signature[0], signature[7], signature[8], signature[15]), Is.EqualTo((420467632u, 283613919u, 306928983u, 178697485u)));
    }

    private static ulong[] Pairs(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64())];

    private static TextSignature Sign(ulong[] shared, ulong[] own)
    {
        TextSignatureBuilder builder = new();
        foreach (ulong pair in shared.Concat(own))
            builder.Add(pair, 1);
        return builder.Build();
    }

    private static float Similarity(string one, string other)
    {
        TextSignature first = TextFacts.Of(one).Signature, second = TextFacts.Of(other).Signature;
        return TextSignature.Similarity(first, second);
    }
}
