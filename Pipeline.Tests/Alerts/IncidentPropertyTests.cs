using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Opportunities;
using RtmPipeline.Trends;
using static RtmPipeline.Tests.Alerts.IncidentRun;

namespace RtmPipeline.Tests.Alerts;

/// <summary>What holds for every life, over random ones: events that rise, fall, turn into tragedies, are taken back, merge and come again.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class IncidentPropertyTests
{
    private const int Minutes = 2 * 24 * 60;
    private const int Events = 30;

    private static readonly AlertOptions s_options = new() { DailyCap = 8, RefractoryHours = 6, ThreatDailyCap = 3, HoldDailyCap = 4 };

    /// <summary>One event's invented life: where it stands changes at random, in steps of minutes.</summary>
    private sealed class Life(string founder, Random random)
    {
        private double _score = random.NextDouble() * 60;
        private double _severity = random.NextDouble() * 5;
        private bool _tragic;

        public string Founder => founder;

        public string? MergedInto { get; set; }

        public bool IsGone { get; set; }

        public Opportunity Next(int minute)
        {
            _score = Math.Clamp(_score + (random.NextDouble() * 20) - 10, 0, 100);
            _severity = Math.Clamp(_severity + (random.NextDouble() * 2) - 1, 0, 10);
            _tragic = random.Next(200) == 0 ? !_tragic : _tragic;
            OpportunityKind kind = random.Next(10) == 0 ? OpportunityKind.Threat : OpportunityKind.Event;
            Opportunity seen = Event(
                _tragic ? 0 : _score, _severity, founder, (TrendPhase)random.Next(4), random.NextDouble() * 500, minute + random.Next(-5, 200), minute - 10);
            return seen with
            {
                Kind = kind,
                Veto = _tragic ? "Terrorism" : null,
                IsTragedy = _tragic,
                Magnitude = _score,
                IsOver = random.Next(60) == 0,
                TakenBackShare = random.Next(300) == 0 ? 0.8 : 0,
            };
        }
    }

    [Test]
    public void Life_Random_KeepsItsPromises([Range(1, 4)] int seed)
    {
        IncidentRun run = Live(seed);

        Assert.That(run.Alerts.Count(), Is.GreaterThan(20), "a run that says nothing proves nothing");
        foreach (IGrouping<string, IncidentRevision> incident in run.Out.GroupBy(r => r.Incident))
            CheckIncident([.. incident]);
        CheckCaps(run);
        CheckRests(run);
    }

    [Test]
    public void Life_SameSeedTwice_SaysTheSame()
    {
        string[] first = [.. Live(3).Out.Select(r => $"{r.Incident}.{r.Revision} {Word(r)} {r.Time} {r.Summary}")];

        Assert.That(Live(3).Out.Select(r => $"{r.Incident}.{r.Revision} {Word(r)} {r.Time} {r.Summary}"), Is.EqualTo(first));
    }

    [Test]
    public void Digests_Random_ListExactlyWhatTheCapHeldBack([Range(1, 3)] int seed)
    {
        // No merges here: of merged incidents one stands for both.
        IncidentRun run = Live(seed, merges: false);
        HashSet<string> retracted = [.. run.Out.Where(r => r.Phase == IncidentPhase.Retracted).Select(r => r.Incident)];
        HashSet<string> held = [.. run.Digests.SelectMany(d => d.HeldBack).Where(h => h.Because == HoldBackReason.DailyCap && h.Kind == AlertKind.Opportunity).Select(h => h.Incident!)];

        Assert.That(run.Digests, Is.Not.Empty);
        Assert.That(run.Digests.Select(d => d.Id), Is.Unique);
        Assert.That(run.Digests.Select(d => d.To), Is.Ordered.And.Unique);
        foreach (AlertDigest digest in run.Digests)
            Assert.That(digest.HeldBack.Select(h => h.HeldAt), Has.All.InRange(digest.From, digest.To - 1));
        foreach (AlertDigest digest in run.Digests)
        {
            string[] told = [.. run.Alerts.Where(r => r.Time < digest.Time).Select(r => r.Incident)];
            Assert.That(digest.HeldBack.Where(h => h.Because == HoldBackReason.DailyCap).Select(h => h.Incident).Intersect(told), Is.Empty, "nothing that was sent");
        }

        // Whatever was published over the alert's threshold, and neither taken back nor followed by an alert on its event, was held back.
        foreach (IncidentRevision raised in run.Out.Where(r => r.Output == OutputKind.Opportunity && r.Phase == IncidentPhase.Raised && r.Score >= s_options.AlertScore))
        {
            bool isTold = run.Alerts.Any(r => r.Topic.Key == raised.Topic.Key && r.Time >= raised.Time);
            if (!isTold && !retracted.Contains(raised.Incident))
                Assert.That(held, Does.Contain(raised.Incident));
        }
    }

    private static void CheckIncident(IncidentRevision[] life)
    {
        string id = life[0].Incident;
        Assert.That(life.Select(r => r.Revision), Is.EqualTo(Enumerable.Range(1, life.Length)), id);
        int end = Array.FindIndex(life, r => r.EndedBecause is not null);
        if (end >= 0)
        {
            Assert.That(life[end..].Select(r => (r.Phase, r.Time)), Has.All.EqualTo((life[end].Phase, life[end].Time)), $"{id}: after its end nothing more");
            Assert.That(life[end].Phase, Is.AnyOf(IncidentPhase.Expired, IncidentPhase.Retracted));
        }

        Assert.That(life.Where(r => r.Phase == IncidentPhase.Raised).Select(r => r.Output), Is.Unique, id);
        Assert.That(life.Where(r => r.Phase == IncidentPhase.Raised).Select(r => r.ActBefore - r.Time), Has.All.GreaterThanOrEqualTo(0), id);
        double[] ladder = [.. life.Where(r => r.Output == OutputKind.Alert && r.Phase is IncidentPhase.Raised or IncidentPhase.Escalated && r.Output == OutputKind.Alert).Select(r => r.Severity)];
        for (int i = 1; i < ladder.Length; i++)
            Assert.That(ladder[i] - ladder[i - 1], Is.GreaterThan(s_options.EscalationSeverity - 0.11), $"{id}: rounded to a tenth, each a step above the last");
        Assert.That(life.Select(r => r.Kind).Distinct().Count(), Is.EqualTo(1), id);
    }

    private static void CheckCaps(IncidentRun run)
    {
        foreach (IGrouping<AlertKind, IncidentRevision> kind in run.Alerts.Where(r => r.Phase == IncidentPhase.Raised).GroupBy(r => r.Kind))
        {
            int cap = kind.Key switch { AlertKind.Hold => s_options.HoldDailyCap, AlertKind.Threat => s_options.ThreatDailyCap, _ => s_options.DailyCap };
            long[] times = [.. kind.Select(r => r.Time)];
            for (int i = cap; i < times.Length; i++)
                Assert.That(times[i] - times[i - cap], Is.GreaterThanOrEqualTo(24 * 3_600_000L), $"{kind.Key}");
        }
    }

    /// <summary>
    /// A new incident that names an old one came after the rest, or was clearly larger. One that the cap kept silent may get the old one's name by a merge before it is first told.
    /// </summary>
    private static void CheckRests(IncidentRun run)
    {
        Dictionary<string, IncidentRevision[]> lives = run.Out.GroupBy(r => r.Incident).ToDictionary(g => g.Key, g => g.ToArray());
        foreach (IncidentRevision[] life in lives.Values.Where(l => l[0].Time == l[0].RaisedAt && l[0].Previous is not null && lives.ContainsKey(l[0].Previous!)))
        {
            IncidentRevision[] before = lives[life[0].Previous!];
            Assert.That(before[^1].EndedBecause, Is.Not.Null, $"{before[0].Incident} was still live");
            bool rested = life[0].RaisedAt - before[^1].Time >= s_options.RefractoryHours * 3_600_000L;
            bool larger = life[0].Severity >= before.Max(r => r.Severity) + s_options.EscalationSeverity - 0.11
                || life[0].Velocity.PerMinute >= s_options.SecondWaveRatio * before.Max(r => r.Velocity.PerMinute) - 0.01;
            bool holds = life[0].Kind == AlertKind.Hold && before[0].Kind != AlertKind.Hold;
            Assert.That(rested || larger || holds, life[0].Incident);
            if (before[0].Kind == AlertKind.Hold && life[0].Kind == AlertKind.Opportunity)
                Assert.That(rested, $"{life[0].Incident}: a hold became an opportunity");
        }
    }

    private static IncidentRun Live(int seed, bool merges = true)
    {
        Random random = new(seed);
        IncidentRun run = new(s_options);
        Life[] lives = [.. Enumerable.Range(0, Events).Select(i => new Life($"#e{i}", random))];
        for (int minute = 0; minute < Minutes; minute++)
        {
            List<Opportunity> seen = [];
            for (int i = 0; i < lives.Length; i++)
            {
                if (lives[i].IsGone || random.Next(3) == 0)
                    continue;
                Opportunity next = lives[i].Next(minute);
                if (merges && i > 0 && random.Next(20_000) == 0)
                {
                    lives[i].IsGone = true;
                    string into = lives[random.Next(i)].Founder;
                    seen.Add(Merged(next with { Kind = OpportunityKind.Event }, into));
                    seen.Add(Merged(next with { Kind = OpportunityKind.Threat }, into));
                    continue;
                }

                seen.Add(next);
            }

            run.See(minute, [.. seen]);
        }

        run.See(Minutes);
        return run;
    }
}
