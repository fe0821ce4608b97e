using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Health;
using RtmPipeline.Sources.Live;
using RtmPipeline.Telemetry;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Health;

internal sealed class HealthProbeTests
{
    private static readonly DateTimeOffset s_begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SteppedClock _clock = new(s_begin);
    private readonly SourceMetrics _metrics = new(TimeProvider.System);
    private readonly HealthOptions _options = new() { MaxLagSeconds = 60, MaxCheckpointAgeSeconds = 90, StuckSeconds = 30 };
    private DeliveryHealth? _delivery = Of(DeliveryState.Connected);
    private List<SourceWatch> _sources = [];
    private Readings? _graph;
    private TimeSpan? _age;
    private TimeSpan? _every = TimeSpan.FromSeconds(10);

    [OneTimeTearDown]
    public void Dispose() => _metrics.Dispose();

    [SetUp]
    public void Begin()
    {
        _delivery = Of(DeliveryState.Connected);
        _sources = [Source("a"), Source("b")];
        _sources.ForEach(source => source.Streaming());
        _graph = new Readings { StreamTime = _clock.GetUtcNow().ToUnixTimeMilliseconds() };
        _age = TimeSpan.FromSeconds(5);
        _every = TimeSpan.FromSeconds(10);
    }

    private static DeliveryHealth Of(DeliveryState state, DeliveryTrouble trouble = DeliveryTrouble.None, string detail = "") => new(state, trouble, detail, s_begin, null, 0, 0, 0);

    private SourceWatch Source(string name) => new(name, "x", _clock, _metrics, static _ => { });

    private HealthProbe Probe() => new(new HealthSubjects(() => _delivery, _sources, () => _graph, () => _age, _every), _options, _clock);

    [Test]
    public void Ready_WithoutTheStreamOfDecisions_IsDegradedAndSaysWhy()
    {
        SourceWatch decisions = Source("decisions");
        HealthProbe probe = new(new HealthSubjects(() => _delivery, _sources, () => _graph, () => _age, _every) { Decisions = decisions }, _options, _clock);
        decisions.Refused("NOPERM no permissions");

        HealthReport refused = probe.Ready();
        decisions.Streaming();

        Assert.That((refused.State, refused.Parts[^1].Name, refused.Parts[^1].State), Is.EqualTo((HealthState.Degraded, "decisions", HealthState.Degraded)));
        Assert.That(refused.Parts[^1].Reason, Does.Contain("NOPERM"));
        Assert.That(probe.Ready().State, Is.EqualTo(HealthState.Up));
    }

    private HealthPart Part(string name) => Probe().Ready().Parts.Single(part => part.Name == name);

    [Test]
    public void Ready_AllAtWork_IsUp()
    {
        HealthReport report = Probe().Ready();

        Assert.That(report.State, Is.EqualTo(HealthState.Up));
        Assert.That(report.Parts.Select(part => part.Name), Is.EqualTo(new[] { "redis", "sources", "lag", "checkpoints", "source:a", "source:b" }));
    }

    [TestCase(DeliveryState.Closed)]
    [TestCase(DeliveryState.Waiting)]
    [TestCase(DeliveryState.Refused)]
    [TestCase(DeliveryState.Fenced)]
    public void Ready_RedisCannotBeWrittenTo_IsDownWithTheReason(DeliveryState state)
    {
        _delivery = Of(state, DeliveryTrouble.OutOfMemory, "no memory left");

        HealthPart part = Part("redis");

        Assert.That(part.State, Is.EqualTo(HealthState.Down));
        Assert.That(part.Reason, state == DeliveryState.Closed ? Is.EqualTo("has not been opened yet") : Is.EqualTo("out_of_memory: no memory left"));
    }

    [Test]
    public void Ready_OutputsGoToAFile_RedisIsNoConcern()
    {
        _delivery = null;

        Assert.That(Part("redis").State, Is.EqualTo(HealthState.Up));
    }

    [Test]
    public void Ready_OneSourceWaits_IsDegradedAndSaysWhy()
    {
        _sources[1].Waiting("HTTP 429", s_begin.AddMinutes(5));

        HealthReport report = Probe().Ready();

        Assert.That(report.State, Is.EqualTo(HealthState.Degraded));
        Assert.That(report.Parts[^1].Reason, Is.EqualTo("waiting until 2026-03-01 12:05:00 UTC: HTTP 429"));
    }

    [Test]
    public void Ready_NoSourceGives_IsDown()
    {
        _sources[0].Refused("no right to it");
        _sources[1].Connecting();

        Assert.That(Part("sources"), Is.EqualTo(new HealthPart("sources", HealthState.Down, "0 of 2 give")));
    }

    [TestCase(60, HealthState.Up)]
    [TestCase(61, HealthState.Down)]
    public void Ready_StreamTimeIsBehind_IsDownBeyondTheLimit(int seconds, HealthState state)
    {
        _graph!.StreamTime -= seconds * 1000;

        Assert.That(Part("lag").State, Is.EqualTo(state));
    }

    [Test]
    public void Ready_NoPostYet_HasNoLag()
    {
        _graph = null;

        Assert.That(Part("lag").State, Is.EqualTo(HealthState.Up));
    }

    [TestCase(90, 10, HealthState.Up)]
    [TestCase(91, 10, HealthState.Down)]
    [TestCase(91, 60, HealthState.Up)]
    [TestCase(181, 60, HealthState.Down)]
    public void Ready_CheckpointIsOld_IsDownBeyondTheLimitOrThreeMissed(int seconds, int every, HealthState state)
    {
        (_age, _every) = (TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(every));

        Assert.That(Part("checkpoints").State, Is.EqualTo(state));
    }

    [Test]
    public void Ready_NoneKeptSinceTheStart_IsDownAfterTheLimit()
    {
        _age = null;
        HealthProbe probe = Probe();
        _clock.Advance(TimeSpan.FromSeconds(91));

        Assert.That(probe.Ready().Parts.Single(part => part.Name == "checkpoints").State, Is.EqualTo(HealthState.Down));
    }

    [Test]
    public void Ready_NoStateIsKept_CheckpointsAreNoPart()
    {
        _every = null;

        Assert.That(Probe().Ready().Parts.Select(part => part.Name), Has.None.EqualTo("checkpoints"));
    }

    [Test]
    public void Live_BatchesWaitAndNoneIsDelivered_IsDownAfterTheLimit()
    {
        _graph!.Queues = [("tag", 0), ("decide", 0.25)];
        HealthProbe probe = Probe();
        HealthState before = probe.Live().State;
        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.That(before, Is.EqualTo(HealthState.Up));
        Assert.That(probe.Live().State, Is.EqualTo(HealthState.Down));
    }

    [Test]
    public void Live_SomethingWasDelivered_CountsAnew()
    {
        _graph!.Queues = [("decide", 1)];
        HealthProbe probe = Probe();
        probe.Live();
        _clock.Advance(TimeSpan.FromSeconds(31));
        _graph.Delivered++;

        Assert.That(probe.Live().State, Is.EqualTo(HealthState.Up));
    }

    [Test]
    public void Live_RedisHoldsTheGraphBack_IsUp()
    {
        _graph!.Queues = [("decide", 1)];
        _delivery = Of(DeliveryState.Waiting, DeliveryTrouble.NoConnection, "no connection");
        HealthProbe probe = Probe();
        probe.Live();
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That(probe.Live().Parts.Single(), Is.EqualTo(new HealthPart("graph", HealthState.Up, "is held back by Redis")));
    }

    [Test]
    public void Live_NothingToDo_IsUp()
    {
        HealthProbe probe = Probe();
        probe.Live();
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That(probe.Live().State, Is.EqualTo(HealthState.Up));
    }

    private sealed class Readings : IGraphReadings
    {
        public long StreamTime { get; set; }

        public long Delivered { get; set; }

        public IReadOnlyList<(string Block, double Fill)> Queues { get; set; } = [];

        public IReadOnlyList<WordCount> Posts => [];

        public IReadOnlyList<WordCount> Dropped => [];

        public IReadOnlyList<WordCount> Rejected => [];

        public IReadOnlyList<WordCount> Ignored => [];

        public long Topics => 0;

        public IReadOnlyList<WordCount> Displaced => [];

        public long HeldBack => 0;

        public IReadOnlyList<ForecastReading> Forecasts => [];
    }
}
