namespace RtmPipeline.Commands.Evaluate.Report;

/// <summary>How far the coverage of an interval may be from its level before it is no longer what it says: three points in a hundred, four at the middle.</summary>
internal static class CoverageTarget
{
    public const double Tolerance50 = 0.04;
    public const double Tolerance90 = 0.03;
}
