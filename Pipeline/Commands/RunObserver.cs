using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Dashboard;
using RtmPipeline.Dashboard.Board;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using RtmPipeline.Health;
using RtmPipeline.Sources.Live;
using RtmPipeline.Telemetry;

namespace RtmPipeline.Commands;

/// <summary>What looks at a run while it goes: metrics, health, the collector's export and the dashboard's server. None of it can hold the run back.</summary>
internal sealed class RunObserver : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _stopping;
    private readonly MetricListener _metrics = MetricListener.OfProgram();
    private readonly OtlpExport? _export;
    private readonly DecisionLog? _decisions;
    private readonly Task _serving;

    /// <summary>Begins to look.</summary>
    /// <param name="settings">Everything that was configured.</param>
    /// <param name="sources">The live sources.</param>
    /// <param name="decisions">The stream of what teams decide; null where nothing reads one.</param>
    /// <param name="delivery">Where outputs go; it need not be open.</param>
    /// <param name="keepsCheckpoints">True where a state is kept.</param>
    /// <param name="warn">Takes a line for the user.</param>
    /// <param name="listening">Told where the dashboard is.</param>
    /// <param name="stop">Asks the run to end; it is looked at until it has.</param>
    public RunObserver(PipelineSettings settings, IReadOnlyList<SourceWatch> sources, SourceWatch? decisions, IDelivery delivery, bool keepsCheckpoints, Action<string> warn, Action<IReadOnlyList<string>> listening, CancellationToken stop)
    {
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, stop);
        TimeProvider clock = TimeProvider.System;
        Graph = new GraphMetrics(clock);
        Checkpoints = new CheckpointMetrics(clock);
        _export = OtlpExport.Start(settings.Telemetry, ProgramVersion.Text);
        HealthSubjects subjects = new(() => delivery.Health, sources, () => Graph.Graph, () => Checkpoints.Age, keepsCheckpoints ? TimeSpan.FromSeconds(settings.Checkpoints.EverySeconds) : null) { Decisions = decisions };
        HealthProbe health = new(subjects, settings.Health, clock);
        IncidentBoard board = new(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        StatusWriter status = new(health, subjects, board, ProgramVersion.Text);
        EventRoutes events = new(board, status.Write, clock, _stop.Token);
        _decisions = decisions is not null ? new DecisionLog(settings.Redis, clock) : null;
        DashboardServer server = new(settings.Dashboard, [.. PageRoutes.All, .. ServiceRoutes.Of(health, _metrics, settings.Telemetry.ServiceName, ProgramVersion.Text), status.Route, .. BoardRoutes.Of(board), new DecisionRoute(board, _decisions, clock).Route, .. events.Routes], clock, warn) { OnListening = listening };
        bool hasBoard = settings.Dashboard.Listen.Count > 0 && delivery is RedisDelivery;
        _serving = Task.WhenAll(
            Task.Run(() => server.RunAsync(_stop.Token), CancellationToken.None),
            Task.Run(() => SystemdNotifier.OfEnvironment(health, clock, warn).RunAsync(_stopping.Token), CancellationToken.None),
            hasBoard ? Task.Run(() => new BoardFollower(settings.Redis, board, clock).RunAsync(_stop.Token), CancellationToken.None) : Task.CompletedTask);
    }

    public GraphMetrics Graph { get; }

    public CheckpointMetrics Checkpoints { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        if (_decisions is not null)
            await _decisions.DisposeAsync();
        _export?.Dispose();
        _metrics.Dispose();
        Graph.Dispose();
        Checkpoints.Dispose();
        _stopping.Dispose();
        _stop.Dispose();
    }
}
