using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Commands.Training;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Training;

internal sealed class RecipeReaderTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static readonly TestCaseData[] s_faults =
    [
        Case("NoSets", "", "recipe.yaml:1: sets must be a list of 1 to 200 labelled sets"),
        Case("SetsThatAreNoList", "sets: many", "recipe.yaml:1: sets must be a list"),
        Case("UnknownKeyBesideSets", "set: []\nsets:\n  - {name: a, licence: ours, file: a.jsonl}", "recipe.yaml:1: set is not a known key"),
        Case("SetThatIsNoSection", "sets:\n  - a.jsonl", "recipe.yaml:2: sets[0] is \"a.jsonl\"; it must be a section"),
        Case("UnknownKey", Set("wieght: 2"), "recipe.yaml:5: sets[0]:wieght is not a known key; did you mean weight?"),
        Case("NoName", "sets:\n  - licence: ours\n    file: a.jsonl", "recipe.yaml:2: sets[0]:name is missing"),
        Case("NoLicence", "sets:\n  - name: a\n    file: a.jsonl", "recipe.yaml:2: sets[0]:licence is missing"),
        Case("NoFile", "sets:\n  - name: a\n    licence: ours", "recipe.yaml:2: sets[0]:file must be given, or text"),
        Case("FileAndText", Set("text: a.txt", "labels: b.txt"), "recipe.yaml:4: sets[0]:file must be given, or text with labels instead of it, and not both"),
        Case("FileOfUnknownForm", "sets:\n  - name: a\n    licence: ours\n    file: a.docx", "recipe.yaml:4: sets[0]:file is \"a.docx\"; its name must end in .jsonl"),
        Case("TextWithoutLabels", "sets:\n  - name: a\n    licence: ours\n    text: a.txt", "recipe.yaml:4: sets[0]:text needs labels, or label, and not both"),
        Case("LabelsWithoutText", Set("labels: b.txt"), "sets[0]:labels goes with text"),
        Case("FieldsOfAlignedFiles", "sets:\n  - name: a\n    licence: ours\n    text: a.txt\n    labels: b.txt\n    text_field: t", "recipe.yaml:6: sets[0]:text_field goes with file"),
        Case("LabelAndField", Set("label: neutral", "label_field: mood"), "sets[0]:label and label_field are given"),
        Case("LabelAndMap", Set("label: neutral", "map: {a: neutral}"), "sets[0]:map and label are given"),
        Case("LabelOfNobody", Set("label: angry"), "recipe.yaml:5: sets[0]:label is \"angry\"; it must be one of negative, neutral, positive"),
        Case("MapToALabelOfNobody", Set("map: {x: good}"), "recipe.yaml:5: sets[0]:map turns \"x\" into \"good\"; it must be one of negative, neutral, positive"),
        Case("MapThatIsNone", Set("map: [x, y]"), "recipe.yaml:5: sets[0]:map must be a section of 1 to 200 entries"),
        Case("MapToNothing", Set("map: {x: }"), "sets[0]:map:x is nothing; it must be a text"),
        Case("LanguageByName", Set("language: English"), "recipe.yaml:5: sets[0]:language is \"English\"; it must be its two or three lower-case letters"),
        Case("LanguageTwice", Set("language: en", "language_field: lang"), "sets[0]:language and language_field are given"),
        Case("WeightOfZero", Set("weight: 0"), "recipe.yaml:5: sets[0]:weight is \"0\"; it must be a number from 0.001 to 1000"),
        Case("WeightThatIsNoNumber", Set("weight: heavy"), "sets[0]:weight is \"heavy\""),
        Case("UnknownUse", Set("use: test"), "recipe.yaml:5: sets[0]:use is \"test\"; it must be one of train, judge"),
        Case("CalibrateThatIsNoFlag", Set("calibrate: maybe"), "sets[0]:calibrate is \"maybe\"; it must be one of true, false"),
        Case("WeightOfAJudge", Set("use: judge", "weight: 2"), "recipe.yaml:6: sets[0]:weight goes with sets to train on"),
        Case("FoldOfAJudge", Set("use: judge", "fold: night"), "sets[0]:fold goes with sets to train on"),
        Case("ModelOfARunWithOne", Set("model: hate"), "sets[0]:model goes with runs of several models; this one fits sentiment alone"),
        Case("ShareWithoutWords", Set("with_share: 0.5"), "sets[0]:with_share goes with with_words"),
        Case("ShareAboveOne", Set("with_words: w.txt", "with_share: 1.5"), "sets[0]:with_share is \"1.5\"; it must be a number from"),
        Case("TrainingSetAside", Set("aside: true"), "sets[0]:aside goes with sets to judge on"),
        Case("TextFieldThatIsASection", Set("text_field: {a: b}"), "sets[0]:text_field is a section"),
        Case("EmptyListOfFields", Set("text_field: []"), "sets[0]:text_field has 0 entries"),
        Case("NotYaml", "sets: [", "recipe.yaml:"),
    ];

    [TestCaseSource(nameof(s_faults))]
    public void Fault_IsNamedWithItsLine(string yaml, string expected) =>
        Assert.That(LabelledSamples.Recipe(_folder, yaml).Faults, Has.Some.Contains(expected));

    [Test]
    public void FaultsOfAllSets_AreToldAtOnce()
    {
        string[] faults = LabelledSamples.Recipe(_folder, "sets:\n  - {name: a, licence: ours}\n  - {name: b, licence: ours, file: b.jsonl, weight: -1}").Faults;
        Assert.That(faults, Has.Length.EqualTo(2));
        Assert.That(faults[1], Does.StartWith("recipe.yaml:3: sets[1]:weight"));
    }

    [Test]
    public void SafetySet_WithoutModel_OrOfAnother_IsAFault()
    {
        const string Yaml = "sets:\n  - {name: a, licence: ours, file: a.jsonl}\n  - {name: b, licence: ours, file: b.jsonl, model: anger}";
        string[] faults = LabelledSamples.Recipe(_folder, Yaml, ModelKinds.Safety).Faults;
        Assert.That(faults, Is.EqualTo(["recipe.yaml:2: sets[0]:model is missing", "recipe.yaml:3: sets[1]:model is \"anger\"; it must be one of offence, hate, tragedy"]));
    }

    [Test]
    public void Set_WithAllKeys_IsRead()
    {
        (IReadOnlyList<SetRecipe> sets, string[] faults) = LabelledSamples.Recipe(_folder, Set(
            "text_field: [title, body]", "label_field: [good, bad]", "language_field: lang", "map: {\"1,0\": positive}", "where: {kind: post}",
            "weight: 0.25", "calibrate: false", "fold: night", "report: [deadly, es]"));
        Assert.That(faults, Is.Empty);
        SetRecipe set = sets.Single();
        Assert.That((set.Name, set.Licence, set.LanguageField, set.Weight, set.Calibrates, set.Fold), Is.EqualTo(("a", "ours", "lang", 0.25f, false, "night")));
        Assert.That((set.File, set.Use, set.Origin), Is.EqualTo((_folder.PathOf("a.jsonl"), SetUse.Train, _folder.PathOf("recipe.yaml") + ":2")));
        Assert.That(set.TextFields, Is.EqualTo(["title", "body"]));
        Assert.That(set.LabelFields, Is.EqualTo(["good", "bad"]));
        Assert.That(set.Map!["1,0"], Is.EqualTo("positive"));
        Assert.That(set.Where, Is.EqualTo([KeyValuePair.Create("kind", "post")]));
        Assert.That(set.Groups, Is.EqualTo(["deadly", "es"]));
    }

    [TestCase("posts/a.jsonl", "data", "data/posts/a.jsonl", TestName = "Path_BeginsAtTheDataFolder")]
    [TestCase("./a.jsonl", "data", "recipes/a.jsonl", TestName = "PathWithADot_BeginsAtTheRecipe")]
    [TestCase("a.jsonl", null, "recipes/a.jsonl", TestName = "Path_WithoutDataFolder_BeginsAtTheRecipe")]
    public void Paths(string path, string? dataFolder, string expected) =>
        Assert.That(new RecipePaths("recipes", dataFolder).Of(path), Is.EqualTo(expected));

    [TestCase("language")]
    [TestCase("sentiment")]
    [TestCase("safety")]
    [TestCase("themes")]
    public void RecipeThatShips_IsRead(string name)
    {
        List<ConfigurationFault> faults = [];
        string file = Path.Combine(SharedData.RepositoryRoot, "deploy", "models", $"{name}.yaml");
        IReadOnlyList<SetRecipe> sets = RecipeReader.Read(file, "data", ModelKinds.All.Single(kind => kind.Name == name), faults);
        Assert.That(faults, Is.Empty);
        Assert.That(sets.Select(set => set.Name), Is.Unique.And.Not.Empty);
        Assert.That(sets.Select(set => set.File ?? set.TextFile), Has.All.StartsWith("data").Or.Contains("models"));
    }

    private static string Set(params string[] keys) => $"sets:\n  - name: a\n    licence: ours\n    file: a.jsonl\n{string.Concat(keys.Select(key => $"    {key}\n"))}";

    private static TestCaseData Case(string name, string yaml, string expected) => new(yaml, expected) { TestName = name };
}
