using System.Text;
using NUnit.Framework;
using RtmPipeline.Commands.Training;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Commands.Training;

internal sealed class LabelledSetsTests
{
    private ScratchFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new ScratchFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    private SetRecipe Set(string file, string text) =>
        new() { Origin = "recipe.yaml:2", Name = "a", File = _folder.Write(file, file.EndsWith(".gz", StringComparison.Ordinal) ? LabelledSamples.Gzip(text) : Encoding.UTF8.GetBytes(text)) };

    private SetRecipe Aligned(string texts, string? labels, string? label = null) => new()
    {
        Origin = "recipe.yaml:2",
        Name = "a",
        TextFile = _folder.Write("texts.txt.gz", LabelledSamples.Gzip(texts)),
        LabelFile = labels is null ? null : _folder.Write("labels.txt", Encoding.UTF8.GetBytes(labels)),
        Label = label,
        Map = label is null ? new Dictionary<string, string> { ["0"] = "negative", ["2"] = "positive" } : null,
    };

    private (string Text, string Label)[] Texts(SetRecipe set)
    {
        (LabelledSets read, string[] faults, _) = LabelledSamples.Read(_folder, ModelKinds.Sentiment, set);
        Assert.That(faults, Is.Empty);
        return [.. read.Texts.Select(text => (text.Text, text.Label))];
    }

    [Test]
    public void AlignedFiles_GiveTextsWithMappedLabels_AndCountTheOthers()
    {
        (LabelledSets read, _, string[] warnings) = LabelledSamples.Read(_folder, ModelKinds.Sentiment, Aligned("good\nso so\nbad\r\n", "2\n1\n0\n"));
        Assert.That(read.Texts.Select(text => (text.Text, text.Label)), Is.EqualTo([("good", "positive"), ("bad", "negative")]));
        Assert.That((read.Tallies[0].Unmapped, read.Tallies[0].Unpaired, warnings.Length), Is.EqualTo((1, 0, 0)));
    }

    [TestCase("good\nbad", "2\n0\n2\n2\n", 2, TestName = "LabelsWithoutText_AreDroppedWithAWarning")]
    [TestCase("good\nbad\nmore", "2\n0\n", 1, TestName = "TextsWithoutLabel_AreDroppedWithAWarning")]
    public void UnequalLength(string texts, string labels, int beyond)
    {
        (LabelledSets read, string[] faults, string[] warnings) = LabelledSamples.Read(_folder, ModelKinds.Sentiment, Aligned(texts, labels));
        Assert.That((read.Texts.Count, read.Tallies[0].Unpaired, faults.Length), Is.EqualTo((2, beyond, 0)));
        Assert.That(warnings, Is.EqualTo([$"rtm: a: {beyond} lines beyond the shorter of its two files dropped"]));
    }

    [Test]
    public void TextWithOtherLineSigns_StaysAlignedWithItsLabel() =>
        Assert.That(Texts(Aligned("good\u2028day\u0085\rhere\nbad\n", "2\n0\n")), Is.EqualTo([("good\u2028day\u0085\rhere", "positive"), ("bad", "negative")]));

    [Test]
    public void TextFile_WithOneLabelForAll_GivesItToAll() =>
        Assert.That(Texts(Aligned("it opens\nit closes", null, "neutral")), Is.EqualTo([("it opens", "neutral"), ("it closes", "neutral")]));

    [Test]
    public void EmptyText_IsReportedByItsLine_AndSkipped()
    {
        (LabelledSets read, _, string[] warnings) = LabelledSamples.Read(_folder, ModelKinds.Sentiment, Aligned("good\n \nbad\n", "2\n2\n0\n"));
        Assert.That((read.Texts.Count, read.Tallies[0].Broken), Is.EqualTo((2, 1)));
        Assert.That(warnings, Is.EqualTo(["rtm: texts.txt.gz:2: has no text; skipped"]));
    }

    private static readonly TestCaseData[] s_brokenLines =
    [
        new("good", "is not JSON") { TestName = "LineThatIsNoJson" },
        new("[1]", "is not a JSON object") { TestName = "LineThatIsNoObject" },
        new("""{"label":"neutral"}""", "has no \"text\"") { TestName = "LineWithoutText" },
        new("""{"text":"x"}""", "has no \"label\"") { TestName = "LineWithoutLabel" },
        new("""{"text":["x"],"label":"neutral"}""", "has no \"text\"") { TestName = "LineWhoseTextIsAList" },
        new("""{"text":"x\ud800","label":"neutral"}""", "lone surrogate") { TestName = "LineWithHalfACharacter" },
        new("""{"text":"x","label":"neutral","language":"English"}""", "has the language \"English\"") { TestName = "LineWithAWrongLanguage" },
        new("""{"text":" ","label":"neutral"}""", "has no text") { TestName = "LineWithABlankText" },
    ];

    [TestCaseSource(nameof(s_brokenLines))]
    public void BrokenLine_IsReportedAndSkipped_AndTheOthersAreRead(string line, string why)
    {
        string good = LabelledSamples.JsonLine("fine", "positive");
        (LabelledSets read, string[] faults, string[] warnings) =
            LabelledSamples.Read(_folder, ModelKinds.Sentiment, Set("a.jsonl", $"{good}\n{line}\n\n{good}\n") with { LanguageField = "language" });
        Assert.That((read.Texts.Count, read.Tallies[0].Broken, faults.Length), Is.EqualTo((2, 1, 0)));
        Assert.That(warnings.Single(), Does.StartWith("rtm: a.jsonl:2: ").And.Contains(why).And.EndsWith("; skipped"));
    }

    [Test]
    public void ManyBrokenLines_AreReportedUpToALimit_ThenInAll()
    {
        (LabelledSets read, _, string[] warnings) = LabelledSamples.Read(_folder, ModelKinds.Sentiment, Set("a.jsonl", string.Concat(Enumerable.Repeat("?\n", 25))));
        Assert.That((read.Tallies[0].Broken, warnings.Length), Is.EqualTo((25, LabelledSets.MaxReported + 1)));
        Assert.That(warnings[^1], Is.EqualTo("rtm: a: 25 lines skipped in all"));
    }

    [Test]
    public void LineBeyondTheLimit_IsSkipped_AndTheNextIsRead()
    {
        string text = $"{{\"text\":\"{new string('x', TextLines.MaxLength)}\"}}\n{LabelledSamples.JsonLine("fine", "positive")}\n";
        (LabelledSets read, _, string[] warnings) = LabelledSamples.Read(_folder, ModelKinds.Sentiment, Set("a.jsonl.gz", text));
        Assert.That(read.Texts.Single().Text, Is.EqualTo("fine"));
        Assert.That(warnings.Single(), Does.Contain($"a.jsonl.gz:1: is longer than {TextLines.MaxLength} characters"));
    }

    [Test]
    public void JsonLines_WithFieldsOfOtherNames_AreJoinedFilteredAndMapped()
    {
        const string Lines = """
            {"title":"Rain","body":"all day","good":0,"bad":1,"kind":"post","lang":"es"}
            {"title":"Sun","body":"all day","good":1,"bad":0,"kind":"reply","lang":"es"}
            {"title":"Wind","body":"all day","good":1,"bad":1,"kind":"post","lang":""}
            """;
        (LabelledSets read, _, _) = LabelledSamples.Read(_folder, ModelKinds.Sentiment, Set("a.ndjson", Lines) with
        {
            TextFields = ["title", "body"],
            LabelFields = ["good", "bad"],
            LanguageField = "lang",
            Map = new Dictionary<string, string> { ["1,0"] = "positive", ["0,1"] = "negative" },
            Where = [KeyValuePair.Create("kind", "post")],
        });
        LabelledText text = read.Texts.Single();
        Assert.That((text.Text, text.Label, text.Language), Is.EqualTo(("Rain all day", "negative", "es")));
        Assert.That((read.Tallies[0].Unmapped, read.Tallies[0].Broken), Is.EqualTo((1, 0)));
    }

    [Test]
    public void CommaTable_WithQuotesAndLineEndsInValues_IsReadByItsHeader()
    {
        SetRecipe set = Set("a.csv.gz", "id,text,label\r\n1,\"one, \"\"two\"\"\nthree\",positive\r\n2,plain,neutral\r\n");
        Assert.That(Texts(set), Is.EqualTo([("one, \"two\"\nthree", "positive"), ("plain", "neutral")]));
    }

    [Test]
    public void TableWithoutHeader_IsReadByTheNumbersOfItsColumns()
    {
        SetRecipe set = Set("a.csv", "\"3\",\"Fears\",\"for talks\"\n\"4\",\"Hopes\",\"for peace\"\n") with
        {
            TextFields = ["2", "3"],
            LabelFields = ["1"],
            Map = new Dictionary<string, string> { ["3"] = "negative", ["4"] = "positive" },
        };
        Assert.That(Texts(set), Is.EqualTo([("Fears for talks", "negative"), ("Hopes for peace", "positive")]));
    }

    [Test]
    public void TabTable_TakesQuotesAsTheyAre() =>
        Assert.That(Texts(Set("a.tsv", "label\ttext\npositive\t\"so\" good, really\n")), Is.EqualTo([("\"so\" good, really", "positive")]));

    [TestCase("text,label\nshort\nfine,positive\n", "has no \"label\"", TestName = "RowWithoutTheColumn_IsSkipped")]
    [TestCase("text,label\nfine,positive\n\"never closed,neutral\n", "has a quote that is never closed", TestName = "RowWithAnOpenQuote_IsSkipped")]
    public void BrokenRow(string table, string why)
    {
        (LabelledSets read, string[] faults, string[] warnings) = LabelledSamples.Read(_folder, ModelKinds.Sentiment, Set("a.csv", table));
        Assert.That((read.Texts.Count, read.Tallies[0].Broken, faults.Length), Is.EqualTo((1, 1, 0)));
        Assert.That(warnings.Single(), Does.Contain(why));
    }

    [Test]
    public void TableWithoutANamedColumn_IsAFaultOfTheSet()
    {
        string[] faults = LabelledSamples.Read(_folder, ModelKinds.Sentiment, Set("a.csv", "text,mood\nfine,positive\n")).Faults;
        Assert.That(faults, Is.EqualTo(["a.csv:1: cannot be read on from here: the header has no column label"]));
    }

    [Test]
    public void MissingFileAndFolder_AreFaultsOfTheirSets()
    {
        SetRecipe missing = new() { Origin = "recipe.yaml:2", Name = "gone", File = _folder.PathOf("gone.jsonl") };
        SetRecipe folder = new() { Origin = "recipe.yaml:5", Name = "folder", TextFile = Path.GetDirectoryName(_folder.PathOf("x")), Label = "neutral" };
        string[] faults = LabelledSamples.Read(_folder, ModelKinds.Sentiment, missing, folder).Faults;
        Assert.That(faults, Is.EqualTo(["recipe.yaml:2: gone gone.jsonl: there is no such file", $"recipe.yaml:5: folder {folder.TextFile}: is a folder, not a file"]));
    }

    [Test]
    public void GzipFileThatBreaksOff_IsAFaultWithThePlace()
    {
        byte[] whole = LabelledSamples.Gzip(string.Concat(LabelledSamples.Moods().Select(mood => LabelledSamples.JsonLine(mood.Text, mood.Label) + "\n")));
        SetRecipe set = new() { Origin = "recipe.yaml:2", Name = "torn", File = _folder.Write("torn.jsonl.gz", whole[..(whole.Length / 2)]) };
        string[] faults = LabelledSamples.Read(_folder, ModelKinds.Sentiment, set).Faults;
        Assert.That(faults.Single(), Does.Match("^torn.jsonl.gz:[0-9]+: cannot be read on from here"));
    }

    [Test]
    public void TwoSetsOfOneName_AreAFault()
    {
        SetRecipe set = Set("a.jsonl", LabelledSamples.JsonLine("fine", "positive"));
        Assert.That(LabelledSamples.Read(_folder, ModelKinds.Sentiment, set, set).Faults.Single(), Does.Contain("each needs its own"));
    }

    [Test]
    public void SetWithWords_TakesTheTextsThatHaveEnough_AndCountsTheOthers()
    {
        (LabelledSets read, string[] faults, _) = LabelledSamples.Read(_folder, ModelKinds.Language, Aligned("kya baat hai\nno, I said #kya\nsix words and the last hai\n", null, "hi") with
        {
            WithWords = _folder.Write("hindi.txt", "# of Hindi\nkya hai # and no more"u8.ToArray()),
            WithShare = 0.2f,
        });
        Assert.That(faults, Is.Empty);
        Assert.That((read.Texts.Single().Text, read.Tallies[0].LeftOut), Is.EqualTo(("kya baat hai", 2)));
    }

    [Test]
    public void SetWithoutWords_TakesTheTextsThatHaveNone()
    {
        SetRecipe set = Aligned("kya baat hai\nIndia won\n", null, "en") with { WithoutWords = _folder.Write("hindi.txt", "kya hai"u8.ToArray()) };
        (LabelledSets read, _, _) = LabelledSamples.Read(_folder, ModelKinds.Language, set);
        Assert.That(read.Texts.Single().Text, Is.EqualTo("India won"));
    }

    [Test]
    public void ListWithoutAWord_AndMissingList_AreFaultsOfTheSet()
    {
        SetRecipe set = Aligned("kya baat hai\n", null, "hi") with { WithWords = _folder.Write("none.txt", "# nothing\n"u8.ToArray()), WithoutWords = null };
        Assert.That(LabelledSamples.Read(_folder, ModelKinds.Language, set).Faults.Single(), Does.EndWith("none.txt has 0 words; 1 to 20000 are allowed"));
        string[] faults = LabelledSamples.Read(_folder, ModelKinds.Language, set with { WithWords = _folder.PathOf("gone.txt") }).Faults;
        Assert.That(faults, Is.EqualTo(["recipe.yaml:2: a gone.txt: there is no such file"]));
    }

    [TestCase("salt &amp; pepper &lt;3", "salt & pepper <3", TestName = "Entities_AreDecodedOnce")]
    [TestCase("don\\u2019t\\u002c no", "don’t, no", TestName = "EscapesLeftBehind_AreDecoded")]
    [TestCase("C:\\users\\u20", "C:\\users\\u20", TestName = "BackslashThatIsNoEscape_Stays")]
    public void PostedText_IsAsPostsReachTheTagger(string text, string expected) => Assert.That(PostedText.Of(text), Is.EqualTo(expected));
}
