using NUnit.Framework;
using RtmPipeline.Opportunities;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Saving;

/// <summary>One finder that never stops, and others that are restored from its state at cuts and go on beside it.</summary>
/// <param name="whole">The first.</param>
/// <param name="fresh">Makes one to be restored.</param>
internal sealed class FinderRun(OpportunityFinder whole, Func<OpportunityFinder> fresh)
{
    private readonly List<OpportunityFinder> _restored = [];

    /// <summary>What the first has said so far.</summary>
    public List<Opportunity> Said { get; } = [];

    public OpportunityFinder Whole => whole;

    /// <summary>Gives all of them the same, and holds what they say against each other.</summary>
    /// <param name="give">Gives one of them something.</param>
    public void Give(Action<OpportunityFinder, Action<TickOpportunities>> give)
    {
        List<string> said = [];
        give(whole, tick =>
        {
            Said.AddRange(tick.Opportunities);
            said.Add(OpportunityText.Of(tick));
        });
        foreach (OpportunityFinder again in _restored)
        {
            List<string> saidAgain = [];
            give(again, tick => saidAgain.Add(OpportunityText.Of(tick)));
            Assert.That(saidAgain, Is.EqualTo(said));
        }
    }

    /// <summary>Saves all; the bytes must be the same. Then another one is restored from them.</summary>
    public byte[] Cut()
    {
        byte[] bytes = Bytes(whole);
        foreach (OpportunityFinder again in _restored)
            Assert.That(bytes.AsSpan().SequenceEqual(Bytes(again)), "the same bytes");
        OpportunityFinder next = fresh();
        StateReader from = new(bytes);
        next.Load(from);
        Assert.That(from.IsAtEnd);
        SameState.Check(whole, next);
        _restored.Add(next);
        return bytes;
    }

    public static byte[] Bytes(OpportunityFinder finder)
    {
        StateWriter to = new();
        finder.Save(to);
        return to.ToArray();
    }
}
