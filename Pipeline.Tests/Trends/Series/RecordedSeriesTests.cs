using NUnit.Framework;
using RtmPipeline.Trends.Series;

namespace RtmPipeline.Tests.Trends.Series;

/// <summary>
/// Forecasts one hour ahead on recorded series, each by a prior that was fitted without it: the series are left out in four groups. Prints what the
/// figures of series-forecast.md are.
/// </summary>
[Parallelizable]
internal sealed class RecordedSeriesTests
{
    private const int Groups = 4;
    private static readonly TimeSpan s_hour = TimeSpan.FromHours(1);

    [Test]
    public void Forecasts_OfSeriesLeftOut_BeatWhatIsSimple()
    {
        IReadOnlyList<SeriesTrainingRows> rows = SeriesForecastTrainer.Prepare(RecordedSeries.All());
        string[] names = [.. rows.Select(r => r.Recording.Name).Distinct()];
        var mentions = new List<SeriesSkill>();
        var events = new List<SeriesSkill>();
        var beginnings = new List<SeriesSkill>();
        var finerBeginnings = new List<SeriesSkill>();
        var otherBeginnings = new List<SeriesSkill>();
        for (int group = 0; group < Groups; group++)
        {
            HashSet<string> left = [.. names.Where((_, i) => i % Groups == group)];
            SeriesForecastPrior prior = SeriesForecastTrainer.Fit([.. rows.Where(r => !left.Contains(r.Recording.Name))]);
            foreach (SeriesTrainingRows part in rows.Where(r => left.Contains(r.Recording.Name) && r.Horizon == s_hour))
            {
                (SeriesSkill all, SeriesSkill? first, SeriesSkill? other) = SeriesSkill.Judge(part.Recording, s_hour, prior);
                bool fine = part.Recording.Step < TimeSpan.FromMinutes(5);
                if (first is null)
                    mentions.Add(all);
                else
                    (fine ? finerBeginnings : beginnings).Add(first);
                if (other is not null && !fine)
                {
                    events.Add(all);
                    otherBeginnings.Add(other);
                }
            }
        }

        SeriesSkill allMentions = Print("Mentions of shares, 5-minute rows", mentions, s => s.BestNaive);
        SeriesSkill allEvents = Print("Crises, 5-minute rows, all weeks", events, s => s.NoChange);
        SeriesSkill allBeginnings = Print("Crises, 5-minute rows, first three hours", beginnings, s => s.NoChange);
        SeriesSkill allOthers = Print("Crises, 5-minute rows, first three hours by the rule of evaluate series", otherBeginnings, s => s.NoChange);
        SeriesSkill allFiner = Print("Crises, 1-minute rows, first three hours", finerBeginnings, s => s.NoChange);
        Assert.Multiple(() =>
        {
            Assert.That(mentions.Average(s => s.Error / s.BestNaive), Is.LessThan(0.84));
            Assert.That(allBeginnings.Error / allBeginnings.NoChange, Is.LessThan(0.78));
            Assert.That(allFiner.Error / allFiner.NoChange, Is.LessThan(0.78));
            Assert.That(allOthers.Error / allOthers.NoChange, Is.LessThan(0.78));
            foreach (List<SeriesSkill> first in new[] { beginnings, otherBeginnings, finerBeginnings })
                Assert.That(first.Average(s => s.Error / s.NoChange), Is.LessThan(0.90), "each event has the same say");
            foreach (SeriesSkill set in new[] { allMentions, allEvents, allBeginnings, allOthers, allFiner })
            {
                Assert.That(set.In50, Is.InRange(0.46, 0.54), set.Name);
                Assert.That(set.In90, Is.InRange(0.87, 0.93), set.Name);
            }
        });
    }

    private static SeriesSkill Print(string title, List<SeriesSkill> skills, Func<SeriesSkill, double> against)
    {
        skills.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        string names = string.Join(" | ", SeriesSkill.BaselinesOf(TimeSpan.FromMinutes(5), s_hour).Select(b => b.Name));
        TestContext.Out.WriteLine($"\n{title}\n| series | rows | ours | {names} | ratio | in 50 % | in 90 % |");
        foreach (SeriesSkill skill in skills)
            TestContext.Out.WriteLine(skill.Line(against(skill)));
        SeriesSkill together = SeriesSkill.Together("all", skills);
        double sum = skills.Sum(s => against(s) * s.Rows) / together.Rows;
        TestContext.Out.WriteLine(together.Line(sum));
        TestContext.Out.WriteLine($"mean of the ratios {skills.Average(s => s.Error / against(s)):f3}");
        return together;
    }
}
