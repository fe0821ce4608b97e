namespace RtmPipeline.Telemetry;

/// <summary>A count under a word of a closed or bounded set.</summary>
internal readonly record struct WordCount(string Word, long Count);

/// <summary>How forecasts of one horizon have done.</summary>
/// <param name="Horizon">As <c>15m</c>.</param>
/// <param name="Judged">Forecasts whose hour has come.</param>
/// <param name="Skill">1 less the error by the error of "no change"; 0 is as good as that, below is worse.</param>
/// <param name="Coverage50">Share that came true within the interval of 50 %, in [0, 1].</param>
/// <param name="Coverage90">The same of 90 %.</param>
internal readonly record struct ForecastReading(string Horizon, long Judged, double Skill, double Coverage50, double Coverage90);

/// <summary>What can be seen of a running graph. Any thread may ask; what it answers may be a batch old, and each number is right by itself.</summary>
internal interface IGraphReadings
{
    /// <summary>Stream time, unix milliseconds; 0 before the first post.</summary>
    long StreamTime { get; }

    /// <summary>Batches delivered.</summary>
    long Delivered { get; }

    /// <summary>Posts counted, by the network they are of; networks beyond a limit are one.</summary>
    IReadOnlyList<WordCount> Posts { get; }

    /// <summary>Posts dropped or not counted in velocities, by reason.</summary>
    IReadOnlyList<WordCount> Dropped { get; }

    /// <summary>Records that became dead letters, by reason.</summary>
    IReadOnlyList<WordCount> Rejected { get; }

    /// <summary>Records that hold nothing to count, by reason.</summary>
    IReadOnlyList<WordCount> Ignored { get; }

    /// <summary>How full each block's queue is, in [0, 1].</summary>
    IReadOnlyList<(string Block, double Fill)> Queues { get; }

    long Topics { get; }

    /// <summary>Things that had to give way because a table was full, by table.</summary>
    IReadOnlyList<WordCount> Displaced { get; }

    /// <summary>Alerts held back whose digest is not due yet.</summary>
    long HeldBack { get; }

    IReadOnlyList<ForecastReading> Forecasts { get; }
}
