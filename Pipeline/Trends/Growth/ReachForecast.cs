namespace RtmPipeline.Trends.Growth;

/// <summary>
/// How many followers a post has reached by its author and its reposts, and will have at the horizon. People who follow several reposters are counted for each,
/// as followers are all that is known.
/// </summary>
/// <param name="Observed">Followers of author and reposters so far.</param>
/// <param name="Final">Middle estimate at the horizon.</param>
/// <param name="Low90">5 % quantile, by the number of reposts alone.</param>
/// <param name="High90">95 % quantile, by the number of reposts alone.</param>
internal readonly record struct ReachForecast(double Observed, double Final, double Low90, double High90)
{
    /// <summary>Mean followers of a reposter before any is known, on Twitter in 2011, and how many reposts that is worth.</summary>
    private const double UsualFollowers = 700;

    private const double UsualWeight = 20;

    /// <summary>Share of the final reach that is still to come.</summary>
    public double RemainingShare => Final > 0 ? 1 - (Observed / Final) : 0;

    /// <summary>Reposts to come bring as many followers each as those so far did in the mean.</summary>
    public static ReachForecast Of(Cascade cascade, double seconds, GrowthForecast forecast)
    {
        int events = cascade.EventsAt(seconds);
        double reached = 0;
        double known = UsualWeight;
        double sum = UsualWeight * UsualFollowers;
        for (int i = 0; i < events; i++)
        {
            double followers = cascade.Followers[i];
            if (i > 0 && !double.IsNaN(followers))
            {
                known++;
                sum += followers;
            }

            reached += double.IsNaN(followers) ? 0 : followers;
        }

        double each = sum / known;
        double At(double count) => Math.Round(reached + (each * Math.Max(0, count - forecast.ObservedCount)), 0);
        return new ReachForecast(reached, At(forecast.Final), At(forecast.Low90), At(forecast.High90));
    }
}
