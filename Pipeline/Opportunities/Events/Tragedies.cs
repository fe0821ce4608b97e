using System.Collections.Frozen;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Events;

/// <summary>
/// The sensitive topics in which people come to harm: what a brand holds its posts for. Of the others (drugs, obscenity, debated issues …) it only stays away.
/// Names are those of the IAB Content Taxonomy 3.1, "Sensitive Topics".
/// </summary>
internal static class Tragedies
{
    /// <summary>What an event is taken for whose name says that people came to harm.</summary>
    public const string Harm = "Death, Injury, or Military Conflict";

    private static readonly FrozenSet<string> s_names = FrozenSet.ToFrozenSet(
        ["Terrorism", Harm, "Crime & Harmful Acts to Individuals, Society & Human Right Violations"], StringComparer.Ordinal);

    /// <summary>True for a text about one, at medium risk or worse.</summary>
    public static bool IsOne(SafetyTag safety) => safety.Level >= SafetyLevel.Medium && safety.Category is { } category && s_names.Contains(category);
}
