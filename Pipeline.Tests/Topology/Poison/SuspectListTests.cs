using NUnit.Framework;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Tests.Topology.Poison;

internal sealed class SuspectListTests
{
    private readonly List<string> _warnings = [];

    [SetUp]
    public void Forget() => _warnings.Clear();

    [Test]
    public void Record_AccusedTwice_IsParked()
    {
        ForgetfulFolder folder = new();
        Assert.That(Open(folder).Accuse(Place(3), WorkStage.Tag, "A").IsParked, Is.False);
        Assert.That(Open(folder).Accuse(Place(3), WorkStage.Trends, "B").IsParked, Is.True);

        Assert.That(Open(folder).All, Is.EqualTo([new Suspect(Place(3), WorkStage.Trends, "B", 2)]));
    }

    [Test]
    public void RecordOnceUnharmed_TakesFourSilentDeaths_AndTwoWhereItThrows()
    {
        ForgetfulFolder folder = new();
        Assert.That(Open(folder).Accuse(Place(3), WorkStage.Tag, "", wasUnharmed: true).IsParked, Is.False);
        Assert.That(Open(folder).Accuse(Place(3), WorkStage.Tag, "").IsParked, Is.False, "that it was unharmed is remembered");
        Assert.That(Open(folder).Accuse(Place(3), WorkStage.Tag, "").IsParked, Is.False);
        Assert.That(Open(folder).Accuse(Place(3), WorkStage.Tag, "").Crashes, Is.EqualTo(4));
        Assert.That(Open(folder).Find(Place(3))!.IsParked);

        Open(folder).Accuse(Place(4), WorkStage.Tag, "", wasUnharmed: true);
        Assert.That(Open(folder).Accuse(Place(4), WorkStage.Tag, "A").IsParked, Is.True);
    }

    [Test]
    public void List_AfterAPowerFailure_IsAllThere([Range(1, 20)] int seed)
    {
        ForgetfulFolder folder = new();
        SuspectList list = Open(folder);
        for (int i = 0; i < 5; i++)
            list.Accuse(Place(i), WorkStage.Decode, "A");
        folder.Crash(seed);

        Assert.That(Open(folder).All, Is.EqualTo(list.All));
        Assert.That(_warnings, Is.Empty);
    }

    [Test]
    public void List_Damaged_IsBegunAnewWithAWarning()
    {
        ForgetfulFolder folder = new();
        Open(folder).Accuse(Place(1), WorkStage.Tag, "A");
        folder.Damage(SuspectList.FileName, bytes => [.. bytes.Select((b, i) => i == 30 ? (byte)(b ^ 1) : b)]);

        Assert.That(Open(folder).All, Is.Empty);
        Assert.That(_warnings.Single(), Does.Contain("suspects").And.Contain("checksum"));
    }

    [Test]
    public void List_CutAnywhere_IsBegunAnew([Range(0, 200, 7)] int length)
    {
        ForgetfulFolder folder = new();
        Open(folder).Accuse(Place(1), WorkStage.Tag, "SomethingLongerException");
        folder.Damage(SuspectList.FileName, bytes => bytes[..Math.Min(length, bytes.Length - 1)]);

        Assert.That(Open(folder).All, Is.Empty);
    }

    [Test]
    public void Acquittal_StrikesOffTheAccusedAndNotTheParked()
    {
        SuspectList list = Open(new ForgetfulFolder());
        list.Accuse(Place(1), WorkStage.Tag, "A");
        list.Accuse(Place(2), WorkStage.Tag, "A");
        list.Accuse(Place(2), WorkStage.Tag, "A");
        list.Acquit(Place(1));
        list.Acquit(Place(2));

        Assert.That(list.All.Select(one => one.Place), Is.EqualTo([Place(2)]));
    }

    [Test]
    public void Accused_BeyondTheLimit_ForgetsTheOldest()
    {
        SuspectList list = Open(new ForgetfulFolder());
        for (int i = 0; i <= SuspectList.MaxAccused; i++)
            list.Accuse(Place(i), WorkStage.Tag, "A");

        Assert.That((list.All.Count, list.All[0].Place), Is.EqualTo((SuspectList.MaxAccused, Place(1))));
    }

    [Test]
    public void Parked_BeyondTheLimit_AreNotSetAside()
    {
        SuspectList list = Open(new ForgetfulFolder());
        for (int i = 0; i <= SuspectList.MaxParked; i++)
        {
            list.Accuse(Place(i), WorkStage.Tag, "A");
            Assert.That(list.Accuse(Place(i), WorkStage.Tag, "A").IsParked, Is.EqualTo(i < SuspectList.MaxParked));
        }
    }

    [TestCase("a", 5, 0, ExpectedResult = false, TestName = "Covered_BeforeTheMark_IsForgotten")]
    [TestCase("a", 4, 3, ExpectedResult = false, TestName = "Covered_ItemTakenAtTheMark_IsForgotten")]
    [TestCase("a", 4, 2, ExpectedResult = true, TestName = "Covered_ItemBehindTheMark_Stays")]
    [TestCase("a", 3, 9, ExpectedResult = true, TestName = "Covered_RecordBehindTheMark_Stays")]
    [TestCase("b", 9, 9, ExpectedResult = true, TestName = "Covered_MarkOfAnotherSource_Stays")]
    [TestCase("a", -1, 0, ExpectedResult = true, TestName = "Covered_NothingTakenYet_Stays")]
    public bool Covered_ByACheckpoint(string source, long offset, int items)
    {
        SuspectList list = Open(new ForgetfulFolder());
        list.Accuse(new RecordPlace(new RecordPosition("a", 0, 4), 2), WorkStage.Tag, "A");
        list.Cover([new SourceMark(source, 0, offset, items, false)]);
        return list.All.Count == 1;
    }

    [Test]
    public void Parked_CoveredByACheckpoint_StaysAndCountsNoMore()
    {
        ForgetfulFolder folder = new();
        SuspectList list = Open(folder);
        for (int i = 0; i < SuspectList.MaxParked; i++)
            Park(list, i);
        list.Cover([new SourceMark("a.ndjson", SuspectList.MaxParked, SuspectList.MaxParked * 100L, 0, false)]);

        Assert.That(Park(list, 500).IsParked, Is.True);
        Assert.That(Open(folder).All.Count(one => one is { IsParked: true, IsCovered: true }), Is.EqualTo(SuspectList.MaxParked));
    }

    private static Suspect Park(SuspectList list, int line)
    {
        list.Accuse(Place(line), WorkStage.Decode, "A");
        return list.Accuse(Place(line), WorkStage.Decode, "A");
    }

    private SuspectList Open(ForgetfulFolder folder) => SuspectList.Open(folder, _warnings.Add);

    private static RecordPlace Place(int line) => new(new RecordPosition("a.ndjson", line, line * 100L), 0);
}
