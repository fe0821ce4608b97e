namespace RtmPipeline.Trends.Growth;

/// <summary>
/// Foretells how many reposts a post, or how many shares a thing, will have at the horizon. Pure: only what had happened by the time of observation is looked
/// at, and the same input gives the same answer. A forecast of a cascade takes time in proportion to its events.
/// </summary>
internal sealed class GrowthForecaster
{
    private readonly GrowthModel _model;
    private readonly DailyClock _clock;

    public GrowthForecaster(GrowthModel model)
    {
        _model = model;
        _clock = new DailyClock(model.Cascades?.Clock ?? new double[DailyClock.Terms]);
    }

    /// <summary>
    /// False, as by default, for cascades of the population the model was fitted on: the shipped one knows posts that became big, so that "how big, given that it
    /// gets big" is what it answers. True for any post that comes along, as in a stream: the least final count of that population does not hold, and intervals
    /// are wide on both sides. A count far below those it was fitted on is treated so in any case.
    /// </summary>
    public bool IsForAny { get; init; }

    public static GrowthForecaster Shipped() => new(GrowthModel.Shipped());

    /// <summary>The final count of reposts, the post itself left out.</summary>
    /// <param name="cascade">May hold more than was observed; what came later is left out. Followers may be unknown, see <see cref="CascadeFeatures.Of"/>.</param>
    /// <param name="observed">Time since the post, above 0.</param>
    /// <exception cref="InvalidOperationException">The model was not fitted on cascades.</exception>
    public GrowthForecast Predict(Cascade cascade, TimeSpan observed)
    {
        GrowthForm form = _model.Cascades ?? throw new InvalidOperationException("the growth model was not fitted on cascades");
        double seconds = Seconds(observed);
        if (seconds >= form.HorizonSeconds)
            return GrowthForecast.Over(cascade.CountAt(form.HorizonSeconds));
        return form.Forecast(CascadeFeatures.Of(cascade, _clock, form.UsualAuthor, seconds, form.HorizonSeconds), seconds, IsForAny);
    }

    /// <summary>The final count of shares.</summary>
    /// <param name="series">May hold more than was observed; what came later is left out.</param>
    /// <param name="observed">Time since publication, above 0.</param>
    /// <exception cref="InvalidOperationException">The model was not fitted on share counts.</exception>
    public GrowthForecast Predict(ShareSeries series, TimeSpan observed)
    {
        GrowthForm form = _model.Shares ?? throw new InvalidOperationException("the growth model was not fitted on share counts");
        double seconds = Seconds(observed);
        if (seconds >= form.HorizonSeconds)
            return GrowthForecast.Over(series.CountAt(form.HorizonSeconds));
        return form.Forecast(ShareFeatures.Of(series, seconds), seconds, IsForAny);
    }

    /// <summary>Followers reached at the horizon, see <see cref="ReachForecast"/>; arguments as for the reposts.</summary>
    public ReachForecast PredictReach(Cascade cascade, TimeSpan observed) => ReachForecast.Of(cascade, Seconds(observed), Predict(cascade, observed));

    private static double Seconds(TimeSpan observed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(observed, TimeSpan.Zero);
        return observed.TotalSeconds;
    }
}
