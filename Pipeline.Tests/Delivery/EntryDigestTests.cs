using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery;

internal sealed class EntryDigestTests
{
    private static readonly IncidentRevision[] s_revisions = new SampleRevisions(4).Take(50);

    [Test]
    public void Digest_SameOutputsComputedAgain_IsTheSame() => Assert.That(DigestOf(new SampleRevisions(4).Take(50)), Is.EqualTo(DigestOf(s_revisions)));

    [Test]
    public void Digest_EntriesInAnotherOrder_IsAnother()
    {
        IncidentRevision[] swapped = [.. s_revisions.Select(revision => revision with { Output = OutputKind.Alert })];
        DeliveryDigests ordered = DigestOf(swapped);
        Array.Reverse(swapped);
        Assert.That(DigestOf(swapped).Alerts, Is.Not.EqualTo(ordered.Alerts));
    }

    [Test]
    public void Digest_OneCharacterChanged_ChangesItsStreamOnly()
    {
        IncidentRevision[] changed = [.. s_revisions];
        int alert = Array.FindIndex(changed, revision => revision.Output == OutputKind.Alert);
        changed[alert] = changed[alert] with { Summary = changed[alert].Summary + "." };
        Assert.That(DigestOf(changed).Alerts, Is.Not.EqualTo(DigestOf(s_revisions).Alerts));
        Assert.That(DigestOf(changed).Opportunities, Is.EqualTo(DigestOf(s_revisions).Opportunities));
    }

    [Test]
    public void Digest_RunAppendedToOlderEntries_IsThatOfARunByItself() => Assert.That(DigestOf(s_revisions, 1000), Is.EqualTo(DigestOf(s_revisions)));

    [Test]
    public async Task Digest_OfNowhereInBatches_IsThatOfTheWhole()
    {
        await using NowhereDelivery delivery = new();
        await delivery.OpenAsync(CancellationToken.None);
        foreach (IncidentRevision[] part in s_revisions.Chunk(7))
            await delivery.WriteAsync(SampleRevisions.Batch(part), CancellationToken.None);
        Assert.That(delivery.Digests, Is.EqualTo(DigestOf(s_revisions)));
    }

    [Test]
    public async Task Counts_OfNowhere_AreByStream()
    {
        SampleRevisions samples = new(8);
        await using NowhereDelivery delivery = new();
        await delivery.WriteAsync(
            new OutputBatch([samples.Next(OutputKind.Alert), samples.Next(OutputKind.Alert), samples.Next(OutputKind.Opportunity)],
                [samples.NextRejection()], 5),
            CancellationToken.None);
        Assert.That(delivery.Counts, Is.EqualTo(new DeliveryCounts(1, 2, 1)));
    }

    private static DeliveryDigests DigestOf(IncidentRevision[] revisions, long after = 0)
    {
        using EntryDigest digest = new();
        foreach (OutputEntry entry in new EntryNumbering([after, after, after]).Compose(SampleRevisions.Batch(revisions)))
            digest.Add(entry);
        return digest.Digests;
    }
}
