using RtmPipeline.Opportunities.Saving;
using RtmPipeline.Posts;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Threats;

/// <summary>The newest posts against one brand: what a wave is about is read from them, and what is deleted is taken back by them.</summary>
internal sealed class RecentComplaints
{
    /// <summary>Posts kept of one brand, about 1 KB each; beyond them the oldest go. A delete of an older one changes nothing.</summary>
    public const int Capacity = 1_024;

    private readonly Complaint?[] _ring = new Complaint?[Capacity];
    private long _count;

    public void Add(Complaint complaint) => _ring[_count++ % Capacity] = complaint;

    /// <summary>Those counted at a tick or later, oldest first.</summary>
    public IEnumerable<Complaint> Since(long tick)
    {
        for (long number = Math.Max(0, _count - Capacity); number < _count; number++)
        {
            if (_ring[number % Capacity] is { } complaint && complaint.Tick >= tick)
                yield return complaint;
        }
    }

    /// <summary>Posts are tagged for other brands from now on.</summary>
    public void Adopt(BrandChange change)
    {
        for (int i = 0; i < _ring.Length; i++)
        {
            if (_ring[i] is { } complaint)
                _ring[i] = complaint with { Tags = change.Retag(complaint.Post, complaint.Tags) };
        }
    }

    /// <summary>Takes out what a delete means.</summary>
    /// <returns>What was taken out, oldest first.</returns>
    public List<Complaint> Forget(Post deleted)
    {
        List<Complaint> gone = [];
        for (long number = Math.Max(0, _count - Capacity); number < _count; number++)
        {
            ref Complaint? complaint = ref _ring[number % Capacity];
            if (complaint is null || !Deletions.Concern(deleted, complaint.Post.Id, complaint.Post.AuthorKey))
                continue;
            gone.Add(complaint);
            complaint = null;
        }

        return gone;
    }

    public void Save(SharedWriter shared)
    {
        shared.To.Long(_count);
        for (long number = Math.Max(0, _count - Capacity); number < _count; number++)
        {
            Complaint? complaint = _ring[number % Capacity];
            shared.To.Bool(complaint is not null);
            complaint?.Save(shared);
        }
    }

    public void Load(SharedReader shared)
    {
        _count = shared.From.Long();
        if (_count < 0)
            throw shared.From.Broken($"a count of {_count}");
        Array.Clear(_ring);
        for (long number = Math.Max(0, _count - Capacity); number < _count; number++)
            _ring[number % Capacity] = shared.From.Bool() ? Complaint.Load(shared) : null;
    }
}
