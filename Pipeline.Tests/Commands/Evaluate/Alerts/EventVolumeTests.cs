using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands.Evaluate.Alerts;

namespace RtmPipeline.Tests.Commands.Evaluate.Alerts;

internal sealed class EventVolumeTests
{
    [Test]
    public void Posts_AreCountedUntilATime_WhateverTheirOrder()
    {
        EventVolume volume = Told.Volume(5, 1, 3);
        Assert.That((double[])[volume.Until(Told.At(0.9)), volume.Until(Told.At(1)), volume.Until(Told.At(4)), volume.Until(Told.At(9))], Is.EqualTo((double[])[0, 1, 2, 3]));
        Assert.That((volume.TimeOf(2), volume.TimeOf(4)), Is.EqualTo(((long?)Told.At(3), (long?)null)));
    }

    [Test]
    public void CountsByTheMinute_AreSpreadOverTheirSeconds()
    {
        EventVolume volume = EventVolume.OfMinutes(Told.Noon, [0, 60, 0, 120]);
        Assert.That(volume.Until(Told.At(1)), Is.Zero);
        Assert.That(volume.Until(Told.At(1.5)), Is.EqualTo(30).Within(1e-9));
        Assert.That(volume.TimeOf(60), Is.EqualTo(Told.At(1) + 59_500));
        Assert.That(volume.Fullest(TimeSpan.FromMinutes(1)), Is.EqualTo((Told.At(3), 120.0)).Using<(long, double)>((a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-9));
        Assert.That(volume.RateBin(), Is.EqualTo(TimeSpan.FromMinutes(1)));
    }

    [TestCase(30, 1)]
    [TestCase(5, 5)]
    [TestCase(0.5, 60)]
    public void Rates_AreToldInBinsThatHoldEnough(double aMinute, int minutes)
    {
        EventVolume volume = Told.Volume([.. Enumerable.Range(0, (int)(120 * aMinute)).Select(i => i / aMinute)]);
        Assert.That(volume.RateBin(), Is.EqualTo(TimeSpan.FromMinutes(minutes)));
    }

    [Test]
    public void Rise_IsWhereItClearlyGrew_NotItsFirstPost()
    {
        EventVolume volume = Told.Volume([-500, -300, -200, .. Enumerable.Range(0, 40).Select(i => i * 0.5)]);
        Assert.That(volume.Rise(), Is.EqualTo(Told.At(0)));
        Assert.That(Told.Volume(-500, -300).Rise(), Is.EqualTo(Told.At(-500)), "it never rose");
        Assert.That(Told.Volume(7).Rise(), Is.EqualTo(Told.At(7)));
    }

    [Test]
    public void TimesTheTruthLacks_ComeFromThePosts()
    {
        TrueEvent happened = new() { Id = "it", Alert = AlertKind.Hold, Surfaces = ["it is"] };
        MeasuredEvent measured = MeasuredEvent.Of(happened, Told.Volume([.. Enumerable.Range(0, 40).Select(i => i * 0.1), 9, 12]))!;
        Assert.That((measured.OnsetAt, measured.TenthAt), Is.EqualTo((Told.At(0), (long?)Told.At(0.9))));
        Assert.That(measured.RateBin, Is.EqualTo(TimeSpan.FromMinutes(5)));
        Assert.That((measured.PeakAt, measured.EndAt), Is.EqualTo(((long?)Told.At(2.5), (long?)Told.At(5))));
        Assert.That(MeasuredEvent.Of(happened, null), Is.Null, "nobody named it");
    }
}
