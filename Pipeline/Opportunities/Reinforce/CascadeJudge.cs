using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Opportunities.Reinforce;

/// <summary>Predicts an own post's cascade when it is young, and says when it falls behind.</summary>
/// <remarks>
/// Life of a cascade: predicted at 15 and again at 30 minutes; from then on the count is held against the low end of what was predicted for its age (<see cref="EarlyPrediction.At"/>). Below it without a break
/// for <see cref="ReinforceOptions.LowMinutes"/>, while the post is young enough to be helped, it is raised, once. It is over when the count is back above the bound for as
/// long, or the post is too old.
/// </remarks>
/// <param name="options">When to tell.</param>
/// <param name="model">Fitted on cascades.</param>
internal sealed class CascadeJudge(ReinforceOptions options, GrowthModel model)
{
    /// <summary>People predicted to have come since, before their missing means anything: of so many, a lack of half is no chance.</summary>
    private const double MinPromised = 20;

    private static readonly double[] s_predictAt = [900, 1800];

    /// <summary>Any post that comes along: not only those that are known to have become big.</summary>
    private readonly GrowthForecaster _forecaster = new(model) { IsForAny = true };
    private readonly double _horizonSeconds = model.Cascades?.HorizonSeconds ?? throw new InvalidOperationException("the growth model was not fitted on cascades");

    /// <summary>Looks at a cascade at a time not before that of the last look.</summary>
    public void Judge(OwnCascade cascade, long now)
    {
        double age = cascade.AgeSeconds(now);
        if (age >= options.HelpHours * 3600.0 || cascade.IsFull)
        {
            cascade.IsOver = true;
            return;
        }

        Predict(cascade, age);
        if (cascade.Prediction is not { } early || early.Seconds < s_predictAt[^1] || early.Growth.ObservedCount < options.MinPeople)
            return;
        (double expected, double low) = early.At(age);
        bool isLow = cascade.Count < low && expected - early.Growth.ObservedCount >= MinPromised;
        cascade.LowSince = isLow ? cascade.LowSince ?? now : null;
        cascade.BackSince = isLow ? null : cascade.BackSince ?? now;
        if (cascade.RaisedAt is null && now - cascade.LowSince >= options.LowMinutes * 60_000L)
            cascade.RaisedAt = now;
        else if (cascade.RaisedAt is not null && now - cascade.BackSince >= options.LowMinutes * 60_000L)
            cascade.IsOver = true;
    }

    /// <summary>What is to be expected from now on.</summary>
    public EarlyPrediction PredictNow(OwnCascade cascade, double age)
    {
        Cascade known = cascade.ToCascade();
        var observed = TimeSpan.FromSeconds(Math.Max(1, age));
        return new EarlyPrediction(observed.TotalSeconds, _horizonSeconds, _forecaster.Predict(known, observed), _forecaster.PredictReach(known, observed));
    }

    private void Predict(OwnCascade cascade, double age)
    {
        foreach (double at in s_predictAt)
        {
            if (age >= at && (cascade.Prediction is null || cascade.Prediction.Seconds < at))
                cascade.Prediction = PredictNow(cascade, age);
        }
    }
}
