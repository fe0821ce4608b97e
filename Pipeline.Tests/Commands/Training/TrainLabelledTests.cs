using System.Text;
using NUnit.Framework;
using RtmPipeline.Commands;
using RtmPipeline.Commands.Training;
using RtmPipeline.Tagging.Models;
using RtmPipeline.Tagging.Models.Training;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Training;

[Parallelizable]
internal sealed class TrainLabelledTests
{
    private const string Small = "12";

    private static readonly string[] s_moods =
        [.. LabelledSamples.Moods().Select((mood, i) => LabelledSamples.JsonLine(mood.Text, mood.Label, i % 2 == 0 ? "en" : null))];

    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private string Model(string name = "mood.model") => _folder.PathOf(name);

    private static LinearModel Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return ModelFile.Read(stream);
    }

    private string RecipeWithJudge(string judged)
    {
        _folder.Write("moods.jsonl", s_moods);
        _folder.Write("judge.jsonl", [judged, LabelledSamples.JsonLine("a tram I have never seen, delicious and wonderful", "positive", "en")]);
        return _folder.Write("mood.yaml", ["sets:", "  - {name: moods, licence: ours, file: moods.jsonl, language_field: language}", "  - {name: judges, licence: ours | theirs, file: ./judge.jsonl, use: judge}"]);
    }

    [Test]
    public async Task Recipe_GivesAModelThatTellsMoods_AndACardThatTellsWhatItWasFittedOn()
    {
        string recipe = RecipeWithJudge(s_moods[0]);
        CommandResult result = await CommandLine.RunAsync("train", "sentiment", recipe, "--out", Model(), "--bits", Small);
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));

        LinearModel model = Load(Model());
        Assert.That(model.Classes, Is.EqualTo(["negative", "neutral", "positive"]));
        var trainer = new LinearTrainer("sentiment", model.Classes, new TextFeatureSet(new ConceptTable()), new TrainingOptions());
        float[] values = trainer.Values(model, "what a wonderful, delicious day", LanguageVariant.English);
        model.Calibrate(LanguageVariant.English, values);
        Assert.That(values[2], Is.GreaterThan(0.5f));
        Assert.That(values.Sum(), Is.EqualTo(1).Within(1e-5));

        string card = await File.ReadAllTextAsync(_folder.PathOf("mood.md"));
        Assert.That(card, Does.Contain("rtm train sentiment mood.yaml --seed 7 --folds 5 --bits 12 --cost 0.15").And.Contain("ours \\| theirs"));
        Assert.That(card, Does.Match(@"\| moods \| train \|  \| 107 \| 1 \| yes \| by text \| 1 \| 0 \| 0 \| 0 \|"), "one text judges, so it is not learned");
        Assert.That(card, Does.Contain("### Held-out training texts").And.Contain("### Judging texts").And.Contain("## Known limits"));
        Assert.That(card, Does.Not.Contain(_folder.PathOf("")));
        Assert.That(result.Output, Does.EndWith(card));
    }

    [Test]
    public async Task SameTextsAndSeed_GiveTheSameBytes_AndAnotherSeedAnotherModel()
    {
        string file = _folder.Write("moods.jsonl", s_moods);
        foreach ((string name, string seed) in ((string, string)[])[("first", "3"), ("second", "3"), ("third", "4")])
            Assert.That((await CommandLine.RunAsync("train", "sentiment", file, "--out", Model(name), "--bits", Small, "--seed", seed)).Code, Is.Zero);
        byte[] first = await File.ReadAllBytesAsync(Model("first"));
        Assert.That(await File.ReadAllBytesAsync(Model("second")), Is.EqualTo(first));
        Assert.That(await File.ReadAllTextAsync(Model("second.md")), Is.EqualTo(await File.ReadAllTextAsync(Model("first.md"))));
        Assert.That(await File.ReadAllBytesAsync(Model("third")), Is.Not.EqualTo(first));
    }

    [Test]
    public async Task JudgingTexts_ChangeNothingInTheModel()
    {
        string judge = LabelledSamples.JsonLine("nobody knows this one", "neutral", "en");
        string other = LabelledSamples.JsonLine("nor this", "negative", "en");
        await CommandLine.RunAsync("train", "sentiment", RecipeWithJudge(judge), "--out", Model("first"), "--bits", Small);
        await CommandLine.RunAsync("train", "sentiment", RecipeWithJudge(other), "--out", Model("second"), "--bits", Small);
        Assert.That(await File.ReadAllBytesAsync(Model("second")), Is.EqualTo(await File.ReadAllBytesAsync(Model("first"))));
    }

    [Test]
    public async Task JsonLinesGivenDirectly_OfAnyLabels_TrainTheLanguageModel()
    {
        string[] lines =
        [
            .. LabelledSamples.Moods().Select(mood => LabelledSamples.JsonLine(mood.Text, "en")),
            .. LabelledSamples.Moods().Select((mood, i) => LabelledSamples.JsonLine($"la lluvia número {i} cae sobre nuestra ciudad", "es")),
        ];
        string file = _folder.Write("lines.jsonl.gz", LabelledSamples.Gzip(string.Join('\n', lines)));
        CommandResult result = await CommandLine.RunAsync("train", "language", file, "--out", Model("tongue.model"), "--card", _folder.PathOf("words.md"), "--bits", Small);
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        Assert.That(Load(Model("tongue.model")).Classes, Is.EqualTo(["en", "es"]));
        Assert.That(await File.ReadAllTextAsync(_folder.PathOf("words.md")), Does.Contain("lines.jsonl.gz").And.Contain("| under 40 characters | ").And.Contain("### Most frequent mistakes"));
    }

    [Test]
    public async Task SafetyRecipe_GivesThreeModelsWithThresholds_AndOneCardThatTellsEachEvent()
    {
        string[] grief = [.. Enumerable.Range(0, 60).Select(i => LabelledSamples.JsonLine(i % 2 == 0 ? $"mourning {i} dead after the flood" : $"lovely brunch {i} with friends", $"{(i + 1) % 2}"))];
        _folder.Write("all.jsonl", grief);
        _folder.Write("other.jsonl", grief.Select(line => line.Replace("flood", "quake", StringComparison.Ordinal).Replace("brunch", "dinner", StringComparison.Ordinal)));
        string recipe = _folder.Write("safe.yaml",
        [
            "sets:",
            "  - {name: a, licence: ours, file: all.jsonl, model: offence}",
            "  - {name: b, licence: ours, file: all.jsonl, model: hate}",
            "  - {name: c, licence: ours, file: all.jsonl, model: tragedy, fold: flood, report: deadly}",
            "  - {name: d, licence: ours, file: other.jsonl, model: tragedy, fold: quake, report: [deadly, es]}",
        ]);
        CommandResult result = await CommandLine.RunAsync("train", "safety", recipe, "--out", _folder.PathOf("models"), "--bits", Small);
        Assert.That((result.Code, result.Errors), Is.EqualTo((ExitCode.Done, "")));
        foreach (string name in (string[])["offence", "hate", "tragedy"])
        {
            LinearModel model = Load(_folder.PathOf($"models/{name}.model"));
            Assert.That((model.Name, model.Classes.Single()), Is.EqualTo((name, name)));
            Assert.That(model.Threshold, Is.InRange(0.001f, 0.999f).And.Not.EqualTo(ThresholdFit.Default));
        }
        string card = await File.ReadAllTextAsync(_folder.PathOf("models/safety.md"));
        Assert.That(card, Does.Match(@"\| fold flood \| 30 \| .* \| 30 \|").And.Match(@"\| group deadly \| 60 \|").And.Match(@"\| group es \| 30 \|"));
    }

    private static readonly TestCaseData[] s_wrongUse =
    [
        new(new[] { "--folds", "1" }, "--folds is 1; it must be 2 to 50") { TestName = "TooFewFolds" },
        new(new[] { "--bits", "4" }, "--bits is 4; it must be 8 to 20") { TestName = "TooFewBits" },
        new(new[] { "--cost", "0" }, "--cost is 0; it must be 0.0001 to 1000") { TestName = "NoCost" },
        new(new[] { "--cost", "NaN" }, "--cost is NaN") { TestName = "CostThatIsNoNumber" },
        new(new[] { "--out", "nowhere/at/all.model" }, "--out is \"nowhere/at/all.model\"; its folder does not exist") { TestName = "OutFolderThatIsMissing" },
        new(new[] { "--card", "nowhere/card.md" }, "--card is \"nowhere/card.md\"; its folder does not exist") { TestName = "CardFolderThatIsMissing" },
    ];

    [TestCaseSource(nameof(s_wrongUse))]
    public async Task WrongOption_IsToldBeforeAnythingIsRead(string[] options, string expected)
    {
        CommandResult result = await CommandLine.RunAsync(["train", "sentiment", _folder.PathOf("missing.jsonl"), .. options]);
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain($"command line: {expected}").And.Not.Contain("missing.jsonl"));
    }

    [TestCase("safety", "posts.jsonl", "must be read by a recipe", TestName = "DataForSeveralModels_NeedARecipe")]
    [TestCase("sentiment", "posts.csv", "is neither a recipe (.yaml) nor JSON lines", TestName = "TablesGivenDirectly_NeedARecipe")]
    [TestCase("sentiment", "gone.yaml", "there is no such file", TestName = "MissingRecipe")]
    [TestCase("sentiment", "gone.jsonl", "there is no such file", TestName = "MissingTexts")]
    public async Task WrongFile(string verb, string file, string expected)
    {
        _folder.Write("posts.jsonl", s_moods);
        _folder.Write("posts.csv", ["text,label"]);
        CommandResult result = await CommandLine.RunAsync("train", verb, _folder.PathOf(file), "--out", Model());
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain(file).And.Contain(expected));
    }

    [Test]
    public async Task TextsWithoutAMood_AreNotEnough_AndNothingIsWritten()
    {
        string file = _folder.Write("moods.jsonl", s_moods.Where(line => !line.Contains("neutral", StringComparison.Ordinal)));
        CommandResult result = await CommandLine.RunAsync("train", "sentiment", file, "--out", Model());
        Assert.That(result.Code, Is.EqualTo(ExitCode.WrongUsage));
        Assert.That(result.Errors, Does.Contain("has 0 training texts labelled neutral; at least 2 are needed"));
        Assert.That(File.Exists(Model()), Is.False);
    }

    [Test]
    public async Task TextsOfOneFoldAlone_CannotBeHeldOut()
    {
        _folder.Write("moods.jsonl", s_moods);
        string recipe = _folder.Write("one.yaml", Encoding.UTF8.GetBytes("sets:\n  - {name: moods, licence: ours, file: moods.jsonl, fold: night}\n"));
        Assert.That((await CommandLine.RunAsync("train", "sentiment", recipe, "--out", Model())).Errors, Does.Contain("of one fold alone"));
    }

    [Test]
    public async Task SetsThatNeverCalibrate_CannotGiveProbabilities()
    {
        _folder.Write("moods.jsonl", s_moods);
        string recipe = _folder.Write("none.yaml", Encoding.UTF8.GetBytes("sets:\n  - {name: moods, licence: ours, file: moods.jsonl, calibrate: false}\n"));
        Assert.That((await CommandLine.RunAsync("train", "sentiment", recipe, "--out", Model())).Errors, Does.Contain("no training set that calibrates"));
    }
}
