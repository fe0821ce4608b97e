namespace RtmPipeline.Trends.Growth;

/// <summary>
/// The self-exciting process behind a cascade: every person who sees the post may repost it, after a time that follows <see cref="MemoryKernel"/>, with a
/// probability that changes slowly (Zhao et al., SEISMIC, KDD 2015, equations 4 to 9).
/// </summary>
/// <param name="Infectiousness">Probability that one who sees the post reposts it, now: reposts in the window by what the followers exposed make likely in it.</param>
/// <param name="Exposed">Followers who have not reacted yet but will have by the horizon, were all of them to react.</param>
internal readonly record struct SelfExcitingState(double Infectiousness, double Exposed)
{
    /// <summary>Reposts by those who have seen the post already.</summary>
    public double FirstGeneration => Infectiousness * Exposed;

    /// <summary>The window of the triangular kernel is half the time since the post, but no shorter than this (SEISMIC, §4.1).</summary>
    private const double MinWindow = 300;

    private const double MaxWindow = 7200;

    /// <summary>Below this many exposed followers the ratio says nothing.</summary>
    private const double LeastExposure = 1e-9;

    /// <param name="seconds">Times of the events, the post itself first; on the clock the kernel runs on.</param>
    /// <param name="followers">Followers of each; all known.</param>
    /// <param name="count">Events known.</param>
    /// <param name="now">Time of the observation.</param>
    /// <param name="horizon">Until when reposts are counted; infinity for all there will ever be.</param>
    public static SelfExcitingState Of(double[] seconds, double[] followers, int count, double now, double horizon)
    {
        double window = Math.Clamp(now / 2, MinWindow, MaxWindow);
        double from = now - window;
        double reposts = 0;
        double exposure = 0;
        double exposed = 0;
        for (int i = 0; i < count; i++)
        {
            double age = now - seconds[i];
            if (i > 0)
                reposts += Math.Max(0, 1 - (age / window));
            double mass = MemoryKernel.Mass(age);
            // Integral of triangular kernel times memory kernel over the window, by parts; the triangle is 0 where the window begins.
            exposure += followers[i] * (mass - ((MemoryKernel.MassIntegral(age) - MemoryKernel.MassIntegral(from - seconds[i])) / window));
            double all = double.IsPositiveInfinity(horizon) ? 1 : MemoryKernel.Mass(horizon - seconds[i]);
            exposed += followers[i] * (all - mass);
        }

        return new SelfExcitingState(exposure > LeastExposure ? reposts / exposure : 0, exposed);
    }
}
