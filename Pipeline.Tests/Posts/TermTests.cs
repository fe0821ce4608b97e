using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Tests.Posts;

internal sealed class TermTests
{
    [Test]
    public void PlacesOfTheLongestText_AreKept()
    {
        Term term = new(7, TopicKind.Word, PostLimits.MaxTextLength - 3, 3);
        Assert.That((term.Key, term.Kind, term.Start, term.Length), Is.EqualTo((7ul, TopicKind.Word, PostLimits.MaxTextLength - 3, 3)));
        Assert.That(System.Runtime.CompilerServices.Unsafe.SizeOf<Term>(), Is.EqualTo(16));
    }

    [TestCase(65_536, 0)]
    [TestCase(-1, 0)]
    [TestCase(0, 65_536)]
    public void PlaceBeyondAnyText_IsRefused(int start, int length) =>
        Assert.That(() => new Term(7, TopicKind.Word, start, length), Throws.TypeOf<OverflowException>());
}
