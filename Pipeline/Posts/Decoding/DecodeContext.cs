using System.Runtime.InteropServices;
using RtmPipeline.Posts.Decoding.X;
using RtmPipeline.Posts.Text;

namespace RtmPipeline.Posts.Decoding;

/// <summary>Where the decoders of one batch put their outcomes, and the lists they use again from record to record.</summary>
internal sealed class DecodeContext(DecodedBatch into)
{
    /// <summary>Expansions and attached links handed on of one post; beyond, it is spam, and links are cut at <see cref="PostLimits.MaxLinks"/> anyway.</summary>
    public const int MaxLinksRead = 64;

    private readonly List<LinkExpansion> _expansions = [];
    private readonly List<string> _attached = [];

    public DecodedBatch Into { get; } = into;

    /// <summary>Posts and users of the X response in hand.</summary>
    public XResponse Response { get; } = new();

    /// <summary>Links that HTML conversion finds; the caller clears it.</summary>
    public List<string> MarkupLinks { get; } = [];

    /// <summary>Short addresses of the post in hand, and where they lead.</summary>
    public ReadOnlySpan<LinkExpansion> Expansions => CollectionsMarshal.AsSpan(_expansions);

    /// <summary>Addresses the post in hand carries outside its text.</summary>
    public ReadOnlySpan<string> Attached => CollectionsMarshal.AsSpan(_attached);

    public void Reject(in RecordPart part, RejectReason reason, string detail)
    {
        RecordPart refused = part;
        Into.Add(Rejection.Of(refused.Record, reason, part.Element < 0 ? detail : $"element {part.Element}: {detail}"));
    }

    public void Ignore(IgnoreReason reason) => Into.Ignore(reason);

    /// <summary>Forgets the links of the post before.</summary>
    public void ClearLinks()
    {
        _expansions.Clear();
        _attached.Clear();
    }

    public void AddExpansion(string shortForm, string expanded)
    {
        if (_expansions.Count < MaxLinksRead && WebAddress.IsAbsolute(expanded))
            _expansions.Add(new LinkExpansion(shortForm, expanded));
    }

    public void AddAttached(string? address)
    {
        if (_attached.Count < MaxLinksRead && WebAddress.IsAbsolute(address))
            _attached.Add(address!);
    }

    /// <summary>Facts of a text, with the links gathered since <see cref="ClearLinks"/>.</summary>
    public TextFacts FactsOf(string text) => TextFacts.Of(text, Expansions, Attached);
}
