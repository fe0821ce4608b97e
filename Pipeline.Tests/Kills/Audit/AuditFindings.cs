namespace RtmPipeline.Tests.Kills.Audit;

/// <summary>What an audit found.</summary>
internal sealed class AuditFindings
{
    /// <summary>Entries looked at.</summary>
    public int Entries { get; set; }

    /// <summary>Outputs that are not there.</summary>
    public int Lost { get; set; }

    /// <summary>Outputs that are there once too often.</summary>
    public int Doubled { get; set; }

    /// <summary>Outputs, or keys beside the streams, that are there with other bytes.</summary>
    public int Differing { get; set; }

    /// <summary>Outputs that a run without trouble does not have.</summary>
    public int Unknown { get; set; }

    /// <summary>Running numbers that do not follow the one before.</summary>
    public int Gaps { get; set; }

    /// <summary>Outputs whose data is not theirs, and dead letters out of order.</summary>
    public int Misplaced { get; set; }

    /// <summary>The first findings as sentences.</summary>
    public List<string> Details { get; } = [];

    public bool IsClean => Lost + Doubled + Differing + Unknown + Gaps + Misplaced == 0;

    public override string ToString() =>
        $"{Entries} entries: lost {Lost}, doubled {Doubled}, differing {Differing}, unknown {Unknown}, gaps {Gaps}, misplaced {Misplaced}"
        + string.Concat(Details.Select(detail => $"{Environment.NewLine}  {detail}"));
}
