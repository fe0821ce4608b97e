using System.CommandLine;
using System.Globalization;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;

namespace RtmPipeline.Commands.Training;

/// <summary>A verb that fits the models of one kind from labelled texts, and writes them with their card.</summary>
internal sealed class TrainLabelled
{
    private const int MinFolds = 2;
    private const int MaxFolds = 50;
    private const int MaxBits = 20;
    private const double MinCost = 0.0001;
    private const double MaxCost = 1000;
    private const string ModelEnding = ".model";
    private const string CardEnding = ".md";

    private readonly ModelKind _kind;
    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Recipe (YAML), or labelled posts as JSON lines with text, label and optionally language; gzip too",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _data = new("--data") { Description = "Folder the paths of recipes begin at; the recipe's own by default", HelpName = "FOLDER" };
    private readonly Option<string> _out;
    private readonly Option<string?> _card = new("--card") { Description = "Model card to write; beside the model by default", HelpName = "FILE" };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of fitting and of the card's intervals", DefaultValueFactory = _ => new TrainingOptions().Seed, HelpName = "N" };
    private readonly Option<int> _folds = new("--folds") { Description = $"Parts that texts are held out in, {MinFolds} to {MaxFolds}", DefaultValueFactory = _ => 5, HelpName = "K" };
    private readonly Option<int> _bits;
    private readonly Option<double> _cost;

    private TrainLabelled(ModelKind kind)
    {
        _kind = kind;
        bool isOne = kind.Models.Count == 1;
        _out = new("--out")
        {
            Description = isOne ? "Model file to write" : $"Folder to write {string.Join(", ", kind.Models.Select(name => name + ModelEnding))} to",
            DefaultValueFactory = _ => isOne ? kind.Name + ModelEnding : kind.Name,
            HelpName = isOne ? "FILE" : "FOLDER",
        };
        _bits = new("--bits")
        {
            Description = $"Base-2 logarithm of the number of feature slots, {FeatureTable.MinBits} to {MaxBits}",
            DefaultValueFactory = _ => kind.Fitting.Bits,
            HelpName = "B",
        };
        _cost = new("--cost") { Description = "What an error costs against the length of the weights", DefaultValueFactory = _ => kind.Fitting.Cost, HelpName = "C" };
    }

    public static Command Create(ModelKind kind)
    {
        var verb = new TrainLabelled(kind);
        Command command = new(kind.Name, $"Fits {string.Join(", ", kind.Models)} from labelled texts; what judges is never learned.")
        {
            verb._files, verb._data, verb._out, verb._card, verb._seed, verb._folds, verb._bits, verb._cost,
        };
        command.SetAction(async (parse, stop) =>
        {
            await verb.RunAsync(parse, stop);
            return ExitCode.Done;
        });
        return command;
    }

    private async Task RunAsync(ParseResult parse, CancellationToken stop)
    {
        TextWriter output = parse.InvocationConfiguration.Output;
        TrainingOptions options = OptionsOf(parse);
        string[] files = parse.GetValue(_files)!;
        LabelledSets sets = ReadSets(files, parse.GetValue(_data), parse.InvocationConfiguration.Error);
        List<TrainedModel> models = [];
        ProgressLine progress = ProgressLine.Of(parse.InvocationConfiguration.Error);
        foreach (string name in _kind.Models)
        {
            LabelledText[] texts = [.. sets.Texts.Where(text => text.Set.Model is null || text.Set.Model == name)];
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}: {texts.Length:#,0} texts read"));
            progress.Show(string.Create(CultureInfo.InvariantCulture, $"fitting {name}, model {models.Count + 1} of {_kind.Models.Count}, {parse.GetValue(_folds)} folds"));
            models.Add(new TrainingRun(_kind, options, parse.GetValue(_folds)).Fit(name, texts, string.Join(", ", files.Select(NameOf)), stop));
            progress.Clear();
        }

        string card = ModelCard.Write(_kind, CommandOf(parse, files, options), sets.Tallies, models, options.Seed);
        string besideModels = await WriteModelsAsync(models, parse.GetValue(_out)!, stop);
        await File.WriteAllTextAsync(parse.GetValue(_card) ?? besideModels, card, stop);
        await output.WriteLineAsync();
        await output.WriteAsync(card);
    }

    private TrainingOptions OptionsOf(ParseResult parse)
    {
        int folds = parse.GetValue(_folds);
        int bits = parse.GetValue(_bits);
        double cost = parse.GetValue(_cost);
        List<ConfigurationFault> faults = [];
        if (folds is < MinFolds or > MaxFolds)
            faults.Add(new ConfigurationFault("command line", "--folds", $"is {folds}; it must be {MinFolds} to {MaxFolds}"));
        if (bits is < FeatureTable.MinBits or > MaxBits)
            faults.Add(new ConfigurationFault("command line", "--bits", $"is {bits}; it must be {FeatureTable.MinBits} to {MaxBits}"));
        if (!(cost is >= MinCost and <= MaxCost))
            faults.Add(new ConfigurationFault("command line", "--cost", string.Create(CultureInfo.InvariantCulture, $"is {cost}; it must be {MinCost} to {MaxCost}")));
        CheckFolder("--out", _kind.Models.Count > 1 ? null : parse.GetValue(_out), faults);
        CheckFolder("--card", parse.GetValue(_card), faults);
        return faults.Count == 0
            ? _kind.Fitting with { Bits = bits, Cost = cost, Seed = parse.GetValue(_seed) }
            : throw new ConfigurationFaultsException(faults);
    }

    /// <summary>Fitting takes minutes: that its result cannot be written is said before.</summary>
    private static void CheckFolder(string option, string? file, List<ConfigurationFault> faults)
    {
        if (file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            faults.Add(new ConfigurationFault("command line", option, $"is {ConfigurationFault.Show(file)}; its folder does not exist"));
    }

    private LabelledSets ReadSets(string[] files, string? dataFolder, TextWriter warnings)
    {
        List<ConfigurationFault> faults = [];
        List<SetRecipe> recipes = [];
        foreach (string file in files)
        {
            if (Path.GetExtension(file).ToUpperInvariant() is ".YAML" or ".YML")
                recipes.AddRange(RecipeReader.Read(file, dataFolder, _kind, faults));
            else if (RecordForms.Of(file) != RecordForm.JsonLines)
                faults.Add(new ConfigurationFault(file, "", "is neither a recipe (.yaml) nor JSON lines (.jsonl, .ndjson, .json); other forms are read by a recipe"));
            else if (_kind.Models.Count > 1)
                faults.Add(new ConfigurationFault(file, "", $"must be read by a recipe, which says for which of {string.Join(", ", _kind.Models)} it is"));
            else
                recipes.Add(new SetRecipe { Origin = file, Name = NameOf(file), File = file, LanguageField = "language" });
        }
        var sets = new LabelledSets(_kind, warnings);
        sets.Read(recipes, faults);
        return faults.Count == 0 ? sets : throw new ConfigurationFaultsException(faults);
    }

    /// <summary>Writes the models to a file, or several into a folder.</summary>
    /// <returns>Where their card goes by default.</returns>
    private async Task<string> WriteModelsAsync(List<TrainedModel> models, string path, CancellationToken stop)
    {
        bool isFolder = _kind.Models.Count > 1;
        if (isFolder)
            Directory.CreateDirectory(path);
        foreach (TrainedModel trained in models)
        {
            using var bytes = new MemoryStream();
            ModelFile.Write(trained.Model, bytes);
            await File.WriteAllBytesAsync(isFolder ? Path.Combine(path, trained.Model.Name + ModelEnding) : path, bytes.ToArray(), stop);
        }
        return isFolder ? Path.Combine(path, _kind.Name + CardEnding) : Path.ChangeExtension(path, CardEnding);
    }

    /// <summary>The command that repeats a run, without paths of this machine.</summary>
    private string CommandOf(ParseResult parse, string[] files, TrainingOptions options)
    {
        string data = parse.GetValue(_data) is null ? "" : " --data FOLDER";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"rtm train {_kind.Name} {string.Join(' ', files.Select(NameOf))}{data} --seed {options.Seed} --folds {parse.GetValue(_folds)} --bits {options.Bits} --cost {options.Cost}");
    }

    /// <summary>A file is named by itself, a recipe of the project by its path within it; never by where it lies on a machine.</summary>
    private static string NameOf(string file) => Path.IsPathRooted(file) || file.StartsWith("..", StringComparison.Ordinal) ? Path.GetFileName(file) : file.Replace('\\', '/');
}
