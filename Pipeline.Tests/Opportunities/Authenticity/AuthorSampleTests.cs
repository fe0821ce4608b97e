using NUnit.Framework;
using RtmPipeline.Opportunities.Authenticity;

namespace RtmPipeline.Tests.Opportunities.Authenticity;

internal sealed class AuthorSampleTests
{
    [TestCase(1, 0)]
    [TestCase(4, 0.75)]
    [TestCase(20, 0.95)]
    public void Read_EverybodyPostsSoOften_IsTheShareOfRepeats(int each, double share)
    {
        AuthorReading reading = Sample(100, each).Read();

        Assert.That(reading.RepeatShare, Is.EqualTo(share).Within(1e-9));
        Assert.That(reading.Posts, Is.EqualTo(100 * each).Within(1e-6));
    }

    [TestCase(1_000)]
    [TestCase(50_000)]
    public void Read_MoreAuthorsThanKept_TellsTheSameFromASample(int authors)
    {
        AuthorReading reading = Sample(authors, 4).Read();

        Assert.That(reading.RepeatShare, Is.EqualTo(0.75).Within(0.02));
        Assert.That(reading.Posts, Is.InRange(0.2 * 4 * AuthorSample.MaxAuthors, 4 * AuthorSample.MaxAuthors));
    }

    [Test]
    public void Read_AuthorsWithEvenGaps_AreRegular()
    {
        var sample = new AuthorSample();
        var random = new Random(3);
        long[] next = new long[20];
        for (int round = 0; round < 10; round++)
        {
            for (int author = 0; author < 20; author++)
            {
                next[author] += author < 10 ? 60_000 + random.Next(3_000) : (long)(-60_000 * Math.Log(1 - random.NextDouble()));
                sample.Add((ulong)author + 1, next[author], 1);
            }
        }

        Assert.That(sample.Read().RegularShare, Is.EqualTo(0.5).Within(0.051));
    }

    [Test]
    public void TakeBack_Half_IsAsIfNeverAdded()
    {
        AuthorSample sample = Sample(100, 4);
        for (ulong author = 51; author <= 100; author++)
        {
            for (int i = 0; i < 4; i++)
                sample.TakeBack(author, 1);
        }

        Assert.That(sample.Read(), Is.EqualTo(Sample(50, 4).Read()));
    }

    [Test]
    public void TakeBack_OfAnAuthorNeverSeen_ChangesNothing()
    {
        AuthorSample sample = Sample(10, 2);
        sample.TakeBack(999, 1);
        sample.TakeBack(0, 1);

        Assert.That(sample.Read(), Is.EqualTo(Sample(10, 2).Read()));
    }

    [Test]
    public void Read_NobodyKnown_IsNothing()
    {
        var sample = new AuthorSample();
        sample.Add(0, 1, 1);

        Assert.That(sample.Read(), Is.EqualTo(default(AuthorReading)));
    }

    private static AuthorSample Sample(int authors, int each)
    {
        var sample = new AuthorSample();
        for (int i = 0; i < each; i++)
        {
            for (int author = 1; author <= authors; author++)
                sample.Add((ulong)author, (i * 1_000_000L) + author, 1);
        }

        return sample;
    }
}
