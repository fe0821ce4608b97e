using System.Buffers;

namespace RtmPipeline.Posts.Text;

/// <summary>A list that begins on the stack and moves to a pooled array when it grows: most posts never get that far.</summary>
internal ref struct SpanList<T>
    where T : unmanaged
{
    private Span<T> _items;
    private T[]? _rented;
    private int _count;

    /// <param name="initial">Room to begin with; the list may be longer.</param>
    public SpanList(Span<T> initial)
    {
        _items = initial;
    }

    public readonly int Count => _count;

    public readonly ReadOnlySpan<T> Items => _items[.._count];

    public void Add(T item)
    {
        if (_count == _items.Length)
            Grow();
        _items[_count++] = item;
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<T>.Shared.Return(_rented);
        _rented = null;
        _items = default;
        _count = 0;
    }

    private void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(16, _items.Length * 2));
        Items.CopyTo(larger);
        if (_rented is not null)
            ArrayPool<T>.Shared.Return(_rented);
        _items = _rented = larger;
    }
}
