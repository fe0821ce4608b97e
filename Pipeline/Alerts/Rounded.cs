namespace RtmPipeline.Alerts;

/// <summary>Scores come from logarithms, whose last digits differ between machines: they are rounded before they are held against a limit.</summary>
internal static class Rounded
{
    public static double Of(double value) => Math.Round(value, 6, MidpointRounding.AwayFromZero);
}
