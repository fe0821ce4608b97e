using System.CommandLine;
using System.Globalization;
using RtmPipeline.Commands.Evaluate;
using RtmPipeline.Trends.Growth;

namespace RtmPipeline.Commands.Training;

/// <summary><c>train growth</c>: fits the regressions of final counts on cascades and share counts.</summary>
internal static class TrainGrowth
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Cascades (text, alone or in a tar archive) and tables of share counts; gzipped or not.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out") { Description = "Model file to write", DefaultValueFactory = _ => "growth.json", HelpName = "FILE" };
        var card = new Option<string?>("--card") { Description = "Model card to write; beside the model by default", HelpName = "FILE" };
        Command command = new("growth", "Fits the regressions of the final size of cascades and share counts.") { files, output, card };
        command.SetAction(async (parse, stop) =>
        {
            string model = parse.GetValue(output)!;
            GrowthFile[] read = [.. parse.GetValue(files)!.Select(GrowthFiles.Read)];
            await FitAsync(read, model, parse.GetValue(card) ?? Path.ChangeExtension(model, ".md"), parse.InvocationConfiguration, stop);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task FitAsync(GrowthFile[] files, string modelFile, string cardFile, InvocationConfiguration console, CancellationToken stop)
    {
        TextWriter output = console.Output;
        foreach (GrowthFile file in files)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{file.Name}: {file.Cascades.Count:#,0} cascades, {file.Series.Count:#,0} share counts"));
            foreach (string skipped in file.Skipped)
                await output.WriteLineAsync($"left out: {skipped}");
        }

        ProgressLine progress = ProgressLine.Of(console.Error);
        progress.Show("fitting");
        Cascade[] cascades = [.. files.SelectMany(f => f.Cascades)];
        ShareSeries[] series = [.. files.SelectMany(f => f.Series)];
        var model = new GrowthModel
        {
            Cascades = cascades.Length > 0 ? GrowthTrainer.Fit(cascades, []).Cascades : null,
            Shares = series.Length > 0 ? GrowthTrainer.Fit(series, []).Shares : null,
        };
        await using (FileStream stream = File.Create(modelFile))
            model.Write(stream);
        string text = GrowthCard.Write(files, cascades, series);
        progress.Clear();
        await File.WriteAllTextAsync(cardFile, text, stop);
        await output.WriteLineAsync();
        await output.WriteAsync(text);
    }
}
