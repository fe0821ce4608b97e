namespace RtmPipeline.Trends.Growth;

/// <summary>
/// The self-exciting process alone, on the wall's clock and without an end (SEISMIC, equation 8): reposts so far, plus those by people who have seen the post
/// already, plus those by people whom these will reach.
/// </summary>
/// <param name="meanFollowers">Effective followers of a new reposter: the one constant of the method.</param>
internal sealed class SelfExcitingAlone(double meanFollowers)
{
    /// <summary>From infectiousness times followers of 1 on every repost brings one more, and there is no end; it is taken as just below.</summary>
    private const double LeastDamping = 0.05;

    /// <summary>Constants tried when fitting: 0 to 200, the range in which the published one and all the best ones lie.</summary>
    private const int MaxFollowers = 200;

    public string Name => "self-exciting";

    /// <summary>Effective followers of a new reposter.</summary>
    public double MeanFollowers => meanFollowers;

    /// <summary>The constant with the least median absolute percentage error at one time of observation.</summary>
    /// <exception cref="InvalidDataException">There is nothing to fit on.</exception>
    public static SelfExcitingAlone Fit(IReadOnlyList<Cascade> cascades, TimeSpan observed, TimeSpan horizon)
    {
        if (cascades.Count == 0)
            throw new InvalidDataException("the self-exciting process cannot be fitted on nothing");
        (double Count, SelfExcitingState State, double Final)[] known =
            [.. cascades.Select(c => ((double)c.CountAt(observed.TotalSeconds), StateOf(c, observed), (double)c.CountAt(horizon.TotalSeconds)))];
        double best = 0;
        double least = double.PositiveInfinity;
        for (int followers = 0; followers <= MaxFollowers; followers++)
        {
            double[] errors = [.. known.Select(k => Math.Abs(Final(k.Count, k.State, followers) - k.Final) / Math.Max(1, k.Final)).Order()];
            double median = Math.Round((errors[(errors.Length - 1) / 2] + errors[errors.Length / 2]) / 2, 9);
            if (median < least)
                (best, least) = (followers, median);
        }

        return new SelfExcitingAlone(best);
    }

    /// <summary>The final count of reposts.</summary>
    public double Predict(Cascade cascade, TimeSpan observed) =>
        Math.Round(Final(cascade.CountAt(observed.TotalSeconds), StateOf(cascade, observed), meanFollowers), 2);

    private static double Final(double count, SelfExcitingState state, double followers) =>
        count + (state.FirstGeneration / Math.Max(LeastDamping, 1 - (state.Infectiousness * followers)));

    private static SelfExcitingState StateOf(Cascade cascade, TimeSpan observed)
    {
        int events = cascade.EventsAt(observed.TotalSeconds);
        double[] followers = [.. cascade.Followers.Take(events).Select(f => double.IsNaN(f) ? Cascade.TypicalFollowers : f)];
        return SelfExcitingState.Of(cascade.Seconds, followers, events, observed.TotalSeconds, double.PositiveInfinity);
    }
}
