using NUnit.Framework;
using RtmPipeline.Posts;

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

    private static ClockFaults Many(int sources)
    {
        ClockFaults faults = new();
        for (int i = 0; i < sources; i++)
            faults.Add(ClockFault.Late, $"source {i}");
        return faults;
    }
}
