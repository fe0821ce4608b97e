using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.State;

namespace RtmPipeline.Delivery;

/// <summary>Numbers the outputs of a run and turns each batch into entries: revisions with the digests between them by time, then dead letters.</summary>
internal sealed class EntryNumbering
{
    private readonly long[] _last = new long[OutputStreams.Count];

    /// <param name="last">Number of the last entry already in each stream; none for empty targets.</param>
    public EntryNumbering(ReadOnlySpan<long> last = default) => last.CopyTo(_last);

    /// <summary>Numbers of the last entries; entries that are being composed count once they are.</summary>
    public void Save(StateWriter to) => to.Values(_last);

    public void Load(StateReader from) => from.ValuesInto<long>(_last);

    /// <summary>Entries of the batch, composed one by one while they are enumerated; enumerate once.</summary>
    public IEnumerable<OutputEntry> Compose(OutputBatch batch)
    {
        int digest = 0;
        int retraction = 0;
        for (int i = 0; i <= batch.Revisions.Count; i++)
        {
            for (; retraction < batch.Retractions.Count && batch.Retractions[retraction].Place == i; retraction++)
            {
                for (; IsDue(batch, digest, batch.Retractions[retraction].Time); digest++)
                    yield return Number(batch.Digests[digest]);
                yield return Number(batch.Retractions[retraction]);
            }

            if (i == batch.Revisions.Count)
                break;
            for (; IsDue(batch, digest, batch.Revisions[i].Time); digest++)
                yield return Number(batch.Digests[digest]);
            OutputStream stream = OutputEntries.StreamOf(batch.Revisions[i]);
            yield return OutputEntries.Of(batch.Revisions[i], ++_last[(int)stream]);
        }

        for (; digest < batch.Digests.Count; digest++)
            yield return Number(batch.Digests[digest]);

        for (int i = 0; i < batch.Rejections.Count; i++)
            yield return DeadLetterEntries.Of(batch.Rejections[i], ++_last[(int)OutputStream.DeadLetters]);
    }

    /// <summary>By time and not by the place in the batch, so that the order does not depend on the cut into batches.</summary>
    private static bool IsDue(OutputBatch batch, int digest, long time) => digest < batch.Digests.Count && batch.Digests[digest].Time <= time;

    private OutputEntry Number(PostRetraction retraction) =>
        RetractionEntries.Of(retraction, ++_last[(int)RetractionEntries.StreamOf(retraction)]);

    private OutputEntry Number(AlertDigest digest) => OutputEntries.Of(digest, ++_last[(int)OutputStream.Alerts]);
}
