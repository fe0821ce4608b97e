using NUnit.Framework;
using RtmPipeline.Opportunities;
using RtmPipeline.Opportunities.Events;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Events;

internal sealed class BrandMomentsTests
{
    private static readonly BrandMoments s_moments = new(new BrandProfile { Id = "snack", Name = "Snack", Moments = ["Half-time show", "#KickOff", "Nell Orrin"] });

    [TestCase("#halftimeshow", ExpectedResult = true)]
    [TestCase("#halftime", ExpectedResult = true)]
    [TestCase("#kickoff", ExpectedResult = true)]
    [TestCase("#orrin", ExpectedResult = true)]
    [TestCase("#half", ExpectedResult = false, Description = "a short word of a phrase says too little")]
    [TestCase("#blackout", ExpectedResult = false)]
    [TestCase("#halftimeshowblackout", ExpectedResult = false, Description = "what happens within a moment is not planned")]
    public bool Name_EventLedBy_IsExpected(string lead)
    {
        EventTracker tracker = new(new OpportunityOptions(), 1);
        tracker.Update(new(0, SampleTopics.Start, [SampleTopics.Topic(1, lead)]));
        return s_moments.Name(tracker.Events[0]);
    }
}
