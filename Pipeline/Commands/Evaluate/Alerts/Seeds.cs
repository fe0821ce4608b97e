using System.Globalization;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>Seeds on the command line: <c>1-20</c>, <c>7</c>, or several of these with commas.</summary>
internal static class Seeds
{
    /// <summary>Most seeds of one evaluation: of each the alerts are kept, some megabytes.</summary>
    public const int Max = 500;

    public const string Form = "seeds as 1-20 or 1,2,7";

    /// <returns>False for anything else, for none, a seed twice, and more than <see cref="Max"/>.</returns>
    public static bool TryParse(string text, out ulong[] seeds)
    {
        var found = new List<ulong>();
        seeds = [];
        foreach (string part in text.Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryNumber(ends[0], out ulong first) || !TryNumber(ends[^1], out ulong last) || last < first || last - first >= Max)
                return false;
            for (ulong seed = first; seed <= last && found.Count <= Max; seed++)
                found.Add(seed);
        }

        if (found.Count is 0 or > Max || found.Distinct().Count() != found.Count)
            return false;
        seeds = [.. found];
        return true;
    }

    private static bool TryNumber(string text, out ulong number) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < ulong.MaxValue;
}
