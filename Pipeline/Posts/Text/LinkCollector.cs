namespace RtmPipeline.Posts.Text;

/// <summary>Collects the links of a post, each page once, up to <see cref="PostLimits.MaxLinks"/>, and makes terms of those that can be topics.</summary>
internal ref struct LinkCollector
{
    private readonly Span<ulong> _seen;
    private string[]? _links;
    private int _count;

    /// <param name="seen">Room for as many hashes as links are kept.</param>
    public LinkCollector(Span<ulong> seen)
    {
        _seen = seen;
    }

    /// <summary>Takes in an address, unless its page is there already or there are enough.</summary>
    public void Add(string url, ref TermExtractor terms)
    {
        if (_count == _seen.Length || url.Length == 0)
            return;
        Span<char> form = stackalloc char[Math.Min(url.Length, LinkForm.MaxLength)];
        bool hasForm = LinkForm.TryWrite(url, form, out int length);
        ulong hash = hasForm ? TermHash.Of(form[..length]) : TermHash.Of(url);
        if (_seen[.._count].Contains(hash))
            return;
        _links ??= new string[_seen.Length];
        _seen[_count] = hash;
        _links[_count] = url;
        if (hasForm && LinkForm.IsTopic(form[..length]))
            terms.AddLink(form[..length], _count);
        _count++;
    }

    public readonly string[] ToArray() => _links is null ? [] : _links[.._count];
}
