namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>
/// Curves of the night, in minutes since 22:30 UTC on 3 February 2013. Public figures about Super Bowl XLVII fix the levels of three of them; the
/// other levels are ours, chosen so that the night looks like one.
/// </summary>
internal static class SuperBowlCurves
{
    public const double KickOff = 61;
    public const double LightsOut = 188.5;
    public const double GameOver = 315;

    /// <summary>The brand posts about ten minutes after lights out.</summary>
    public const double BrandPost = LightsOut + 10;

    public const double BotsBegin = 130;
    public const double AccidentBegins = 260;

    /// <summary>Where all curves end: scenarios are at most a day long.</summary>
    public const double Horizon = 1440;

    /// <summary>Minutes whose totals are public: the end of the half-time show, and the height of the blackout.</summary>
    public const int HalfTimePeakMinute = 169;

    public const int BlackoutPeakMinute = 195;

    /// <summary>Posts during the game, all together (24.1 million).</summary>
    public const double PostsDuringGame = 24_100_000;

    /// <summary>Posts in the night's highest minute, at half-time.</summary>
    public const double PostsAtHalfTimePeak = 268_000;

    /// <summary>Posts in a minute of the blackout, at its height.</summary>
    public const double PostsAtBlackoutPeak = 231_500;

    /// <summary>Reposts of the brand's post in its first twelve hours.</summary>
    public const double BrandReposts = 15_000;

    private static readonly double[] s_breaks = [72, 84, 96, 110, 124, 138, 150, 177, 186, 240, 252, 266, 280, 294, 306];
    private static readonly double[] s_scores = [75, 112, 140, 152, 184, 238, 259, 283];

    public static Curve Everyday => new(
        new(0, 24_000), new(61, 25_000), new(200, 24_000), new(315, 22_000), new(375, 20_000), new(600, 12_000), new(900, 16_000), new(Horizon, 23_000));

    /// <summary>Talk about the game, with level 1 while it goes on.</summary>
    public static Curve GameShape => new(
        new(0, 0.35), new(40, 0.55), new(58, 0.9), new(61, 1.5), new(66, 1.1), new(100, 0.9), new(130, 0.95), new(150, 1), new(157, 0.8), new(170, 0.8),
        new(175, 1), new(188.5, 1), new(195, 0.5), new(222, 0.7), new(228, 1.1), new(270, 1.15), new(300, 1.4), new(313, 1.9), new(316, 2.2), new(322, 1.6),
        new(345, 0.7),
        new(375, 0.35), new(600, 0.05), new(Horizon, 0.02));

    public static Curve HalfTimeShape => new(
        new(100, 0.002), new(150, 0.03), new(157, 0.25), new(160, 0.6), new(165, 0.85), new(168, 0.95), new(169.5, 1), new(170.5, 0.93), new(172, 0.7),
        new(176, 0.3), new(190, 0.05), new(220, 0.015), new(300, 0.004), new(375, 0.002), new(Horizon, 0.0005));

    /// <summary>Nothing before the lights go out; then growth by a factor of 2,500 in seven minutes, a second wave when power returns, and a tail.</summary>
    public static Curve BlackoutShape => Outburst(
        new(9, 0.93), new(14, 0.72), new(20, 0.55), new(28, 0.45), new(33.5, 0.42), new(34.5, 0.52), new(36, 0.6), new(38.5, 0.5), new(45, 0.22), new(60, 0.09),
        new(90, 0.035), new(150, 0.012), new(186.5, 0.008), new(600, 0.001), new(Horizon - LightsOut, 0.0005)).Later(LightsOut);

    /// <summary>Grows just as the blackout does, at a smaller size, and stays longer.</summary>
    public static Curve Accident => Outburst(
        new(15, 0.95), new(40, 0.7), new(80, 0.45), new(115, 0.35), new(300, 0.12), new(700, 0.05),
        new(Horizon - AccidentBegins, 0.02)).Times(9_000).Later(AccidentBegins);

    public static Curve Bots => new(
        new(BotsBegin, 40), new(BotsBegin + 3, 2_400), new(BotsBegin + 85, 2_400), new(BotsBegin + 86, 2_300), new(BotsBegin + 87, 40));

    public static Curve Advert => new(new(0, 600), new(200, 750), new(375, 650), new(Horizon, 300));

    public static Curve Anthem => new(
        new(35, 100), new(40, 200), new(52, 3_000), new(56, 20_000), new(59, 12_000), new(66, 1_000), new(80, 150), new(120, 20));

    public static Curve KickOffMoment => new(
        new(40, 150), new(45, 300), new(58, 4_000), new(61, 25_000), new(63, 18_000), new(70, 2_500), new(90, 300), new(150, 30));

    public static Curve Win => new(
        new(296, 100), new(300, 300), new(311, 3_000), new(315, 40_000), new(317, 52_000), new(322, 33_000), new(340, 10_000), new(375, 2_500), new(500, 300),
        new(Horizon, 60));

    public static Curve Herons => new(
        new(0, 1_500), new(55, 3_500), new(61, 6_000), new(75, 9_000), new(90, 4_500), new(112, 7_500), new(156, 5_000), new(170, 2_500), new(184, 11_000),
        new(195, 2_500), new(223, 4_500), new(300, 6_500), new(315, 14_000), new(317, 18_000), new(340, 7_000), new(375, 2_500),
        new(600, 400), new(Horizon, 200));

    public static Curve Prospectors => new(
        new(0, 1_400), new(55, 3_200), new(61, 5_500), new(100, 4_000), new(140, 6_500), new(156, 4_500), new(170, 2_200), new(185, 3_500), new(195, 2_200),
        new(223, 4_500), new(238, 9_000), new(259, 9_500), new(283, 9_000), new(312, 9_000),
        new(318, 8_000), new(340, 3_500), new(375, 1_500), new(600, 250), new(Horizon, 120));

    /// <summary>A spike at every score; the long run at minute 184 is the highest.</summary>
    public static Curve Touchdowns
    {
        get
        {
            List<Knot> knots = [new(62, 400)];
            foreach (double score in s_scores)
            {
                double height = score is 184 ? 48_000 : 22_000;
                knots.AddRange([new(score - 1, 500), new(score + 0.5, height * 0.8), new(score + 1.5, height)]);
                knots.AddRange([new(score + 4, height * 0.35), new(score + 9, 700)]);
            }
            knots.AddRange([new(320, 500), new(375, 120), new(Horizon, 20)]);
            return new Curve([.. knots]);
        }
    }

    public static Curve Commercials
    {
        get
        {
            List<Knot> knots = [new(0, 500), new(50, 2_500)];
            foreach (double start in s_breaks)
                knots.AddRange([new(start - 2, 3_500), new(start + 1, 13_000), new(start + 4, 5_500)]);
            knots.AddRange([new(330, 3_000), new(375, 1_500), new(Horizon, 300)]);
            return new Curve([.. knots]);
        }
    }

    /// <summary>
    /// Reposts of one post: constant for five minutes, then falling with a power of 1.242 of the age, the memory kernel fitted to retweets by SEISMIC
    /// (Zhao et al., KDD 2015). Half of twelve hours' reposts come in the first quarter of an hour.
    /// </summary>
    /// <param name="total">Reposts in twelve hours.</param>
    public static Curve Cascade(double total)
    {
        const double flat = 5;
        const double power = 1.242;
        const double ratio = 1.15;
        List<Knot> knots = [new(0, 1), new(flat, 1)];
        double age = flat;
        double integral = flat;
        while (age < 720)
        {
            double next = Math.Min(age * ratio, 720);
            double level = PortableMath.Exp(-power * PortableMath.Log(next / flat));
            double before = knots[^1].PerMinute;

            // Mean of an exponential piece: the difference of its ends over the difference of their logarithms.
            integral += (next - age) * (before - level) / (PortableMath.Log(before) - PortableMath.Log(level));
            knots.Add(new Knot(next, level));
            age = next;
        }
        knots.Add(new Knot(Horizon - BrandPost, PortableMath.Exp(-power * PortableMath.Log((Horizon - BrandPost) / flat))));
        return new Curve([.. knots]).Times(total / integral);
    }

    /// <summary>Slow growth: doubles every <paramref name="doubling"/> minutes from <paramref name="start"/> on, until it stays.</summary>
    public static Curve Slow(double start, double level, double doubling, double growsFor) => new(
        new(start, level), new(start + growsFor, level * PortableMath.Exp(0.6931471805599453 * growsFor / doubling)),
        new(Horizon, level * PortableMath.Exp(0.6931471805599453 * growsFor / doubling)));

    /// <summary>The first seven minutes of something unheard of, and what is given of the rest.</summary>
    private static Curve Outburst(params ReadOnlySpan<Knot> rest) => new(
        [new(0, 0.0004), new(0.5, 0.006), new(1, 0.04), new(1.5, 0.13), new(2, 0.28), new(3, 0.55), new(4.5, 0.85), new(6, 0.98), new(7, 1), .. rest]);
}
