using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;
using RtmPipeline.Topology.Poison;

namespace RtmPipeline.Topology;

/// <summary>
/// The task in which the order of everything is fixed: it merges the decoded streams by time, sequences them, and sends closed batches to both branches.
/// Between two batches it cuts checkpoints.
/// </summary>
/// <param name="options">Size of batches.</param>
/// <param name="stages">The stages.</param>
/// <param name="streams">What is merged.</param>
/// <param name="send">Hands a batch to both branches; completes when both have room for the next.</param>
/// <param name="stop">Asks to end soon: with checkpoints at once, to go on from there; without, when all that was read is sequenced.</param>
/// <param name="abort">Ends waiting.</param>
internal sealed class Sequencing(
    TopologyOptions options,
    Stages stages,
    IReadOnlyList<DecodedStream> streams,
    Func<Stamped, Task> send,
    CancellationToken stop,
    CancellationToken abort)
{
    private readonly Checkpointer? _checkpoints = stages.Checkpoints;
    private PostBatch _batch = new(0);
    private BrandSet _brands = stages.Brands.Current;
    private int _cutsWithoutNews = int.MaxValue;
    private long _progress;
    private Task? _due;

    /// <summary>Holds posts back to the speed of their time; null for none.</summary>
    public Pace? Pace { get; init; }

    private bool IsBatchEmpty => _batch.Posts.Count + _batch.Rejections.Count + _batch.Ticks.Count == 0;

    private bool MustLeave => _checkpoints is not null && stop.IsCancellationRequested;

    /// <summary>Runs until the streams end, or leaves them at a stop.</summary>
    /// <returns>Stream time at the end.</returns>
    public async Task<long> RunAsync()
    {
        var waiting = new List<DecodedStream>(streams);
        var open = new List<DecodedStream>();
        // What is delivered before the first checkpoint could not be told from another run's after a crash.
        if (_checkpoints is not null && stages.From is null)
            await SendAsync(Cut(_brands, mustBeKept: true));
        while (!MustLeave)
        {
            foreach (DecodedStream stream in waiting)
            {
                if (await MoveAsync(stream))
                    open.Add(stream);
            }

            waiting.Clear();
            if (open.Count == 0 || MustLeave)
                break;
            DecodedStream next = Earliest(open);
            await KeepPaceAsync(next.Item);
            if (MustLeave)
                break;
            await TakeAsync(next);
            open.Remove(next);
            waiting.Add(next);
        }

        await EndAsync();
        return stages.Sequencer.StreamTime;
    }

    private async Task TakeAsync(DecodedStream stream)
    {
        if (IsBatchEmpty)
            await MeetBrandsAsync();
        Take(stream.Take());
        _cutsWithoutNews = 0;
        if (_batch.Posts.Count + _batch.Rejections.Count >= options.BatchSize)
            await SendAsync(DueCut());
    }

    private void Take(in DecodedItem item)
    {
        if (item.Post is not { } post)
        {
            stages.Sequencer.Take(item, _batch);
            return;
        }

        try
        {
            using (stages.Guard.On(WorkStage.Sequence, post))
                stages.Sequencer.Take(item, _batch);
        }
        catch (Exception cause)
        {
            throw stages.Guard.Failed(WorkStage.Sequence, post.Place, cause);
        }
    }

    /// <summary>A batch has the profiles in force when it begins. What a change causes must not be delivered before a restart would know of it.</summary>
    private async Task MeetBrandsAsync()
    {
        BrandSet now = stages.Brands.Current;
        if (now == _brands)
            return;
        if (_checkpoints is not null)
        {
            await _checkpoints.IdleAsync(abort);
            await SendAsync(Cut(now, mustBeKept: true));
        }

        _brands = now;
    }

    /// <returns>False when the stream has ended.</returns>
    private async Task<bool> MoveAsync(DecodedStream stream)
    {
        while (!stream.TryMove())
        {
            // A dead letter alone goes too: on a quiet stream the next post may be far away.
            if (!IsBatchEmpty)
                await SendAsync(DueCut());
            if (!await WaitAsync(stream))
            {
                if (!stop.IsCancellationRequested)
                    stream.End();
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Waits for a quiet stream, and cuts the checkpoints that come due meanwhile: not one but as many as are kept, as input is held for the oldest of them, and a
    /// journal that is full of what all of them cover would otherwise never have room again.
    /// </summary>
    private async Task<bool> WaitAsync(DecodedStream stream)
    {
        Task<bool> more = stream.WaitAsync(abort);
        long progress = streams.Sum(each => each.Covered);
        if (progress != _progress)
            _cutsWithoutNews = 0;
        _progress = progress;
        while (_checkpoints is not null && _cutsWithoutNews < _checkpoints.Kept && !more.IsCompleted)
        {
            _due ??= _checkpoints.WaitUntilDueAsync(abort);
            if (await Task.WhenAny(more, _due) == more)
                break;
            _due = null;
            if (DueCut() is { } cut)
                await SendAsync(cut);
        }

        return await more;
    }

    private static DecodedStream Earliest(List<DecodedStream> open)
    {
        DecodedStream earliest = open[0];
        foreach (DecodedStream stream in open)
        {
            if (stream.Time < earliest.Time)
                earliest = stream;
        }

        return earliest;
    }

    private async ValueTask KeepPaceAsync(DecodedItem item)
    {
        if (Pace is null || item.Post is null || stop.IsCancellationRequested)
            return;
        TimeSpan wait = Pace.Wait(item.Post.PostedAt);
        if (wait <= TimeSpan.Zero)
            return;
        if (!IsBatchEmpty)
            await SendAsync(DueCut());
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(stop, abort);
        try
        {
            await Pace.DelayAsync(wait, ending.Token);
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            // A stop does not wait for the time of the post.
        }
    }

    /// <summary>
    /// Where the input has ended the stream is closed, and the last checkpoint knows of it. A run that was stopped leaves the stream open, as another one will go on.
    /// </summary>
    private async Task EndAsync()
    {
        if (!MustLeave)
            stages.Sequencer.Finish(_batch);
        if (_checkpoints is null)
        {
            await SendAsync(null);
        }
        else
        {
            await _checkpoints.IdleAsync(abort);
            await SendAsync(Cut(_brands, mustBeKept: true));
            foreach (DecodedStream stream in streams)
                stream.LetGo();
        }
    }

    private CheckpointCut? DueCut() => _checkpoints is { IsDue: true } ? Cut(_brands, mustBeKept: false) : null;

    private CheckpointCut Cut(BrandSet next, bool mustBeKept)
    {
        SourceMark[] marks = [.. streams.Select(stream => stream.Mark())];
        CheckpointCut cut = _checkpoints!.Begin(stages.Sequencer.StreamTime, marks, next, mustBeKept);
        _checkpoints.Save(cut, CheckpointCut.Posts, stages.Sequencer.Save);
        if (_cutsWithoutNews < int.MaxValue)
            _cutsWithoutNews++;
        return cut;
    }

    private async Task SendAsync(CheckpointCut? cut)
    {
        if (stages.Guard.MustSplit(_batch))
        {
            List<PostBatch> parts = BatchSplit.Of(_batch);
            foreach (PostBatch part in parts.SkipLast(1))
                await send(new Stamped(part, _brands, null) { Span = stages.Metrics?.Begin(part.Number) });
            _batch = parts[^1];
        }

        await send(new Stamped(_batch, _brands, cut) { Span = stages.Metrics?.Begin(_batch.Number) });
        _batch = new PostBatch(_batch.Number + 1, _batch.Posts.Count) { StreamTime = _batch.StreamTime };
    }
}
