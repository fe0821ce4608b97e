using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Trends;

namespace RtmPipeline.Tests.Trends;

internal sealed class AuthorSketchTests
{
    private const long Now = 755_512;

    private static AuthorSketch SketchOf(int authors, int seed, long generation = Now)
    {
        var sketch = default(AuthorSketch);
        for (int i = 0; i < authors; i++)
            sketch.Add(StableHash.Of($"author {seed}/{i}"), generation);
        return sketch;
    }

    [Test]
    public void Estimate_OfNobody_IsZero() => Assert.That(default(AuthorSketch).Estimate(Now), Is.Zero);

    [Test]
    public void Estimate_OfOneAuthorManyTimes_IsOne()
    {
        var sketch = default(AuthorSketch);
        for (int i = 0; i < 1000; i++)
            sketch.Add(StableHash.Of("ann"), Now);

        Assert.That(sketch.Estimate(Now), Is.EqualTo(1).Within(0.02));
    }

    [Test]
    public void Estimate_OfUnknownAuthors_IsZero()
    {
        var sketch = default(AuthorSketch);
        for (int i = 0; i < 100; i++)
            sketch.Add(0, Now);

        Assert.That(sketch.Estimate(Now), Is.Zero);
    }

    /// <summary>Bounds are the theory's: linear counting below about 80 authors, 1.04/√32 = 18 % above; with some hundred sets the measured ones lie within a tenth of it.</summary>
    [TestCase(5, 0.15)]
    [TestCase(20, 0.16)]
    [TestCase(100, 0.22)]
    [TestCase(1000, 0.22)]
    [TestCase(10_000, 0.22)]
    public void Estimate_OverManySets_HasTheStandardErrorOfTheory(int authors, double bound)
    {
        int sets = authors > 1000 ? 100 : 300;
        double[] errors = [.. Enumerable.Range(1, sets).Select(seed => (SketchOf(authors, seed).Estimate(Now) / authors) - 1)];

        Assert.That(Math.Sqrt(errors.Average(e => e * e)), Is.LessThan(bound), "standard error");
        Assert.That(Math.Abs(errors.Average()), Is.LessThan(0.06), "bias");
        Assert.That(errors.Max(Math.Abs), Is.LessThan(1), "worst set");
    }

    [Test]
    public void Authors_OfTheGenerationBefore_StillCount()
    {
        AuthorSketch sketch = SketchOf(20, 1, Now - 1);

        Assert.That(sketch.Estimate(Now), Is.EqualTo(sketch.Estimate(Now - 1)));
    }

    [Test]
    public void Authors_OfBothGenerations_CountTogetherAndOnce()
    {
        AuthorSketch together = SketchOf(20, 1);
        AuthorSketch apart = SketchOf(20, 1, Now - 1);
        for (int i = 10; i < 20; i++)
            apart.Add(StableHash.Of($"author 1/{i}"), Now);

        Assert.That(apart.Estimate(Now), Is.EqualTo(together.Estimate(Now)));
    }

    [Test]
    public void Authors_OfTwoGenerationsAgo_AreForgotten() => Assert.That(SketchOf(20, 1, Now - 2).Estimate(Now), Is.Zero);

    [Test]
    public void Authors_BeforeASilentGeneration_AreForgottenWhenSomeoneSpeaksAgain()
    {
        AuthorSketch sketch = SketchOf(20, 1, Now - 2);
        sketch.Add(StableHash.Of("ann"), Now);

        Assert.That(sketch.Estimate(Now), Is.EqualTo(1).Within(0.02));
    }

    [Test]
    public void LateAuthor_OfTheGenerationBefore_IsLeftOut()
    {
        AuthorSketch sketch = SketchOf(20, 1);
        double before = sketch.Estimate(Now);

        sketch.Add(StableHash.Of("late ann"), Now - 1);

        Assert.That(sketch.Estimate(Now), Is.EqualTo(before));
    }
}
