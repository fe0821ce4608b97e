using RtmPipeline.Commands.Configuration;

namespace RtmPipeline.Commands.Training;

/// <summary>
/// Reads the texts of labelled sets. A set that cannot be read is a fault; a line that cannot be is reported, counted and skipped; a label that is none of ours
/// is counted and skipped.
/// </summary>
/// <param name="kind">The model they are for.</param>
/// <param name="warnings">Takes a line for each line that is skipped.</param>
internal sealed class LabelledSets(ModelKind kind, TextWriter warnings)
{
    /// <summary>Most texts of a run: they are held in memory.</summary>
    public const int MaxTexts = 2_000_000;

    /// <summary>Most skipped lines of a set that are reported one by one.</summary>
    public const int MaxReported = 10;

    private readonly List<LabelledText> _texts = [];
    private readonly List<SetTally> _tallies = [];

    public IReadOnlyList<LabelledText> Texts => _texts;

    public IReadOnlyList<SetTally> Tallies => _tallies;

    /// <param name="sets">Sets, in order.</param>
    /// <param name="faults">Takes what is wrong with whole sets; the texts are then not to be used.</param>
    public void Read(IEnumerable<SetRecipe> sets, List<ConfigurationFault> faults)
    {
        foreach (SetRecipe set in sets)
        {
            if (_tallies.Any(tally => tally.Set.Name == set.Name))
                faults.Add(new ConfigurationFault(set.Origin, "name", $"is {ConfigurationFault.Show(set.Name)}, as another set's; each needs its own"));
            else if (FilesAreThere(set, faults))
                Read(set, faults);
        }
    }

    private static bool FilesAreThere(SetRecipe set, List<ConfigurationFault> faults)
    {
        int before = faults.Count;
        foreach (string? path in (string?[])[set.TextFile, set.LabelFile, set.File, set.WithWords, set.WithoutWords])
        {
            if (path is not null && !File.Exists(path))
                faults.Add(new ConfigurationFault(set.Origin, set.Name, $"{path}: {(Directory.Exists(path) ? "is a folder, not a file" : "there is no such file")}"));
        }
        return faults.Count == before;
    }

    private void Read(SetRecipe set, List<ConfigurationFault> faults)
    {
        var tally = new SetTally(set);
        _tallies.Add(tally);
        string path = set.File ?? set.TextFile!;
        int last = 0;
        try
        {
            WordRule? rule = WordRule.Of(set);
            foreach (LabelledLine line in LinesOf(set, tally))
            {
                last = line.Line;
                Take(line, path, tally, rule);
                if (_texts.Count <= MaxTexts)
                    continue;
                faults.Add(new ConfigurationFault(set.Origin, set.Name, $"has one text too many; a run reads at most {MaxTexts}"));
                return;
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            string why = unreadable is InvalidDataException ? unreadable.Message : SettingsFile.WhyUnreadable(path, unreadable);
            faults.Add(new ConfigurationFault($"{path}:{last + 1}", "", $"cannot be read on from here: {why}"));
        }
        Report(tally);
    }

    private static IEnumerable<LabelledLine> LinesOf(SetRecipe set, SetTally tally)
    {
        if (set.TextFile is not null)
            return AlignedLines.Read(set, tally);
        RecordForm form = RecordForms.Of(set.File!)!.Value;
        return form == RecordForm.JsonLines ? JsonRecords.Read(set) : TableRecords.Read(set, form);
    }

    private void Take(LabelledLine line, string path, SetTally tally, WordRule? rule)
    {
        string? broken = line.Broken ?? (string.IsNullOrWhiteSpace(line.Text) ? "has no text" : null);
        if (broken is not null)
        {
            if (++tally.Broken <= MaxReported)
                warnings.WriteLine($"rtm: {path}:{line.Line}: {broken}; skipped");
            return;
        }
        SetRecipe set = tally.Set;
        string? label = set.Label ?? (set.Map is null ? line.Label : set.Map.GetValueOrDefault(line.Label!));
        if (label is null || !kind.Allows(label))
            tally.Unmapped++;
        else if (PostedText.Of(line.Text) is var text && rule?.Takes(text) == false)
            tally.LeftOut++;
        else
            _texts.Add(new LabelledText(text, label, set.Language ?? line.Language, tally));
    }

    private void Report(SetTally tally)
    {
        if (tally.Broken > MaxReported)
            warnings.WriteLine($"rtm: {tally.Set.Name}: {tally.Broken} lines skipped in all");
        if (tally.Unpaired > 0)
            warnings.WriteLine($"rtm: {tally.Set.Name}: {tally.Unpaired} lines beyond the shorter of its two files dropped");
    }
}
