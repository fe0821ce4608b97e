using NUnit.Framework;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Opportunities.Reinforce;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Tests.Opportunities.Reinforce;

/// <summary>How often the watch would cry over recorded cascades that went on as predicted, and how many it finds that were cut short. Each is judged by a model of the others.</summary>
[Parallelizable]
internal sealed class RecordedCascadesTests
{
    private const int Parts = 6;

    /// <summary>What comes after this age is thinned where a cascade is cut short.</summary>
    private const double CutSeconds = 2_400;

    private static readonly int[] s_percents = [0, 10, 25, 50];

    private readonly record struct Verdict(bool IsRaised, double AgeHours, bool EndsWithin);

    [Test]
    public void RecordedCascades_LeftOutBySixths_AreSeldomCriedOverUnlessTheyAreCutShort()
    {
        GrowthFile file = GrowthFiles.Read(SharedData.Require("tideh_cascades", "tideh_cascades.tar.gz"));
        List<Verdict> whole = [];
        Dictionary<int, List<Verdict>> cut = s_percents.ToDictionary(percent => percent, _ => new List<Verdict>());
        for (int part = 0; part < Parts; part++)
        {
            GrowthModel model = GrowthTrainer.Fit([.. file.Cascades.Where((_, i) => i % Parts != part)], GrowthTrainer.UsualTimes.ToArray());
            foreach (Cascade cascade in file.Cascades.Where((_, i) => i % Parts == part))
            {
                whole.Add(Follow(cascade, model));
                foreach ((int percent, List<Verdict> verdicts) in cut)
                    verdicts.Add(Follow(Thinned(cascade, percent), model));
            }
        }

        int raised = whole.Count(v => v.IsRaised);
        int wrong = whole.Count(v => v.IsRaised && v.EndsWithin);
        TestContext.Out.WriteLine($"whole: {raised} of {whole.Count} raised; {wrong} of {whole.Count(v => v.EndsWithin)} that ended within the early forecast");
        foreach ((int percent, List<Verdict> verdicts) in cut)
        {
            double[] ages = [.. verdicts.Where(v => v.IsRaised).Select(v => v.AgeHours).Order()];
            TestContext.Out.WriteLine($"thinned to {percent} %: {ages.Length} of {verdicts.Count} raised, at an age of {(ages.Length > 0 ? ages[ages.Length / 2] : double.NaN):0.0} hours in the middle");
        }

        Assert.That(wrong, Is.LessThanOrEqualTo(3));
        Assert.That(cut[0].Count(v => v.IsRaised), Is.GreaterThanOrEqualTo(55));
    }

    private static Cascade Thinned(Cascade cascade, int percent)
    {
        int[] kept = [.. Enumerable.Range(0, cascade.Seconds.Length).Where(i => cascade.Seconds[i] <= CutSeconds || StableHash.Combine((ulong)i, 7) % 100 < (ulong)percent)];
        return cascade with { Seconds = [.. kept.Select(i => cascade.Seconds[i])], Followers = [.. kept.Select(i => cascade.Followers[i])] };
    }

    /// <summary>Lets a cascade run minute by minute through the judge.</summary>
    private static Verdict Follow(Cascade cascade, GrowthModel model)
    {
        var options = new ReinforceOptions();
        var judge = new CascadeJudge(options, model);
        long start = SampleTopics.Start - (SampleTopics.Start % 86_400_000) + (long)(86_400_000 * (double.IsNaN(cascade.StartDays) ? 0 : cascade.StartDays - Math.Floor(cascade.StartDays)));
        var own = new OwnCascade(Post(0, start, cascade.Followers[0]), SampleTopics.Tags(1), 0, 1);
        int next = 1;
        for (int minute = 1; minute <= options.HelpHours * 60 && own.RaisedAt is null; minute++)
        {
            for (; next < cascade.Seconds.Length && cascade.Seconds[next] <= minute * 60; next++)
                own.Add(Post(next, start + (long)(1000 * cascade.Seconds[next]), cascade.Followers[next]), SampleTopics.Tags(1));
            judge.Judge(own, start + (minute * 60_000L));
        }

        double final = cascade.Seconds.Length - 1;
        return new Verdict(own.RaisedAt is not null, own.RaisedAt is { } at ? (at - start) / 3_600_000.0 : 0, own.Prediction is { } early && final >= early.Growth.Low90);
    }

    private static Post Post(int number, long at, double followers) => new()
    {
        Id = $"x:{number}",
        Source = "x",
        PostedAt = at,
        CountedAt = at,
        IsCounted = true,
        Text = "invented",
        Author = $"author{number}",
        AuthorKey = StableHash.Combine((ulong)number, 3),
        AuthorFollowers = double.IsNaN(followers) ? -1 : (long)followers,
    };
}
