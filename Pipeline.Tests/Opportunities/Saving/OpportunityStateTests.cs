using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Opportunities;
using RtmPipeline.State;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Saving;

/// <summary>A finder that goes on from a saved state says the same as one that never stopped, for ever after.</summary>
internal sealed class OpportunityStateTests
{
    private static readonly IReadOnlyList<BrandProfile> s_brands = BrandProfiles.Load([SharedData.Sample("crispo.yaml"), SharedData.Sample("aria.yaml")]);

    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(3UL)]
    public void Finder_RestoredDuringANight_GoesOnAsIfItHadNeverStopped(ulong seed)
    {
        var stream = new JoinedStream(SimulatedNight.Lines(seed, 0.002), s_brands);
        var whole = stream.Finder();
        List<OpportunityFinder> restored = [];
        int every = Math.Max(1, stream.Count / 7);
        for (int batch = 0; batch < stream.Count; batch++)
        {
            List<string> said = [];
            stream.Give(batch, whole, tick => said.Add(OpportunityText.Of(tick)));
            foreach (OpportunityFinder again in restored)
            {
                List<string> saidAgain = [];
                stream.Give(batch, again, tick => saidAgain.Add(OpportunityText.Of(tick)));
                Assert.That(saidAgain, Is.EqualTo(said), $"batch {batch}");
            }

            if (batch % every != every - 1)
                continue;
            byte[] bytes = Bytes(whole);
            foreach (OpportunityFinder again in restored)
                Assert.That(bytes.AsSpan().SequenceEqual(Bytes(again)), $"bytes after batch {batch}");
            OpportunityFinder fresh = stream.Finder();
            Load(fresh, bytes);
            SameState.Check(whole, fresh);
            restored.Add(fresh);
        }
    }

    internal static byte[] Bytes(OpportunityFinder finder)
    {
        StateWriter to = new();
        finder.Save(to);
        return to.ToArray();
    }

    internal static void Load(OpportunityFinder finder, byte[] bytes)
    {
        StateReader from = new(bytes);
        finder.Load(from);
        Assert.That(from.IsAtEnd);
    }
}
