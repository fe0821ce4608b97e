using System.CommandLine;
using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Training;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Trends;
using RtmPipeline.Trends.Regression;

namespace RtmPipeline.Commands;

/// <summary>Fits the shipped models from recorded data.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        Command command = new("train", "Fits a model from recorded or labelled data, and writes the model file and its card.") { CreateVelocity(), TrainGrowth.Create() };
        foreach (ModelKind kind in ModelKinds.All)
            command.Add(TrainLabelled.Create(kind));
        return command;
    }

    private static Command CreateVelocity()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Recorded input, or a list of post ids, one a line; each file is one recording, left out once to judge the rest. At least two, of different events.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out") { Description = "Model file to write", DefaultValueFactory = _ => "velocity.json", HelpName = "FILE" };
        var card = new Option<string?>("--card") { Description = "Model card to write; beside the model by default", HelpName = "FILE" };
        Command command = new("velocity", "Fits the regression of log growth over the next 15 minutes, hour and 6 hours.") { files, output, card };
        CommandSettings settings = new(command);
        command.SetAction(async (parse, stop) =>
        {
            PipelineSettings loaded = settings.Load(parse);
            string model = parse.GetValue(output)!;
            await FitAsync(parse.GetValue(files)!, loaded, model, parse.GetValue(card) ?? Path.ChangeExtension(model, ".md"), parse.InvocationConfiguration, stop);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task FitAsync(string[] files, PipelineSettings settings, string modelFile, string cardFile, InvocationConfiguration console, CancellationToken stop)
    {
        if (files.Length < 2)
            throw new ConfigurationFaultsException([new ConfigurationFault("command line", "FILE", "names one recording; at least two are needed, as each is judged by a model fitted on the others")]);
        TextWriter output = console.Output;
        ProgressLine progress = ProgressLine.Of(console.Error);
        int[] horizons = [.. new NoChange().HorizonsMinutes];
        var recordings = new List<VelocityRecording>();
        foreach (IRecordSource source in PipelineRun.FilesOf(files, settings.Posts))
        {
            VelocitySampler sampler = new(horizons, settings.Trends.TickSeconds);
            await SampleAsync(source, settings, sampler, progress, stop);
            progress.Clear();
            recordings.Add(new VelocityRecording(RecordingName(source.Name), sampler.Samples));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{source.Name}: {sampler.Samples.Count:#,0} samples"));
        }

        progress.Show("fitting");
        (VelocityModel model, VelocityFigures[] figures) = VelocityTrainer.Fit(recordings, horizons, settings.Trends.TickSeconds);
        progress.Clear();
        foreach (int missing in horizons.Except(model.HorizonsMinutes))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{missing} minutes: too few samples whose truth is in the recordings; the model forecasts shorter horizons only"));
        await using (FileStream stream = File.Create(modelFile))
            model.Write(stream);
        string text = VelocityCard.Write(recordings, figures);
        await File.WriteAllTextAsync(cardFile, text, stop);
        await output.WriteLineAsync();
        await output.WriteAsync(text);
    }

    /// <summary>Runs one recording through decoding, sequencing and trends, in order: fitting needs no graph.</summary>
    private static async Task SampleAsync(IRecordSource source, PipelineSettings settings, VelocitySampler sampler, ProgressLine progress, CancellationToken stop)
    {
        string name = Path.GetFileName(source.Name);
        var decoder = new PostDecoder();
        var sequencer = new PostSequencer(settings.Posts, TimeSpan.FromSeconds(settings.Trends.TickSeconds));
        var tracker = new TrendTracker(settings.Trends, new NoChange()) { Sampler = sampler };
        var ids = new IdList(Path.GetFileName(source.Name));
        long number = 0;
        await foreach (RawBatch raw in source.ReadAsync(settings.Topology.BatchSize, stop))
        {
            var batch = new PostBatch(number++);
            using (raw)
            {
                foreach (DecodedItem item in ItemsOf(raw, ids, decoder))
                    sequencer.Take(item, batch);
            }

            tracker.Process(batch);
            progress.Show(name, sequencer.Counts.Posts, "posts", FileSource.ShareOf([source]));
        }

        var last = new PostBatch(number);
        sequencer.Finish(last);
        tracker.Process(last);
    }

    /// <summary>A list of ids is no format of posts, so the decoder refuses it; a recording is one or the other, told by its first record.</summary>
    private static IEnumerable<DecodedItem> ItemsOf(RawBatch raw, IdList ids, PostDecoder decoder)
    {
        if (raw.Records.IsEmpty || ids.Read(in raw.Records[0]) is null)
            return decoder.Decode(raw).Items;
        var items = new List<DecodedItem>(raw.Records.Length);
        foreach (ref readonly RawRecord record in raw.Records)
        {
            if (ids.Read(in record) is { } post)
                items.Add(new DecodedItem(post, null));
        }

        return items;
    }

    /// <summary>Sets are named by their file and its folder, never by the path of a machine.</summary>
    private static string RecordingName(string path)
    {
        string? folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)));
        return $"{folder}/{Path.GetFileName(path)}";
    }
}
