using RtmPipeline.Opportunities.Saving;

namespace RtmPipeline.Opportunities.Communities;

/// <summary>The hub that an author or a post hangs on.</summary>
/// <param name="Key">Hash of the hub: of its author, of its post where the author is unknown, or of the account mentioned.</param>
/// <param name="Account">The account's name without '@'; null where unknown.</param>
/// <param name="AuthorKey">Its author; 0 where unknown.</param>
/// <param name="PostId">The post it is known by; null where it is known by its account.</param>
internal readonly record struct HubLabel(ulong Key, string? Account, ulong AuthorKey, string? PostId)
{
    /// <summary>Of a saved label.</summary>
    public const int LeastBytes = 24;

    public void Save(SharedWriter shared)
    {
        shared.To.ULong(Key);
        shared.Text(Account);
        shared.To.ULong(AuthorKey);
        shared.Text(PostId);
    }

    public static HubLabel Load(SharedReader shared) => new(shared.From.ULong(), shared.Text(), shared.From.ULong(), shared.Text());
}

/// <summary>
/// Which hub each author and each post hangs on. Newest first in, oldest out, so the memory of an event is bounded; who is forgotten begins anew with his
/// next link.
/// </summary>
internal sealed class AuthorLinks(int capacity)
{
    private readonly Dictionary<ulong, HubLabel> _labels = [];
    private readonly Queue<ulong> _order = [];

    public bool TryGet(ulong node, out HubLabel label) => _labels.TryGetValue(node, out label);

    public void Set(ulong node, in HubLabel label)
    {
        ref HubLabel known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_labels, node, out bool exists);
        known = label;
        if (exists)
            return;
        _order.Enqueue(node);
        if (_order.Count > capacity)
            _labels.Remove(_order.Dequeue());
        // Left to itself the table would double beyond its limit: 90 KB more for each event.
        else if (_order.Count > capacity / 2)
            _labels.EnsureCapacity(capacity + 1);
    }

    /// <summary>The order says all: who is in it has a label, and nobody else.</summary>
    public void Save(SharedWriter shared)
    {
        shared.To.Int(_order.Count);
        foreach (ulong node in _order)
        {
            shared.To.ULong(node);
            _labels[node].Save(shared);
        }
    }

    public void Load(SharedReader shared)
    {
        int count = SortedState.CountUpTo(shared.From, capacity, sizeof(ulong) + HubLabel.LeastBytes);
        _labels.Clear();
        _order.Clear();
        for (int i = 0; i < count; i++)
        {
            ulong node = shared.From.ULong();
            SortedState.AddNew(shared.From, _labels, node, HubLabel.Load(shared));
            _order.Enqueue(node);
        }
    }
}
