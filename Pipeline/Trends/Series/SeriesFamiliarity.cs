namespace RtmPipeline.Trends.Series;

/// <summary>
/// How often a series has been at a level: what was learned of weeks of silence says nothing about its first burst, what was learned of a
/// busy series says much about its next one. Each truth counts by the cube of its share of the level asked for, so that many small bumps do
/// not make up for a great one that never was.
/// </summary>
/// <param name="truthsPerHorizon">How many truths come in one horizon; they overlap and count as one.</param>
/// <param name="memory">Truths after which an old one counts for 1/e.</param>
internal sealed class SeriesFamiliarity(int truthsPerHorizon, double memory)
{
    /// <summary>Horizons at the level asked for after which it is half familiar.</summary>
    private const double HalfHorizons = 40;

    private readonly double _keep = Math.Exp(-1 / memory);
    private double _cubes;

    /// <summary>Takes the sum that a horizon brought.</summary>
    public void Observe(double truth) => _cubes = (_cubes * _keep) + Cube(truth + 1);

    /// <summary>From 1 where the series was never near this level to 0 where it often was.</summary>
    /// <param name="expected">The level, as a sum over the horizon.</param>
    public double NewnessOf(double expected)
    {
        double horizons = _cubes / Cube(expected + 1) / truthsPerHorizon;
        return HalfHorizons / (HalfHorizons + horizons);
    }

    private static double Cube(double x) => x * x * x;
}
