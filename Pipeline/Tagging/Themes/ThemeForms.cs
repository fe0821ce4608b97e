namespace RtmPipeline.Tagging.Themes;

/// <summary>
/// Writes out an entry's forms. Letters in brackets are optional, or a choice where they have bars: <c>goal(s)</c> is "goal" and "goals",
/// <c>giocator(e|i)</c> "giocatore" and "giocatori", <c>jugador(|a|es)</c> "jugador", "jugadora" and "jugadores".
/// </summary>
internal static class ThemeForms
{
    /// <summary>Most forms of one entry: two endings with four choices each.</summary>
    public const int MaxForms = 16;

    /// <returns>The forms, or null when brackets do not match, stand within each other or make more than <see cref="MaxForms"/>.</returns>
    public static List<string>? Of(string entry)
    {
        List<string> forms = [""];
        int at = 0;
        while (at < entry.Length)
        {
            int open = entry.IndexOf('(', at);
            string before = open < 0 ? entry[at..] : entry[at..open];
            if (before.AsSpan().ContainsAny(')', '|'))
                return null;
            forms = [.. forms.Select(form => form + before)];
            if (open < 0)
                break;
            int close = entry.IndexOf(')', open);
            if (close < 0 || entry.IndexOf('(', open + 1, close - open - 1) >= 0)
                return null;
            string group = entry[(open + 1)..close];
            string[] choices = group.Contains('|') ? group.Split('|') : ["", group];
            if (forms.Count * choices.Length > MaxForms)
                return null;
            forms = [.. from form in forms from choice in choices select form + choice];
            at = close + 1;
        }
        return forms;
    }
}
