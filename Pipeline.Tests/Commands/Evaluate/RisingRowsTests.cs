using NUnit.Framework;
using RtmPipeline.Commands.Evaluate.Series;

namespace RtmPipeline.Tests.Commands.Evaluate;

internal sealed class RisingRowsTests
{
    [TestCase("1 2 3", "1 2 3")]
    [TestCase("1 9 2 3", "1 2 3", Description = "one clock ahead")]
    [TestCase("5 6 1 7", "5 6 7", Description = "one clock behind")]
    [TestCase("", "")]
    public void Times_ThatDoNotGoUp_AreLeftOut(string times, string kept)
    {
        long[] all = [.. times.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
        bool[] isKept = RisingRows.Keep(all);
        Assert.That(string.Join(' ', all.Where((_, i) => isKept[i])), Is.EqualTo(kept));
    }

    [Test]
    public void FirstOfEqualTimes_Stays() => Assert.That(RisingRows.Keep([1, 2, 2, 3]), Is.EqualTo((bool[])[true, true, false, true]));

    [Test]
    public void RandomTimes_KeepAsManyAsTheSlowSearch_AndGoUp()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            long[] times = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (long)random.Next(30))];
            bool[] kept = RisingRows.Keep(times);
            long[] rising = [.. times.Where((_, i) => kept[i])];
            Assert.That(rising, Is.Ordered.Ascending.And.Unique);
            Assert.That(rising, Has.Length.EqualTo(LongestBySearch(times)));
        }
    }

    private static int LongestBySearch(long[] times)
    {
        int[] longest = new int[times.Length];
        for (int i = 0; i < times.Length; i++)
            longest[i] = 1 + Enumerable.Range(0, i).Where(j => times[j] < times[i]).Select(j => longest[j]).DefaultIfEmpty(0).Max();
        return longest.Max();
    }
}
