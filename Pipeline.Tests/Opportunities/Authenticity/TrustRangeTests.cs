using NUnit.Framework;
using RtmPipeline.Opportunities.Authenticity;

namespace RtmPipeline.Tests.Opportunities.Authenticity;

internal sealed class TrustRangeTests
{
    private static readonly TrustRange s_range = new(0.3, 0.6);

    [TestCase(0.3, 1)]
    [TestCase(0.45, 0.5)]
    [TestCase(0.6, 0)]
    [TestCase(1, 0)]
    public void TrustOf_ProvenShare_FallsInAStraightLine(double share, double trust) => Assert.That(s_range.TrustOf(share), Is.EqualTo(trust).Within(1e-12));

    [TestCase(9.9, 1)]
    [TestCase(10, 0)]
    public void Trust_AllOfFewPosts_NeedsTen(double posts, double trust) => Assert.That(s_range.Trust(1, posts), Is.EqualTo(trust).Within(1e-12));

    /// <summary>Worked out by hand from the formula: p = 0.5, n = 20, z = 1.645.</summary>
    [TestCase(0.5, 20, 0.3274)]
    [TestCase(1, 20, 0.8808)]
    [TestCase(0, 20, 0)]
    public void LeastShare_IsTheLowerScoreBound(double share, double posts, double least) => Assert.That(TrustRange.LeastShare(share, posts), Is.EqualTo(least).Within(1e-4));

    [Test]
    public void LeastShare_RisesWithPosts_TowardsTheShare()
    {
        double[] bounds = [.. new[] { 10.0, 100, 1_000, 1e6 }.Select(n => TrustRange.LeastShare(0.7, n))];

        Assert.That(bounds, Is.Ordered.Ascending);
        Assert.That(bounds[^1], Is.EqualTo(0.7).Within(1e-3));
    }
}
