using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Sources;
using RtmPipeline.Tests.TestKit;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Tests.Topology.Poison;

internal sealed class RunningFileTests
{
    private static readonly RecordPlace s_place = new(new RecordPosition("b", 7, 70), 2);

    private readonly List<string> _warnings = [];

    [SetUp]
    public void Forget() => _warnings.Clear();

    [Test]
    public void Run_ThatDied_LeavesWhereItWas()
    {
        ForgetfulFolder folder = new();
        RunningFile running = Begin(folder);
        running.SetRead(0, new Reached(5, 50));
        running.SetDone(1, new Reached(6, 60));
        running.Mark(1, s_place, WorkStage.Trends);

        LeftBehind left = RunningFile.Find(folder, _warnings.Add)!;

        Assert.That((left.Read["a"], left.Read["b"], left.Done["a"], left.Done["b"]), Is.EqualTo((new Reached(5, 50), Reached.Nothing, Reached.Nothing, new Reached(6, 60))));
        Assert.That((left.Unharmed["a"], left.Unharmed["b"]), Is.EqualTo((Reached.Nothing, new Reached(9, 90))), "an earlier run had been further");
        Assert.That((left.DoneBefore["b"], left.At), Is.EqualTo((Reached.Nothing, ((RecordPlace, WorkStage)?)(s_place, WorkStage.Trends))));
    }

    [Test]
    public void Mark_TakenAway_LeavesNone()
    {
        ForgetfulFolder folder = new();
        RunningFile running = Begin(folder);
        running.Mark(1, s_place, WorkStage.Trends);
        running.Unmark();
        Assert.That(RunningFile.Find(folder, _warnings.Add)!.At, Is.Null);
    }

    [Test]
    public void Mark_Forgotten_LeavesNone()
    {
        ForgetfulFolder folder = new();
        using (RunningFile running = Begin(folder))
            running.Mark(1, s_place, WorkStage.Trends);
        RunningFile.ForgetMark(folder);
        Assert.That(RunningFile.Find(folder, _warnings.Add)!.At, Is.Null);
    }

    [Test]
    public void Mark_TornAnywhere_AccusesNobodyElse([Range(1, 40)] int fromTheEnd)
    {
        ForgetfulFolder folder = new();
        Begin(folder).Mark(1, s_place, WorkStage.Trends);
        folder.Damage(RunningFile.FileName, bytes => [.. bytes.Select((b, i) => i == bytes.Length - fromTheEnd ? (byte)(b ^ 0x10) : b)]);
        Assert.That(RunningFile.Find(folder, _warnings.Add)!.At, Is.Null);
    }

    [Test]
    public void Run_ThatEndedInOrder_LeavesNothing()
    {
        ForgetfulFolder folder = new();
        Begin(folder).Complete();
        Assert.That(RunningFile.Find(folder, _warnings.Add), Is.Null);
    }

    [Test]
    public void File_CutAnywhere_AccusesNobodyAndWarns([Range(0, 130, 13)] int length)
    {
        ForgetfulFolder folder = new();
        Begin(folder).Mark(1, s_place, WorkStage.Trends);
        folder.Damage(RunningFile.FileName, bytes => bytes[..Math.Min(length, bytes.Length - 1)]);
        Assert.That(RunningFile.Find(folder, _warnings.Add), Is.Null);
        Assert.That(_warnings, Has.Count.EqualTo(1));
    }

    private static RunningFile Begin(ForgetfulFolder folder) =>
        RunningFile.Create(folder, ["a", "b"], [Reached.Nothing, Reached.Nothing], [Reached.Nothing, Reached.Nothing], [Reached.Nothing, new Reached(9, 90)]);
}
