using RtmPipeline.Posts.Duplicates;
using RtmPipeline.State;

namespace RtmPipeline.Posts;

/// <summary>
/// Puts decoded items in line: drops what came before, gives each post its place in stream time, marks copies, resolves reposts that
/// name their original only by id, and sets the ticks between posts. One writer; everything it decides depends on the order of the items alone.
/// </summary>
/// <remarks>
/// Posts leave in the order in which they came. While <see cref="StreamClock"/> holds one, everything that might name it waits behind it; dead
/// letters do not, since they name no post and are in no order with posts.
/// </remarks>
internal sealed class PostSequencer
{
    /// <summary>Deletes, edits and likes that wait behind held posts; when one more comes, the held posts are decided without waiting for more.</summary>
    public const int MaxWaitingOthers = 256;

    private readonly long _tickMs;
    private readonly long _maxLatenessMs;
    private readonly long _maxAgeMs;
    private readonly PostOptions _options;
    private readonly RecentIds _ids;
    private readonly CopyDetector _copies;
    private readonly StreamClock _clock;
    private readonly KeptPosts _kept = new();
    private readonly Queue<WaitingPost> _waiting = new();
    private readonly PostTables _saving = new();
    private long _nextTick = -1;

    /// <param name="options">Limits.</param>
    /// <param name="tick">Step of stream time; whole milliseconds, positive.</param>
    public PostSequencer(PostOptions options, TimeSpan tick)
    {
        _tickMs = (long)tick.TotalMilliseconds;
        if (_tickMs < 1)
            throw new ArgumentOutOfRangeException(nameof(tick), tick, "a tick is at least a millisecond");
        _options = options;
        _maxLatenessMs = options.MaxLatenessSeconds * 1000L;
        _maxAgeMs = options.MaxAgeHours * 3_600_000L;
        _ids = new RecentIds(options.DuplicateIds);
        _copies = new CopyDetector(options.CopySignatures, TimeSpan.FromHours(options.CopyMemoryHours));
        _clock = new StreamClock(TimeSpan.FromSeconds(options.MaxLatenessSeconds), TimeSpan.FromHours(options.MaxLeapHours));
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
        else if (item.Post is { } post)
        {
            Take(post, batch);
        }
        else
        {
            PassTime(item.QuietUntil, batch);
        }

        batch.StreamTime = _clock.Now;
    }

    /// <summary>Closes the stream: lets go what is held, and sets the ticks up to the end of the step in which the last post lies.</summary>
    public void Finish(PostBatch batch)
    {
        Release(WaitEnd.StreamEnds, batch);
        if (!_clock.HasStarted)
            return;
        long last = (_clock.Now / _tickMs) + 1;
        AddTicks(batch, last);
        batch.StreamTime = last * _tickMs;
    }

    /// <summary>
    /// Writes all that what comes out depends on; between two batches. <see cref="Counts"/> tell about a run and are no part of it.
    /// </summary>
    public void Save(StateWriter to)
    {
        to.Section("posts");
        SavedLimit.Save(to, _tickMs);
        SavedLimit.Save(to, _options.DuplicateIds);
        SavedLimit.Save(to, _options.CopySignatures);
        to.Long(_nextTick);
        _clock.Save(to);
        _ids.Save(to);
        _copies.Save(to);
        try
        {
            var posts = new PostWriter(to, isSequencer: true, _saving);
            _kept.Save(to, posts);
            WaitingPosts.Save(_waiting, to, posts);
        }
        finally
        {
            _saving.Clear();
        }
    }

    /// <summary>Takes over what was saved, and goes on from there; nothing has come yet. After a fault this one is of no use.</summary>
    /// <exception cref="StateFormatException">It is no state of a sequencer, or of one with other limits.</exception>
    public void Load(StateReader from)
    {
        from.Section("posts");
        SavedLimit.Check(from, "Trends:TickSeconds (as milliseconds)", _tickMs);
        SavedLimit.Check(from, "Posts:DuplicateIds", _options.DuplicateIds);
        SavedLimit.Check(from, "Posts:CopySignatures", _options.CopySignatures);
        _nextTick = from.Long();
        _clock.Load(from);
        long due = (_clock.Now / _tickMs) + 1;
        if (_nextTick != -1 && _nextTick != due && _nextTick != due + 1)
            throw from.Broken($"the next tick is {_nextTick} at a stream time of {_clock.Now}");
        _ids.Load(from);
        _copies.Load(from);
        var posts = new PostReader(from);
        _kept.Load(from, posts);
        WaitingPosts.Load(_waiting, from, posts, _clock.HeldCount);
    }

    private void Take(Post post, PostBatch batch)
    {
        switch (post.Action)
        {
            case PostAction.Delete or PostAction.DeleteAuthor:
                Counts.Deletes++;
                PassBehind(Forget(post), batch);
                return;
            case PostAction.Decision:
                if (_ids.Find(StableHash.Of(post.Id)) < 0)
                    batch.Posts.Add(post);
                _ids.Put(StableHash.Of(post.Id), 0);
                return;
            case PostAction.Like:
                Counts.Likes++;
                if (Resolve(post) is { } liked)
                    PassBehind(liked, batch);
                return;
        }

        Counts.Posts++;
        ulong key = StableHash.Of(post.Id);
        KnownPost known = KnownPost.Unpack(_ids.Find(key));
        if (!IsWanted(post, key, known))
            return;
        if (post.Kind == PostKind.Repost)
        {
            Counts.Reposts++;
            post = Resolve(post) ?? post;
        }

        if (known.IsKnown && _kept.Find(known.Number) is { } earlier)
        {
            // The text before is kept no longer than it must be. Of versions that wait one behind the other only the newest takes the place of the one that counts.
            post.EarlierVersion = earlier.EarlierVersion ?? earlier;
            earlier.EarlierVersion = null;
            _kept.Forget(known.Number);
        }

        Keep(post, key);
        if (known.IsKnown)
            PassBehind(post, batch);
        else
            PassInTime(post, batch);
    }

    /// <summary>Tells a post from what was sent before: the same one, an older version of it, or one that is deleted.</summary>
    private bool IsWanted(Post post, ulong key, KnownPost known)
    {
        ulong otherKey = post.AlternateId is { } other ? StableHash.Of(other) : 0;
        if (known.IsDeleted || (otherKey != 0 && KnownPost.Unpack(_ids.Find(otherKey)).IsDeleted))
        {
            Counts.Deleted++;
            PutBoth(key, otherKey, KnownPost.Deleted);
            return false;
        }

        // A feed gives an item again and again, and does not say when it changed: that is told by the texts it had.
        bool isNews = post.Kind == PostKind.News;
        if (isNews && known.IsKnown)
            post.Action = PostAction.Edit;
        bool isEdit = post.IsEdit;
        // Not all platforms number their edits: a further one is told by its text.
        ulong versionKey = isEdit || isNews ? StableHash.Combine(key, StableHash.Combine((ulong)post.Version, StableHash.Of(post.Text))) : 0;
        bool isUnseen = isEdit
            ? _ids.Find(versionKey) < 0 && !(known.IsKnown && known.Version > KnownPost.Storable(post.Version))
            : !known.IsKnown;
        if (!isUnseen)
        {
            Counts.Duplicates++;
            // Another server may have sent it, under an identity of its own by which it will name it when it is deleted.
            if (otherKey != 0 && known.IsKnown)
                _ids.Put(otherKey, known.Pack());
            return false;
        }

        if (versionKey != 0)
            _ids.Put(versionKey, 0);
        Counts.Edits += isEdit ? 1 : 0;

        return true;
    }

    /// <summary>Sends on a new post, at once or when the clock has decided about it and those before it.</summary>
    private void PassInTime(Post post, PostBatch batch)
    {
        EventTime time = TimeOf(post);
        if (time.Fault == ClockFault.Backdated)
        {
            Counts.Backdated++;
            Counts.Clocks.Add(ClockFault.Backdated, post.Source);
            post.IsBackdated = true;
            PassBehind(post, batch);
            return;
        }

        if (_clock.TryPass(time.At))
        {
            Append(post, time.At, batch);
            return;
        }

        _waiting.Enqueue(new WaitingPost(post, IsNew: true));
        _clock.Hold(time.At);
        Release(WaitEnd.Open, batch);
    }

    /// <summary>Nothing came up to a time: what is held is decided by it, and the ticks up to it fall due.</summary>
    private void PassTime(long until, PostBatch batch)
    {
        if (!_clock.Reach(until))
            return;
        Release(WaitEnd.Open, batch);
        if (_nextTick >= 0)
            AddTicks(batch, _clock.Now / _tickMs);
    }

    /// <summary>Sends on what has no say in stream time, behind the posts it may name.</summary>
    private void PassBehind(Post post, PostBatch batch)
    {
        if (_waiting.Count - _clock.HeldCount == MaxWaitingOthers)
            Release(WaitEnd.QueueFull, batch);
        if (_waiting.Count > 0)
            _waiting.Enqueue(new WaitingPost(post, IsNew: false));
        else
            AppendUncounted(post, batch);
    }

    private void Release(WaitEnd end, PostBatch batch)
    {
        while (_waiting.TryPeek(out WaitingPost first))
        {
            if (!first.IsNew)
                AppendUncounted(first.Post, batch);
            else if (_clock.TryDecide(end, out long countedAt))
                Append(first.Post, countedAt, batch);
            else
                return;
            _waiting.Dequeue();
        }
    }

    private void Append(Post post, long countedAt, PostBatch batch)
    {
        post.CountedAt = countedAt;
        post.IsCounted = post.Terms.Length > 0;
        EventTime time = TimeOf(post);
        if (countedAt != time.At || time.Fault == ClockFault.Ahead)
        {
            Counts.Ahead++;
            Counts.Clocks.Add(ClockFault.Ahead, post.Source);
        }

        MarkCopy(post);
        if (_clock.Now - countedAt > _maxLatenessMs)
        {
            Counts.Late++;
            Counts.Clocks.Add(ClockFault.Late, post.Source);
            post.IsCounted = false;
        }

        if (_nextTick < 0)
            _nextTick = (_clock.Now / _tickMs) + 1;
        AddTicks(batch, _clock.Now / _tickMs);
        batch.Posts.Add(post);
    }

    /// <summary>
    /// An edit or like may tell the time of what it names, so it neither moves the clock nor is it late or ahead; a backdated post says nothing of the time. A like counts at its
    /// own time, not at that of what is liked.
    /// </summary>
    private void AppendUncounted(Post post, PostBatch batch)
    {
        if (post.EarlierVersion is { } earlier)
            post = Replace(earlier, post);
        else if (post.Action is not (PostAction.Delete or PostAction.DeleteAuthor))
            post.CountedAt = Math.Min(TimeOf(post).At, _clock.Now);
        if (post.IsBackdated)
            MarkCopy(post);
        batch.Posts.Add(post);
    }

    private EventTime TimeOf(Post post) => EventTime.Of(post, _maxAgeMs, _maxLatenessMs);

    private void MarkCopy(Post post)
    {
        if (post.Kind == PostKind.Repost || !_copies.IsCopy(post.Signature, _clock.Now))
            return;
        post.IsCopy = true;
        Counts.Copies++;
    }

    /// <summary>An edit stands where its text stood before, in time too: what the author changed is counted as if it had been so from the first.</summary>
    /// <returns>What is passed on: the one that is kept must not hold the text before.</returns>
    private Post Replace(Post earlier, Post edit)
    {
        edit.EarlierVersion = null;
        edit.CountedAt = earlier.CountedAt;
        edit.IsCopy = earlier.IsCopy;
        // A post that was late stays so, and one that had nothing in it is late when what it says now comes too long after.
        bool counts = earlier.IsCounted || (earlier.Terms.Length == 0 && _clock.Now - earlier.CountedAt <= _maxLatenessMs);
        edit.IsCounted = counts && edit.Terms.Length > 0;
        return earlier.IsCounted ? edit.TakingBack(earlier) : edit;
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
        PutBoth(key, post.AlternateId is { } other ? StableHash.Of(other) : 0, new KnownPost(_kept.Count, KnownPost.Storable(post.Version)));
        _kept.Keep(post);
    }

    private void PutBoth(ulong key, ulong otherKey, KnownPost known)
    {
        _ids.Put(key, known.Pack());
        if (otherKey != 0)
            _ids.Put(otherKey, known.Pack());
    }

    private Post? Find(ulong key) => _kept.Find(KnownPost.Unpack(_ids.Find(key)).Number);

    /// <summary>Lends a repost or like the text and terms of the original it names, where that is still kept.</summary>
    private Post? Resolve(Post post)
    {
        if (post.HasText || post.RepostOf is null || Find(StableHash.Of(post.RepostOf)) is not { } original)
            return null;
        return post.WithTextOf(original);
    }

    /// <summary>Forgets what is deleted, and remembers that it is: the post itself may come later, or again.</summary>
    /// <returns>The delete under the identity by which later stages know the post: it may name the post by its other one.</returns>
    private Post Forget(Post deleted)
    {
        if (deleted.Action == PostAction.DeleteAuthor)
        {
            deleted.TakenBack = TakeBack(_kept.ForgetAuthor(deleted.AuthorKey));
            return deleted;
        }

        ulong key = StableHash.Of(deleted.Id);
        KnownPost known = KnownPost.Unpack(_ids.Find(key));
        Post? kept = _kept.Find(known.Number);
        _ids.Put(key, KnownPost.Deleted.Pack());
        if (kept is null)
            return deleted;
        _kept.Forget(known.Number);
        PutBoth(StableHash.Of(kept.Id), kept.AlternateId is { } other ? StableHash.Of(other) : 0, KnownPost.Deleted);
        Post named = kept.Id == deleted.Id ? deleted : deleted.Renamed(kept.Id);
        named.TakenBack = TakeBack([kept]);
        return named;
    }

    /// <summary>The posts to count no more, none a second time.</summary>
    private Post[] TakeBack(IReadOnlyList<Post> gone)
    {
        var taken = new List<Post>(gone.Count);
        foreach (Post post in gone)
        {
            if (post.IsTakenBack)
                continue;
            post.IsTakenBack = true;
            taken.Add(post);
        }

        Counts.TakenBack += taken.Count;
        return [.. taken];
    }
}
