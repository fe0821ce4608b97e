using RtmPipeline.Posts.Duplicates;

namespace RtmPipeline.Posts;

/// <summary>Running counts of the sequencer, for summaries and metrics.</summary>
internal sealed record SequencerCounts
{
    /// <summary>Items that came in as posts, before duplicates were dropped.</summary>
    public long Posts { get; set; }

    /// <summary>Posts dropped because the same post came before.</summary>
    public long Duplicates { get; set; }

    /// <summary>Posts whose text nearly repeats an earlier one.</summary>
    public long Copies { get; set; }

    /// <summary>Reposts, with or without a text of their own.</summary>
    public long Reposts { get; set; }

    /// <summary>Posts that came later than lateness allows: not counted in velocities.</summary>
    public long Late { get; set; }

    /// <summary>Posts whose clock ran ahead implausibly: counted at stream time.</summary>
    public long Ahead { get; set; }

    public long Edits { get; set; }

    public long Deletes { get; set; }

    public long Likes { get; set; }

    public long Rejected { get; set; }
}

/// <summary>
/// Puts decoded items in line: drops what came before, gives each post its place in stream time, marks copies, resolves reposts that
/// name their original only by id, and sets the ticks between posts. One writer; everything it decides depends on the order of the items alone.
/// </summary>
internal sealed class PostSequencer
{
    /// <summary>Posts kept whole, so that reposts and deletes that carry only an id find their text.</summary>
    private const int KeptPosts = 65_536;

    private readonly PostOptions _options;
    private readonly long _tickMs;
    private readonly long _maxLatenessMs;
    private readonly RecentIds _ids;
    private readonly CopyDetector _copies;
    private readonly StreamClock _clock;
    private readonly Post?[] _kept = new Post?[KeptPosts];
    private long _keptCount;
    private long _nextTick;

    /// <param name="options">Limits.</param>
    /// <param name="tick">Step of stream time; whole milliseconds, positive.</param>
    public PostSequencer(PostOptions options, TimeSpan tick)
    {
        _options = options;
        _tickMs = (long)tick.TotalMilliseconds;
        if (_tickMs < 1)
            throw new ArgumentOutOfRangeException(nameof(tick), tick, "a tick is at least a millisecond");
        _maxLatenessMs = options.MaxLatenessSeconds * 1000L;
        _ids = new RecentIds(options.DuplicateIds);
        _copies = new CopyDetector(options.CopySignatures, TimeSpan.FromHours(options.CopyMemoryHours));
        _clock = new StreamClock(TimeSpan.FromHours(options.MaxLeapHours));
    }

    public SequencerCounts Counts { get; } = new();

    public long StreamTime => _clock.Now;

    /// <summary>Takes one decoded item and appends what follows from it to the batch.</summary>
    public void Take(in DecodedItem item, PostBatch batch)
    {
        if (item.Rejection is { } rejection)
        {
            Counts.Rejected++;
            batch.Rejections.Add(rejection with { StreamTime = _clock.Now });
        }
        else
        {
            Take(item.Post!, batch);
        }

        batch.StreamTime = _clock.Now;
    }

    /// <summary>Closes the stream: sets the ticks up to the end of the step in which the last post lies.</summary>
    public void Finish(PostBatch batch)
    {
        if (_clock.Now == 0)
            return;
        long last = (_clock.Now / _tickMs) + 1;
        AddTicks(batch, last);
        batch.StreamTime = last * _tickMs;
    }

    private void Take(Post post, PostBatch batch)
    {
        switch (post.Action)
        {
            case PostAction.Delete or PostAction.DeleteAuthor:
                Counts.Deletes++;
                batch.Posts.Add(Forget(post));
                return;
            case PostAction.Like:
                Counts.Likes++;
                if (Resolve(post) is { } liked)
                {
                    Place(liked);
                    Append(liked, batch);
                }

                return;
        }

        Counts.Posts++;
        ulong key = StableHash.Of(post.Id);
        long known = _ids.Find(key);
        bool isEdit = post.Version > 1 || post.Action == PostAction.Edit;
        if (known >= 0 && !isEdit)
        {
            Counts.Duplicates++;
            return;
        }

        if (isEdit && !TakeEdit(post, key))
            return;
        bool isRepost = post.Kind == PostKind.Repost;
        if (isRepost)
        {
            Counts.Reposts++;
            post = Resolve(post) ?? post;
        }

        Place(post);
        if (!isRepost && known < 0)
        {
            post.IsCopy = _copies.IsCopy(post.Signature, _clock.Now);
            if (post.IsCopy)
                Counts.Copies++;
        }

        Keep(post, key);
        post.IsCounted = known < 0 && post.Terms.Length > 0;
        Append(post, batch);
    }

    /// <summary>The same version of an edit may come twice too; an edit of a post never seen counts as new.</summary>
    private bool TakeEdit(Post post, ulong key)
    {
        ulong versionKey = StableHash.Combine(key, (ulong)post.Version);
        if (_ids.Find(versionKey) >= 0)
        {
            Counts.Duplicates++;
            return false;
        }

        _ids.Put(versionKey, 0);
        Counts.Edits++;
        return true;
    }

    /// <summary>Gives a post its place in stream time, and moves the clock by it.</summary>
    private void Place(Post post)
    {
        post.CountedAt = _clock.Observe(post.PostedAt);
        if (post.CountedAt != post.PostedAt)
            Counts.Ahead++;
    }

    private void Append(Post post, PostBatch batch)
    {
        if (_clock.Now - post.CountedAt > _maxLatenessMs)
        {
            Counts.Late++;
            post.IsCounted = false;
        }

        if (_clock.Restarted)
        {
            // Nothing has confirmed this time yet. Counted at a wrong one, the post would hold every decayed sum at that time for good.
            post.IsCounted = false;
            _nextTick = (_clock.Now / _tickMs) + 1;
        }
        else
        {
            AddTicks(batch, _clock.Now / _tickMs);
        }

        batch.Posts.Add(post);
    }

    private void AddTicks(PostBatch batch, long last)
    {
        if (last < _nextTick)
            return;
        batch.Ticks.Add(new TickRun(batch.Posts.Count, _nextTick, last));
        _nextTick = last + 1;
    }

    private void Keep(Post post, ulong key)
    {
        _ids.Put(key, _keptCount);
        if (post.AlternateId is { } other)
            _ids.Put(StableHash.Of(other), _keptCount);
        _kept[_keptCount % KeptPosts] = post;
        _keptCount++;
    }

    private Post? Find(string id)
    {
        long number = _ids.Find(StableHash.Of(id));
        if (number < 0 || number < _keptCount - KeptPosts)
            return null;
        Post? kept = _kept[number % KeptPosts];
        return kept is not null && kept.Id == id ? kept : null;
    }

    /// <summary>Lends a repost or like the text and terms of the original it names, where that is still kept.</summary>
    private Post? Resolve(Post post)
    {
        if (post.HasText || post.RepostOf is null || Find(post.RepostOf) is not { } original)
            return null;
        return post.WithTextOf(original);
    }

    /// <summary>Forgets what is deleted.</summary>
    /// <returns>The delete under the identity by which later stages know the post: it may name the post by its other one.</returns>
    private Post Forget(Post deleted)
    {
        if (deleted.Action == PostAction.DeleteAuthor)
        {
            for (int i = 0; i < KeptPosts; i++)
            {
                if (_kept[i] is { } byAuthor && byAuthor.AuthorKey == deleted.AuthorKey && byAuthor.AuthorKey != 0)
                    _kept[i] = null;
            }

            return deleted;
        }

        long number = _ids.Find(StableHash.Of(deleted.Id));
        if (number < 0 || number < _keptCount - KeptPosts || _kept[number % KeptPosts] is not { } kept || (kept.Id != deleted.Id && kept.AlternateId != deleted.Id))
            return deleted;
        _kept[number % KeptPosts] = null;
        return kept.Id == deleted.Id ? deleted : new Post { Id = kept.Id, Action = PostAction.Delete, Source = deleted.Source, PostedAt = deleted.PostedAt };
    }
}
