using System.Globalization;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>
/// How many inputs each target is given. The counts are fixed, so that every run tries the same ones whatever the machine; they were measured to take less
/// than a minute of processor time in all (each target tells its own). <c>RTM_FUZZ_CASES=N</c> tries N in all, shared out in the same proportions; the first ones are then those of the ordinary run.
/// </summary>
internal static class FuzzPlan
{
    public const string CasesVariable = "RTM_FUZZ_CASES";

    private static readonly Dictionary<string, int> s_cases = new(StringComparer.Ordinal)
    {
        ["json-invented"] = 240_000,
        ["json-recorded"] = 120_000,
        ["events"] = 60_000,
        ["feeds-invented"] = 13_000,
        ["feeds-recorded"] = 30_000,
        ["json-feeds"] = 80_000,
        ["encodings"] = 10_000,
        ["dates"] = 100_000,
        ["html"] = 15_000,
        ["files"] = 15_000,
        ["lines"] = 3_000,
        ["texts"] = 6_000,
        ["tagger"] = 15_000,
        ["profiles"] = 1_500,
        ["settings"] = 800,
        ["recipes"] = 1_000,
        ["models"] = 40_000,
        ["velocity"] = 10_000,
        ["states"] = 40_000,
        ["checkpoints"] = 20_000,
        ["streams"] = 4,
    };

    public static int DefaultTotal => s_cases.Values.Sum();

    /// <summary>Inputs for a target in this run; at least one.</summary>
    public static int CasesOf(string target)
    {
        int cases = s_cases[target];
        return Environment.GetEnvironmentVariable(CasesVariable) is { Length: > 0 } text
            ? (int)Math.Clamp(cases * double.Parse(text, CultureInfo.InvariantCulture) / DefaultTotal, 1, int.MaxValue)
            : cases;
    }
}
