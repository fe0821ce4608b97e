using System.Runtime.CompilerServices;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;

namespace RtmPipeline.Commands.Evaluate.Alerts;

/// <summary>
/// Counts, in the records that go into the pipeline, the posts of each event whose truth does not count them: those with the event's label, or those whose text
/// has one of its surfaces. It sees what the pipeline sees and tells it nothing.
/// </summary>
internal sealed class NamedPosts
{
    private readonly Lock _lock = new();
    private readonly PostDecoder _decoder = new();
    private readonly Watched[] _watched;

    private sealed record Watched(TrueEvent Event, SurfaceForm[] Surfaces, EventVolume Volume);

    public NamedPosts(IReadOnlyList<TrueEvent> events)
    {
        _watched =
        [
            .. events.Where(static e => e.Volume is null && (e.ShouldRaise || e.OnsetAt is null))
                .Select(static e => new Watched(e, [.. e.Surfaces.Select(SurfaceForm.Of).Where(static form => form.Joined.Length > 0).Distinct()], new EventVolume())),
        ];
    }

    /// <summary>Time of the earliest post; null while there was none.</summary>
    public long? FirstAt { get; private set; }

    public EventVolume? VolumeOf(TrueEvent happened) => Array.Find(_watched, watched => watched.Event == happened)?.Volume;

    /// <summary>The same records, looked at as they pass.</summary>
    public IRecordSource Over(IRecordSource source) => new Tap(source, this);

    private void Take(RawBatch batch)
    {
        lock (_lock)
        {
            foreach (ref readonly RawRecord record in batch.Records)
                Take(record);
        }
    }

    private void Take(in RawRecord record)
    {
        if (FirstAt is not null && _watched.Length == 0)
            return;
        foreach (DecodedItem item in _decoder.Decode(new RawBatch([record], 1, null)).Items)
        {
            if (item.Post is not { Action: PostAction.Create, PostedAt: > 0 } post)
                continue;
            FirstAt = Math.Min(FirstAt ?? long.MaxValue, post.PostedAt);
            string? text = null;
            foreach (Watched watched in _watched)
            {
                bool isNamed = watched.Event.Label is { } label
                    ? PlainRecord.Has(record.Bytes.Span, label)
                    : watched.Surfaces.Any(surface => surface.IsIn(text ??= SurfaceForm.SpacedOf(post.Text)));
                if (isNamed)
                    watched.Volume.Add(post.PostedAt);
            }
        }
    }

    private sealed class Tap(IRecordSource source, NamedPosts posts) : IRecordSource
    {
        public string Name => source.Name;

        public async IAsyncEnumerable<RawBatch> ReadAsync(int batchSize, [EnumeratorCancellation] CancellationToken stopReading)
        {
            await foreach (RawBatch batch in source.ReadAsync(batchSize, stopReading))
            {
                posts.Take(batch);
                yield return batch;
            }
        }
    }
}
