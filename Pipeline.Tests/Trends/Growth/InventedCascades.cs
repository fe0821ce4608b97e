using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Tests.Trends.Growth;

/// <summary>Cascades and share counts from a seed: sizes over two orders of magnitude, a power law in time, followers of all sizes.</summary>
internal static class InventedCascades
{
    public static Cascade[] Of(int count, int seed, double least = 200)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => One($"c{i}", random, least))];
    }

    public static ShareSeries[] SharesOf(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => OneSeries($"s{i}", random))];
    }

    private static Cascade One(string id, Random random, double least)
    {
        int reposts = (int)(least * Math.Pow(1 - random.NextDouble(), -0.7));
        double pace = 600 + (6000 * random.NextDouble());
        double[] seconds = [0, .. Enumerable.Range(0, reposts).Select(_ => Math.Floor(pace * (Math.Pow(1 - random.NextDouble(), -1.3) - 1))).Where(s => s < 604_800).Order()];
        double[] followers = [.. seconds.Select(_ => Math.Floor(Math.Exp(10 * random.NextDouble())))];
        followers[0] *= 50;
        return new Cascade(id, seconds, followers, random.NextDouble() * 7);
    }

    private static ShareSeries OneSeries(string id, Random random)
    {
        double rate = Math.Exp((6 * random.NextDouble()) - 3);
        int first = random.Next(8);
        double count = 0;
        List<double> seconds = [];
        List<double> counts = [];
        for (int i = first; i < 144; i++)
        {
            count += random.NextDouble() < rate / (1 + (i / 6.0)) ? Math.Ceiling(rate) : 0;
            seconds.Add((i + 1) * 1200.0);
            counts.Add(count);
        }

        return new ShareSeries(id, [.. seconds], [.. counts]);
    }
}
