namespace RtmPipeline.Trends.Regression;

/// <summary>One horizon while running: the shipped prediction, corrected by what this stream taught, with intervals that keep their coverage on it, and how well all that does.</summary>
internal sealed class HorizonLearner(HorizonState state, int horizonMinutes, int tickSeconds)
{
    /// <summary>Truths and ends of intervals are compared at so many decimals, so that machines whose logs differ in the last bit decide alike.</summary>
    private const int Decimals = 9;

    /// <summary>Figures look further back than learning does, so that a quiet day does not leave them to chance: a week of stream time halves a truth's weight in them.</summary>
    private const double FigureHalfLifeHours = 168;

    private readonly ResidualRidge _ridge = new(state, tickSeconds);

    public HorizonState State => state;

    public GrowthInterval Predict(in LogGrowth shipped, ReadOnlySpan<double> features)
    {
        double expected = shipped.Expected + _ridge.Correction(features);
        GrowthInterval raw = AdaptiveLevels.Around(expected, shipped.Residuals, state.Levels);
        return new GrowthInterval(
            Math.Round(raw.Expected, Decimals),
            Math.Round(raw.Low90, Decimals),
            Math.Round(raw.Low50, Decimals),
            Math.Round(raw.High50, Decimals),
            Math.Round(raw.High90, Decimals));
    }

    /// <summary>A forecast meets its truth.</summary>
    /// <param name="forecast">What had been said, and from what.</param>
    /// <param name="truth">Log of growth that came.</param>
    /// <param name="underWay">Forecasts of this horizon that wait for theirs.</param>
    public void Learn(WaitingForecast forecast, double truth, int underWay)
    {
        if (!double.IsFinite(truth) || !double.IsFinite(forecast.Shipped))
            return;
        double rounded = Math.Round(truth, Decimals);
        GrowthInterval said = forecast.Said;
        MoveTo(Math.Max(state.Tick, forecast.DueTick));
        _ridge.Learn(forecast.Features, rounded - forecast.Shipped);
        AdaptiveLevels.Learn(state.Levels, said, rounded, underWay);
        state.Weight++;
        state.Judged++;
        state.FigureWeight++;
        state.AbsoluteError += Math.Abs(rounded - said.Expected);
        state.NoChangeError += Math.Abs(rounded);
        state.Inside50 += said.Holds50(rounded) ? 1 : 0;
        state.Inside90 += said.Holds90(rounded) ? 1 : 0;
    }

    public ForecastFigures Figures() => new(
        horizonMinutes,
        state.Judged,
        state.NoChangeError > 0 ? 1 - (state.AbsoluteError / state.NoChangeError) : 0,
        state.FigureWeight > 0 ? state.Inside50 / state.FigureWeight : 0,
        state.FigureWeight > 0 ? state.Inside90 / state.FigureWeight : 0);

    private void MoveTo(long tick)
    {
        long passed = state.Judged > 0 ? tick - state.Tick : 0;
        state.Tick = tick;
        _ridge.Pass(passed);
        double kept = Math.Pow(2, -passed * tickSeconds / (FigureHalfLifeHours * 3600));
        state.FigureWeight *= kept;
        state.AbsoluteError *= kept;
        state.NoChangeError *= kept;
        state.Inside50 *= kept;
        state.Inside90 *= kept;
    }
}
