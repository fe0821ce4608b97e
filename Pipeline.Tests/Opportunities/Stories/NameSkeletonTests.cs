using NUnit.Framework;
using RtmPipeline.Opportunities.Stories;

namespace RtmPipeline.Tests.Opportunities.Stories;

internal sealed class NameSkeletonTests
{
    [TestCase("Ukraine", "Ucrania")]
    [TestCase("Ukraine", "Ucraina")]
    [TestCase("Zelensky", "Zelenski")]
    [TestCase("Philadelphia", "Filadelfia")]
    [TestCase("Queensland", "QUEENSLAND")]
    [TestCase("Texas", "Téxas")]
    [TestCase("Kabul", "Cabul")]
    public void HashOf_SpellingsOfOneName_AreEqual(string one, string other) => Assert.That(NameSkeleton.HashOf(one), Is.EqualTo(NameSkeleton.HashOf(other)));

    [TestCase("Iran", "Iraq")]
    [TestCase("Austria", "Australia")]
    [TestCase("Will", "Well")]
    [TestCase("Mali", "Malta")]
    public void HashOf_OtherNames_AreNotEqual(string one, string other) => Assert.That(NameSkeleton.HashOf(one), Is.Not.EqualTo(NameSkeleton.HashOf(other)));

    [Test]
    public void HashOf_VeryLongWord_IsReadUpToTheLimit() => Assert.That(NameSkeleton.HashOf(new string('b', 10_000)), Is.Not.Zero);
}
