using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.State;

namespace RtmPipeline.Tests.Posts;

internal sealed class ClockFaultsTests
{
    [Test]
    public void Counts_AreByFaultAndSourceInOrder()
    {
        ClockFaults faults = new();
        faults.Add(ClockFault.Late, "x");
        faults.Add(ClockFault.Backdated, "bluesky");
        faults.Add(ClockFault.Late, "bluesky");
        faults.Add(ClockFault.Late, "x");

        Assert.That(faults.All, Is.EqualTo([(ClockFault.Late, "bluesky", 1L), (ClockFault.Late, "x", 2L), (ClockFault.Backdated, "bluesky", 1L)]));
    }

    [Test]
    public void Sources_BeyondTheLimit_AreCountedTogether()
    {
        ClockFaults faults = Many(ClockFaults.MaxSources + 5);
        Assert.That((faults.All.Count(), faults.Of(ClockFault.Late, ClockFaults.Others)), Is.EqualTo((ClockFaults.MaxSources + 1, 5L)));
    }

    [Test]
    public void Counts_SavedAndLoaded_GoOnAlike([Values(0, 3, 40)] int sources)
    {
        ClockFaults faults = Many(sources);
        StateWriter saved = new();
        faults.Save(saved);
        ClockFaults loaded = new();
        loaded.Load(new StateReader(saved.ToArray()));
        foreach (ClockFaults one in new[] { faults, loaded })
            one.Add(ClockFault.Ahead, "newcomer");

        StateWriter first = new();
        StateWriter second = new();
        faults.Save(first);
        loaded.Save(second);
        Assert.That(second.ToArray(), Is.EqualTo(first.ToArray()));
    }

    private static ClockFaults Many(int sources)
    {
        ClockFaults faults = new();
        for (int i = 0; i < sources; i++)
            faults.Add(ClockFault.Late, $"source {i}");
        return faults;
    }
}
