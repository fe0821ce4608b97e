using NUnit.Framework;
using RtmPipeline.Sources.Kafka.Claims;

namespace RtmPipeline.Tests.Sources.Kafka;

/// <summary>What is known after a crash between an intent and its outcome, and whose the records are then. We have the tag 1.</summary>
internal sealed class ClaimVerdictTests
{
    private static readonly OffsetRange s_intent = new(100, 150);

    [TestCase(null, null, 0, ExpectedResult = 100, TestName = "Claim_WhereTheGroupHasNoOffset_Failed")]
    [TestCase(100L, 100L, 1, ExpectedResult = 100, TestName = "Claim_WhereTheGroupIsAtItsBeginning_Failed")]
    [TestCase(90L, 90L, 1, ExpectedResult = 100, TestName = "Claim_WhereTheGroupWasSetBack_Failed")]
    [TestCase(150L, 100L, 1, ExpectedResult = 150, TestName = "Claim_WhereWeTookThePartitionOverLast_Succeeded")]
    [TestCase(150L, 150L, 2, ExpectedResult = 150, TestName = "Claim_WhereAnotherBeganBehindIt_Succeeded")]
    [TestCase(900L, 150L, 2, ExpectedResult = 150, TestName = "Claim_WhereAnotherBeganBehindItAndWentOn_Succeeded")]
    [TestCase(900L, 100L, 2, ExpectedResult = 100, TestName = "Claim_WhereAnotherBeganAtItsBeginning_Failed")]
    [TestCase(150L, 100L, 2, ExpectedResult = 100, TestName = "Claim_WhereAnotherBeganAtItsBeginningAndClaimedAsMuch_Failed")]
    [TestCase(900L, null, 0, ExpectedResult = 150, TestName = "Claim_WhereNobodyNotedATakeover_Succeeded")]
    [TestCase(900L, 40L, 2, ExpectedResult = 150, TestName = "Claim_WhereAnothersNoteIsFromBeforeOurTime_Succeeded")]
    public long Outcome(long? committed, long? noted, int tag) =>
        ClaimVerdict.ClaimedTo(s_intent, committed, noted is { } position ? new TakeoverNote(position, tag) : null, tag: 1);

    [TestCase(0L, 0)]
    [TestCase(123_456_789L, TakeoverNote.Tags - 1)]
    [TestCase(TakeoverNote.MaxPosition, 77)]
    public void Note_WrittenAsAnOffset_IsReadBack(long position, int tag)
    {
        long offset = new TakeoverNote(position, tag).Offset;
        Assert.That((offset >= 0, TakeoverNote.Of(offset)), Is.EqualTo((true, new TakeoverNote(position, tag))));
    }
}
