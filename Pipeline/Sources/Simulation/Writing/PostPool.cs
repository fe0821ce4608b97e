namespace RtmPipeline.Sources.Simulation.Writing;

/// <summary>A post that others repost, answer, quote or copy.</summary>
internal sealed class PooledPost
{
    private byte[] _bytes = [];
    private int _textLength;
    private int _length;

    public ulong Id { get; private set; }

    public long Time { get; private set; }

    public Author Author { get; private set; }

    public int Reposts { get; set; }

    public int CodePoints { get; private set; }

    public ulong Surfaces { get; private set; }

    public ulong CompanionSurfaces { get; private set; }

    /// <summary>Text, escaped for JSON.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _textLength);

    /// <summary>The <c>entities</c> object; empty when there is none.</summary>
    public ReadOnlySpan<byte> Entities => _bytes.AsSpan(_textLength, _length - _textLength);

    public void Set(ulong id, long time, in Author author, Draft draft, ReadOnlySpan<byte> entities)
    {
        (Id, Time, Author, Reposts) = (id, time, author, 0);
        (CodePoints, Surfaces, CompanionSurfaces) = (draft.CodePoints, draft.Surfaces, draft.CompanionSurfaces);
        (_textLength, _length) = (draft.Length, draft.Length + entities.Length);
        if (_bytes.Length < _length)
            _bytes = new byte[_length + 128];
        draft.Text.CopyTo(_bytes);
        entities.CopyTo(_bytes.AsSpan(_textLength));
    }
}

/// <summary>
/// The posts of one topic that are worth a repost: of every stretch of time the one by the account with most followers, in a ring.
/// Delays between a post and its reposts follow a heavy-tailed law with a median of 18 minutes, the median retweet time published in 2012 (Moz).
/// </summary>
/// <param name="capacity">Posts kept.</param>
/// <param name="spacing">Milliseconds that one kept post stands for.</param>
internal sealed class PostPool(int capacity, long spacing)
{
    private const double MedianDelay = 18 * 60_000;

    private readonly PooledPost[] _ring = new PooledPost[capacity];
    private int _count;
    private int _next;
    private long _stretchEnds = long.MinValue;

    public bool IsEmpty => _count == 0;

    /// <summary>Considers a new post.</summary>
    public void Offer(ulong id, long time, in Author author, Draft draft, ReadOnlySpan<byte> entities)
    {
        if (time < _stretchEnds)
        {
            PooledPost latest = At(_count - 1);
            if (author.Followers > latest.Author.Followers && latest.Reposts == 0)
                latest.Set(id, time, author, draft, entities);
            return;
        }
        _stretchEnds = time + spacing;
        PooledPost slot = _ring[_next] ??= new PooledPost();
        slot.Set(id, time, author, draft, entities);
        _next = (_next + 1) % capacity;
        _count = Math.Min(_count + 1, capacity);
    }

    /// <summary>A post to repost, answer or quote now.</summary>
    public PooledPost Draw(SeededRandom random, long now)
    {
        // The delay is log-logistic, given that it is not longer than the oldest post is old: else a young topic's first post would get everything.
        double oldest = now - At(0).Time;
        double unit = random.NextUnit() * oldest / (oldest + MedianDelay);
        long wanted = now - (long)(MedianDelay * unit / (1 - unit));
        int low = 0;
        int high = _count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (At(middle).Time <= wanted)
                low = middle;
            else
                high = middle - 1;
        }

        // Of three neighbours the best known author's is taken: popular posts collect most of the reposts.
        PooledPost best = At(low);
        for (int i = Math.Max(0, low - 1); i <= Math.Min(_count - 1, low + 1); i++)
        {
            if (At(i).Author.Followers > best.Author.Followers)
                best = At(i);
        }
        return best;
    }

    private PooledPost At(int age) => _ring[(_next - _count + age + capacity) % capacity];
}
