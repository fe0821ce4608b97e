namespace RtmPipeline.Commands.Training;

/// <summary>
/// Keeps what judges apart from what is learned: published sets overlap, and a text that was learned says nothing when it judges. Texts are known by
/// <see cref="NormalForm"/>.
/// </summary>
internal static class LeakGuard
{
    /// <summary>Parts texts by the use of their set, dropping from training what judges and what repeats; the tallies take the numbers.</summary>
    /// <returns>Both in their order.</returns>
    public static (IReadOnlyList<LabelledText> Train, IReadOnlyList<LabelledText> Judge) Part(IReadOnlyList<LabelledText> texts)
    {
        LabelledText[] judging = [.. texts.Where(text => text.Set.Use == SetUse.Judge)];
        HashSet<string> judged = new(judging.Select(text => text.Normal), StringComparer.Ordinal);
        HashSet<string> learned = new(StringComparer.Ordinal);
        List<LabelledText> training = [];
        foreach (LabelledText text in texts.Where(text => text.Set.Use == SetUse.Train))
        {
            if (judged.Contains(text.Normal))
                text.Tally.Leaked++;
            else if (!learned.Add(text.Normal))
                text.Tally.Repeated++;
            else
                training.Add(text);
        }
        foreach (LabelledText text in (IEnumerable<LabelledText>)[.. training, .. judging])
            text.Tally.Kept++;
        return (training, judging);
    }
}
