using NUnit.Framework;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Tests.Trends.Regression;

internal sealed class ForecastQueueTests
{
    private static WaitingForecast Forecast(ForecastQueue queue, int slot, long tick, int generation = 1) => new()
    {
        Tick = tick,
        DueTick = tick + queue.HorizonTicks,
        Slot = slot,
        Generation = generation,
        Total = 0,
        PresentRate = 1,
        Shipped = 0,
        Said = default,
        Features = new double[TopicFeatures.Count],
    };

    [TestCase(15, 120)]
    [TestCase(60, 300)]
    [TestCase(360, 1800)]
    public void Topic_IsFollowedAgainAfterATwelfthOfTheHorizon_AndTwoMinutes(int minutes, int spacingSeconds)
    {
        var queue = new ForecastQueue(minutes, 1);
        queue.Add(Forecast(queue, 3, 1000));

        Assert.That(queue.Admits(3, 1, 0, 1000 + spacingSeconds - 1), Is.False);
        Assert.That(queue.Admits(3, 1, 0, 1000 + spacingSeconds), Is.True);
        Assert.That(queue.Admits(3, 2, 0, 1001), Is.True, "another topic in the same slot");
        Assert.That(queue.Admits(4, 1, 0, 1001), Is.True, "another slot");
    }

    [Test]
    public void Forecast_IsDueWhenItsHorizonHasPassed_AndNotBefore()
    {
        var queue = new ForecastQueue(15, 1);
        WaitingForecast forecast = Forecast(queue, 3, 1000);
        queue.Add(forecast);

        Assert.That(queue.TakeDue(1899), Is.Null);
        Assert.That(queue.TakeDue(1900), Is.SameAs(forecast));
        Assert.That((queue.TakeDue(1900), queue.Count), Is.EqualTo(((WaitingForecast?)null, 0)));
    }

    [Test]
    public void Queue_ThatFills_FollowsFewerTopicsAndThenNone()
    {
        var queue = new ForecastQueue(360, 1);
        var admitted = new Queue<int>();
        for (int slot = 0; slot < 10 * ForecastQueue.MaxWaiting; slot++)
        {
            if (!queue.Admits(slot, 1, (ulong)slot << 32, 0))
                continue;
            queue.Add(Forecast(queue, slot, 0));
            admitted.Enqueue(slot);
        }

        Assert.That(queue.Count, Is.EqualTo(ForecastQueue.MaxWaiting));
        Assert.That(admitted.Take(ForecastQueue.MaxWaiting / 2), Is.EqualTo(Enumerable.Range(0, ForecastQueue.MaxWaiting / 2)));
        Assert.That(admitted.Skip(ForecastQueue.MaxWaiting / 2).Select(s => s % 4), Is.All.Zero);
        Assert.That(admitted.Skip(ForecastQueue.MaxWaiting * 3 / 4).Select(s => s % 16), Is.All.Zero);
    }

    [Test]
    public void Queue_Restored_GoesOnAlike()
    {
        var queue = new ForecastQueue(15, 1);
        queue.Add(Forecast(queue, 3, 1000));
        queue.Add(Forecast(queue, 4, 1050));

        var saved = new StateWriter();
        queue.Save(saved, new Dictionary<double[], int>(ReferenceEqualityComparer.Instance));
        var again = new ForecastQueue(15, 1);
        again.Load(new StateReader(saved.ToArray()), [], slots: 5);

        SameState.Check(queue, again);
        Assert.That((again.Admits(4, 1, 0, 1100), again.Admits(4, 1, 0, 1170)), Is.EqualTo((false, true)));
    }
}
