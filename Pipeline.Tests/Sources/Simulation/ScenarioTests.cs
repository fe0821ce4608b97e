using NUnit.Framework;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Sources.Simulation.Topics;

namespace RtmPipeline.Tests.Sources.Simulation;

/// <summary>Volumes, repeatability and limits of the scenarios.</summary>
[Parallelizable]
internal sealed class ScenarioTests
{
    private static readonly TimeSpan s_untilBlackout = TimeSpan.FromMinutes(200);

    private ScenarioTruth _night = null!;
    private ScenarioTruth _default = null!;

    private static string[] Scenarios => [.. ScenarioOptions.Names];

    [OneTimeSetUp]
    public void WriteNights()
    {
        _night = Simulated.Truth(Simulated.Night(rate: 0.02));
        _default = Simulated.Truth(Simulated.Night(ScenarioOptions.DefaultRate));
    }

    [TestCaseSource(nameof(Scenarios))]
    public void Seed_TheSame_GivesTheSameBytes(string name)
    {
        string first = Simulated.Hash(new(name, 3, 0.001, s_untilBlackout, null));
        string second = Simulated.Hash(new(name, 3, 0.001, s_untilBlackout, null));
        Assert.That(second, Is.EqualTo(first));
    }

    [TestCaseSource(nameof(Scenarios))]
    public void Seed_Another_GivesOtherBytes(string name) =>
        Assert.That(Simulated.Hash(new(name, 3, 0.001, s_untilBlackout, null)), Is.Not.EqualTo(Simulated.Hash(new(name, 4, 0.001, s_untilBlackout, null))));

    [TestCaseSource(nameof(Scenarios))]
    public void Duration_Shorter_GivesTheBeginningOfTheWhole(string name)
    {
        byte[] whole = Simulated.Bytes(new(name, 3, 0.001, TimeSpan.FromMinutes(40), null));
        byte[] part = Simulated.Bytes(new(name, 3, 0.001, TimeSpan.FromSeconds(1230), null));
        Assert.That(part, Has.Length.InRange(whole.Length / 4, whole.Length * 3 / 4));
        Assert.That(part.AsSpan().SequenceEqual(whole.AsSpan(0, part.Length)));
    }

    [Test]
    public void Duration_BeforeTheBlackout_HasNoTruthAboutIt()
    {
        ScenarioTruth truth = Simulated.Truth(Simulated.Night(duration: TimeSpan.FromMinutes(185)));
        Assert.That(truth.Topics.Select(topic => topic.Id), Has.None.EqualTo("blackout").And.Some.EqualTo("half-time-show"));
        Assert.That(truth.ByMinute, Has.Length.EqualTo(185));
    }

    [Test]
    public void Duration_UpToTheRise_HasThePeakAtItsEnd()
    {
        ScenarioTruth truth = Simulated.Truth(Simulated.Night(duration: TimeSpan.FromMinutes(191)));
        Assert.That(truth.Of("blackout").PeakAt, Is.EqualTo(truth.EndAt));
    }

    [Test]
    public void Start_Another_MovesEverything()
    {
        ScenarioTruth moved = Simulated.Truth(Simulated.Night(start: new DateTimeOffset(2031, 5, 6, 7, 0, 0, TimeSpan.Zero)));
        DateTimeOffset onset = DateTimeOffset.FromUnixTimeMilliseconds(moved.Of("blackout").OnsetAt);
        Assert.That(onset, Is.EqualTo(new DateTimeOffset(2031, 5, 6, 10, 8, 30, TimeSpan.Zero)));
    }

    [Test]
    public void Rate_Doubled_DoublesThePosts()
    {
        static long Posts(ScenarioTruth truth) => truth.Records - truth.ByOrigin[(int)RecordOrigin.News];
        Assert.That(Posts(_night) / (double)Posts(_default), Is.EqualTo(2).Within(0.03));
    }

    [Test]
    public void Rate_Default_GivesADemoOfTheSizePromised() =>
        Assert.That(_default.Records, Is.InRange(270_000, 340_000));

    [Test]
    public void Game_AllPosts_MakeThePublicTotal() =>
        Assert.That(_night.ByMinute[61..315].Sum(), Is.EqualTo(24_100_000 * 0.02).Within(2).Percent);

    [Test]
    public void Blackout_AtItsHeight_HasThePublicVolume() =>
        Assert.That(_night.ByMinute[188..222].Max(), Is.EqualTo(231_500 * 0.02).Within(8).Percent);

    [Test]
    public void HalfTime_AtItsHeight_IsTheHighestMinuteOfTheNight()
    {
        int highest = Array.IndexOf(_night.ByMinute, _night.ByMinute.Max());
        Assert.That(highest, Is.InRange(166, 172));
        Assert.That(_night.ByMinute[highest], Is.EqualTo(268_000 * 0.02).Within(8).Percent);
    }

    [Test]
    public void Expectation_OfTheWholeNight_HasTheThreePublicFigures()
    {
        ScenarioWorld world = SuperBowlNight.Create();
        double[] minutes = [.. Enumerable.Range(0, 375).Select(world.ExpectedPerMinute)];
        Assert.That(minutes[61..315].Sum(), Is.EqualTo(24_100_000).Within(0.1).Percent);
        Assert.That(minutes.Max(), Is.EqualTo(268_000).Within(0.1).Percent);
        Assert.That(minutes[188..222].Max(), Is.EqualTo(231_500).Within(0.1).Percent);
    }

    [Test]
    public void BrandPost_InTwelveHours_IsExpectedToHaveThePublicReposts()
    {
        TopicDefinition topic = SuperBowlNight.Create().Topics.Single(known => known.Id == "brand-post");
        double posts = Enumerable.Range(0, (int)SuperBowlCurves.BrandPost + 720).Sum(minute => topic.Curve.Expected(minute));
        Assert.That(posts * topic.RepostShare, Is.EqualTo(15_000).Within(1).Percent);
    }

    [Test]
    public void BrandPost_ByTheEndOfTheNight_HasMostOfItsReposts() =>
        Assert.That(_night.Of("brand-post").Reposts, Is.EqualTo(15_000 * 0.02 * 0.86).Within(20).Percent);

    [TestCase("blackout", 2)]
    [TestCase("half-time-show", 2)]
    [TestCase("champions", 3)]
    [TestCase("kick-off", 2)]
    public void Peak_OfATopic_IsWhereItsPostsPeak(string topic, int minutes)
    {
        TopicTruth truth = _night.Of(topic);
        int highest = Array.IndexOf(truth.ByMinute, truth.ByMinute.Max());
        Assert.That((truth.PeakAt - _night.StartAt) / 60_000.0, Is.EqualTo(highest + 0.5).Within(minutes));
    }

    [Test]
    public void Accident_InItsFirstMinutes_GrowsAsFastAsTheBlackout()
    {
        Curve blackout = SuperBowlCurves.BlackoutShape;
        Curve accident = SuperBowlCurves.Accident;
        for (double age = 0.25; age < 7; age += 0.25)
        {
            double first = blackout.At(blackout.Onset + age) / blackout.At(blackout.Onset);
            Assert.That(accident.At(accident.Onset + age) / accident.At(accident.Onset), Is.EqualTo(first).Within(0.1).Percent);
        }
    }

    [TestCase("blackout", true, "opportunity")]
    [TestCase("accident", true, "hold")]
    [TestCase("fake-trend", false, "none")]
    [TestCase("half-time-show", false, "none")]
    [TestCase("slow-storm", false, "none")]
    [TestCase("advert-velia", false, "none")]
    [TestCase("brand-post", false, "none")]
    [TestCase("everyday-en-1", false, "none")]
    public void Truth_OfATopic_SaysWhatShouldBeRaised(string topic, bool raise, string alert) =>
        Assert.That((_night.Of(topic).ShouldRaise, _night.Of(topic).Alert), Is.EqualTo((raise, alert)));

    [Test]
    public void QuietDay_EveryMinute_StaysNearTheHourOfTheDay()
    {
        Scenario scenario = Scenario.Create(Simulated.Quiet(rate: 0.03));
        ScenarioTruth truth = scenario.WriteTo(Stream.Null);
        double worst = truth.ByMinute.Select((posts, minute) => posts / scenario.ExpectedPerMinute(minute)).Max();
        Assert.That(worst, Is.LessThan(1.6));
        Assert.That(truth.Topics, Has.None.Property(nameof(TopicTruth.ShouldRaise)).True);
        Assert.That(truth.Records, Is.EqualTo(10_000_000 * 0.03).Within(5).Percent);
    }

    [Test]
    public void Noise_OfOrdinaryTopics_IsWiderThanPoisson()
    {
        (List<SeenRecord> records, _) = Simulated.Read(Simulated.Night(rate: 0.04, duration: TimeSpan.FromMinutes(40)));
        double[] counts = new double[40];
        foreach (SeenRecord record in records.Where(record => record.Topic == "everyday-en-1"))
            counts[(record.Truth.Time - records[0].Truth.Time) / 60_000]++;
        double mean = counts.Average();
        Assert.That(counts.Sum(count => (count - mean) * (count - mean)) / (counts.Length - 1) / mean, Is.GreaterThan(1.5));
    }

    [TestCase("carnival", 0.01, 60, "there is no scenario 'carnival'")]
    [TestCase("quiet-day", 0, 60, "--rate is 0; it must be above 0 and at most 300")]
    [TestCase("quiet-day", -1, 60, "--rate is -1; it must be above 0 and at most 300")]
    [TestCase("quiet-day", 300.5, 60, "--rate is 300.5; it must be above 0 and at most 300")]
    [TestCase("quiet-day", double.NaN, 60, "--rate is NaN; it must be above 0 and at most 300")]
    [TestCase("quiet-day", 0.01, 0, "--duration is 00:00:00; it must be above 0 and at most 24 h")]
    [TestCase("quiet-day", 0.01, 1441, "it must be above 0 and at most 24 h")]
    public void Options_OutOfRange_AreReportedWithValueAndLimit(string name, double rate, double minutes, string message) =>
        Assert.That(new ScenarioOptions(name, 1, rate, TimeSpan.FromMinutes(minutes), null).Faults(), Has.One.Contains(message));

    [Test]
    public void Options_StartBeforeIdsBegan_IsReported() =>
        Assert.That(Simulated.Night(start: new DateTimeOffset(2009, 1, 1, 0, 0, 0, TimeSpan.Zero)).Faults(), Has.One.Contains("--start is 2009-01-01"));

    [Test]
    public void Options_WithFaults_CreateNoScenario() =>
        Assert.That(() => Scenario.Create(Simulated.Night(rate: 0)), Throws.ArgumentException.With.Message.Contains("--rate is 0"));

    [Test]
    public void Truth_WrittenOut_HasALineForTheScenarioAndEachTopic()
    {
        using MemoryStream stream = new();
        _night.WriteTo(stream);
        string[] lines = System.Text.Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
        Assert.That(lines, Has.Length.EqualTo(_night.Topics.Length + 1));
        using System.Text.Json.JsonDocument blackout = System.Text.Json.JsonDocument.Parse(lines.Single(line => line.Contains("\"id\":\"blackout\"", StringComparison.Ordinal)));
        Assert.That(blackout.RootElement.GetProperty("onset_at").GetString(), Is.EqualTo("2013-02-04T01:38:30.000Z"));
        Assert.That(blackout.RootElement.GetProperty("kind").GetString(), Is.EqualTo("event"));
    }
}
