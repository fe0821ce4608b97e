namespace RtmPipeline.Trends.Regression;

/// <summary>Plays the samples of a left-out recording through learning in service, in the order of time: each is forecast with what had come true by then.</summary>
internal static class LiveRehearsal
{
    /// <param name="rows">Rows of one recording in the order of time.</param>
    /// <param name="model">Fitted without the recording, with bands made without it.</param>
    /// <param name="minutes">Horizon.</param>
    /// <param name="tickSeconds">Length of a tick.</param>
    /// <returns>The forecast of each row.</returns>
    public static GrowthInterval[] Run(IReadOnlyList<VelocityRow> rows, VelocityModel model, int minutes, int tickSeconds)
    {
        var learner = new HorizonLearner(HorizonState.Empty(), minutes, tickSeconds);
        var queue = new ForecastQueue(minutes, tickSeconds);
        var truths = new Queue<double>();
        var said = new GrowthInterval[rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            VelocitySample sample = rows[i].Sample;
            while (queue.TakeDue(sample.Tick) is { } due)
                learner.Learn(due, truths.Dequeue(), queue.Count);
            LogGrowth shipped = model.Predict(0, sample.Features);
            said[i] = learner.Predict(shipped, sample.Features);
            // A recording has few topics, so the key that thins out a full queue does not matter.
            if (!queue.Admits(sample.Slot, sample.Generation, 0, sample.Tick))
                continue;
            queue.Add(new WaitingForecast
            {
                Tick = sample.Tick,
                DueTick = sample.Tick + queue.HorizonTicks,
                Slot = sample.Slot,
                Generation = sample.Generation,
                Total = 0,
                PresentRate = sample.PresentRate,
                Shipped = shipped.Expected,
                Said = said[i],
                Features = sample.Features,
            });
            truths.Enqueue(rows[i].Target);
        }

        return said;
    }
}
