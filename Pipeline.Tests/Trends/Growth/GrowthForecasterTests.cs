using NUnit.Framework;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Tests.Trends.Growth;

internal sealed class GrowthForecasterTests
{
    private static readonly TimeSpan[] s_observe = [TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    private GrowthModel _model = null!;
    private GrowthForecaster _forecaster = null!;

    [OneTimeSetUp]
    public void FitAModel()
    {
        _model = GrowthTrainer.Fit(InventedCascades.Of(40, 1), s_observe) with { Shares = GrowthTrainer.Fit(InventedCascades.SharesOf(300, 1), s_observe).Shares };
        _forecaster = new GrowthForecaster(_model);
    }

    private static void AssertSound(GrowthForecast f, string what)
    {
        double[] ascending = [f.ObservedCount, f.Low90, f.Low50, f.Final, f.High50, f.High90];
        Assert.That(ascending, Is.Ordered, what);
        Assert.That(ascending, Is.All.Matches<double>(double.IsFinite), what);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Cascades_HaveNestedIntervalsNeverBelowWhatWasSeen(bool isForAny)
    {
        var forecaster = new GrowthForecaster(_model) { IsForAny = isForAny };
        Random random = new(5);
        foreach (Cascade cascade in InventedCascades.Of(40, 2, least: 3))
        {
            for (int i = 0; i < 10; i++)
            {
                var observed = TimeSpan.FromSeconds(Math.Exp(14 * random.NextDouble()));
                AssertSound(forecaster.Predict(cascade, observed), $"{cascade.Id} after {observed}");
            }
        }
    }

    [Test]
    public void Shares_HaveNestedIntervalsNeverBelowWhatWasSeen()
    {
        Random random = new(6);
        foreach (ShareSeries series in InventedCascades.SharesOf(100, 2))
        {
            for (int i = 0; i < 10; i++)
                AssertSound(_forecaster.Predict(series, TimeSpan.FromSeconds(Math.Exp(13 * random.NextDouble()))), series.Id);
        }
    }

    [Test]
    public void Later_IsNotLookedAt()
    {
        Cascade whole = InventedCascades.Of(1, 7)[0];
        var observed = TimeSpan.FromHours(2);
        int events = whole.EventsAt(observed.TotalSeconds);
        Cascade cut = whole with { Seconds = whole.Seconds[..events], Followers = whole.Followers[..events] };

        Assert.That(_forecaster.Predict(cut, observed), Is.EqualTo(_forecaster.Predict(whole, observed)));
    }

    [Test]
    public void UnknownFollowersAndTime_StillGiveAForecast()
    {
        Cascade whole = InventedCascades.Of(1, 8)[0];
        Cascade unknown = whole with { Followers = [.. whole.Followers.Select(_ => double.NaN)], StartDays = double.NaN };

        AssertSound(_forecaster.Predict(unknown, TimeSpan.FromHours(1)), "unknown");
    }

    [Test]
    public void PostWithoutReposts_HasAForecast()
    {
        Cascade alone = new("alone", [0], [100]);

        GrowthForecast forecast = new GrowthForecaster(_model) { IsForAny = true }.Predict(alone, TimeSpan.FromMinutes(5));

        AssertSound(forecast, "alone");
        Assert.That(forecast.ObservedCount, Is.Zero);
    }

    [Test]
    public void ExtremeCascade_StaysFinite()
    {
        double[] seconds = [0, .. Enumerable.Repeat(1.0, 100_000)];
        Cascade burst = new("burst", seconds, [.. seconds.Select(_ => 1e12)]);

        AssertSound(_forecaster.Predict(burst, TimeSpan.FromSeconds(2)), "burst");
        AssertSound(_forecaster.Predict(burst, TimeSpan.FromDays(6)), "burst");
    }

    [Test]
    public void BehindTheHorizon_NothingIsOpen()
    {
        Cascade cascade = InventedCascades.Of(1, 9)[0];

        Assert.That(_forecaster.Predict(cascade, TimeSpan.FromDays(8)), Is.EqualTo(GrowthForecast.Over(cascade.CountAt(604_800))));
    }

    [Test]
    public void BetweenAnchors_TheForecastHasNoJump()
    {
        Cascade cascade = new("steady", [0, .. Enumerable.Range(1, 400).Select(i => i * 7.0)], [.. Enumerable.Repeat(500.0, 401)]);
        double before = _forecaster.Predict(cascade, TimeSpan.FromSeconds(3599.9)).Final;
        double after = _forecaster.Predict(cascade, TimeSpan.FromSeconds(3600.1)).Final;

        Assert.That(after, Is.EqualTo(before).Within(1).Percent);
    }

    [Test]
    public void SmallPost_IsNotHeldAboveTheFloorOfBigOnes()
    {
        GrowthForecaster big = new(GrowthTrainer.Fit(InventedCascades.Of(40, 10, least: 3000), s_observe));
        Cascade small = new("small", [0, 30, 400], [200, 100, 50]);

        Assert.That(big.Predict(small, TimeSpan.FromHours(6)).Final, Is.LessThan(100));
    }

    [Test]
    public void Reach_GrowsWithTheReposts()
    {
        Cascade cascade = InventedCascades.Of(1, 11)[0];
        ReachForecast reach = _forecaster.PredictReach(cascade, TimeSpan.FromHours(1));

        Assert.That(reach.Observed, Is.EqualTo(cascade.Followers.Take(cascade.EventsAt(3600)).Sum()));
        Assert.That(reach.Final, Is.InRange(reach.Low90, reach.High90));
        Assert.That(reach.RemainingShare, Is.InRange(0, 1));
    }

    [TestCase(0)]
    [TestCase(-5)]
    public void TimeThatHasNotBegun_IsRefused(int seconds) =>
        Assert.That(() => _forecaster.Predict(InventedCascades.Of(1, 1)[0], TimeSpan.FromSeconds(seconds)), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void ModelOfSharesAlone_RefusesCascades()
    {
        GrowthForecaster shares = new(_model with { Cascades = null });

        Assert.That(() => shares.Predict(InventedCascades.Of(1, 1)[0], s_observe[0]), Throws.InvalidOperationException.With.Message.Contains("not fitted on cascades"));
    }

    [Test]
    public void ShippedModel_ForetellsBoth()
    {
        var shipped = GrowthForecaster.Shipped();

        AssertSound(shipped.Predict(InventedCascades.Of(1, 12)[0], TimeSpan.FromHours(1)), "cascade");
        AssertSound(shipped.Predict(InventedCascades.SharesOf(1, 12)[0], TimeSpan.FromHours(1)), "shares");
    }
}
