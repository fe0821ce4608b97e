namespace RtmPipeline.Trends.Growth;

/// <summary>
/// A value that cannot fall below a floor: the straight line far above it, the floor far below, a smooth bend between (softplus). It stands for the median of
/// what is known to lie above the floor.
/// </summary>
internal static class SoftFloor
{
    /// <summary>Bends away this line and floor are the same to the last digit.</summary>
    private const double FarBends = 30;

    /// <param name="value">On the straight line.</param>
    /// <param name="floor">Least value.</param>
    /// <param name="softness">Width of the bend; 0 for a sharp one.</param>
    public static double Of(double value, double floor, double softness)
    {
        double above = value - floor;
        if (softness <= 0 || above > FarBends * softness)
            return Math.Max(value, floor);
        return floor + (softness * Math.Log(1 + Math.Exp(above / softness)));
    }

    /// <summary>How much of a small change of the value comes through.</summary>
    public static double Slope(double value, double floor, double softness) =>
        softness <= 0 ? (value > floor ? 1 : 0) : 1 / (1 + Math.Exp(-(value - floor) / softness));
}
