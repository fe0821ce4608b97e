namespace RtmPipeline.Delivery;

/// <summary>Numbers the outputs of a run and turns each batch into entries: revisions first, then dead letters, in their order.</summary>
internal sealed class EntryNumbering
{
    private readonly long[] _last = new long[OutputStreams.Count];

    /// <param name="last">Number of the last entry already in each stream; none for empty targets.</param>
    public EntryNumbering(ReadOnlySpan<long> last = default) => last.CopyTo(_last);

    /// <summary>Entries of the batch, composed one by one while they are enumerated; enumerate once.</summary>
    public IEnumerable<OutputEntry> Compose(OutputBatch batch)
    {
        for (int i = 0; i < batch.Revisions.Count; i++)
        {
            OutputStream stream = OutputEntries.StreamOf(batch.Revisions[i]);
            yield return OutputEntries.Of(batch.Revisions[i], ++_last[(int)stream]);
        }

        for (int i = 0; i < batch.Rejections.Count; i++)
            yield return DeadLetterEntries.Of(batch.Rejections[i], ++_last[(int)OutputStream.DeadLetters]);
    }
}
