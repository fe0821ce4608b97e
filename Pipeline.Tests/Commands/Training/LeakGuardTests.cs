using NUnit.Framework;
using RtmPipeline.Commands.Training;

namespace RtmPipeline.Tests.Commands.Training;

internal sealed class LeakGuardTests
{
    private SetTally _train = null!;
    private SetTally _later = null!;
    private SetTally _judge = null!;

    [SetUp]
    public void MakeSets()
    {
        _train = new SetTally(new SetRecipe { Origin = "", Name = "train" });
        _later = new SetTally(new SetRecipe { Origin = "", Name = "later" });
        _judge = new SetTally(new SetRecipe { Origin = "", Name = "judge", Use = SetUse.Judge });
    }

    private static LabelledText Text(SetTally set, string text) => new(text, "neutral", null, set);

    [TestCase("@you The QUEUE is 2 km long!! https://t.example/x", TestName = "WithMentionAddressAndCapitals")]
    [TestCase("the queue is 2 km long", TestName = "Plain")]
    [TestCase("RT @radio: the queue is 2 km long 😱", TestName = "AsARepost")]
    [TestCase("The #queue is 2-km long http", TestName = "WithAHashtagAndAMask")]
    public void TextThatJudges_IsDroppedFromTraining_HoweverItIsDressed(string training)
    {
        (IReadOnlyList<LabelledText> train, IReadOnlyList<LabelledText> judge) =
            LeakGuard.Part([Text(_train, training), Text(_train, "another one"), Text(_judge, "@user The queue is 2 km long.")]);
        Assert.That(train.Select(text => text.Text), Is.EqualTo(["another one"]));
        Assert.That(judge, Has.Count.EqualTo(1));
        Assert.That((_train.Leaked, _train.Kept, _train.Repeated, _judge.Kept), Is.EqualTo((1, 1, 0, 1)));
    }

    [Test]
    public void TextThatStandsTwice_IsLearnedOnce_WhereItCameFirst()
    {
        (IReadOnlyList<LabelledText> train, _) = LeakGuard.Part([Text(_train, "Rain again"), Text(_later, "rain, again!"), Text(_later, "rain at last")]);
        Assert.That(train.Select(text => (text.Text, text.Set.Name)), Is.EqualTo([("Rain again", "train"), ("rain at last", "later")]));
        Assert.That((_later.Repeated, _later.Kept, _later.Leaked), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public void TextsThatDifferInAWordOrNumber_AreBothLearned() =>
        Assert.That(LeakGuard.Part([Text(_train, "gate 4 is open"), Text(_train, "gate 5 is open"), Text(_judge, "gate 6 is open")]).Train, Has.Count.EqualTo(2));

    [Test]
    public void TextsOfPicturesAlone_AreComparedAsTheyAre() =>
        Assert.That(LeakGuard.Part([Text(_train, "😂😂"), Text(_train, "😍"), Text(_judge, "😍")]).Train.Select(text => text.Text), Is.EqualTo(["😂😂"]));
}
