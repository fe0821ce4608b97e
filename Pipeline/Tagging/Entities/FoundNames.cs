namespace RtmPipeline.Tagging.Entities;

/// <summary>A name found in a text, before overlaps are resolved.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Kind">What it names.</param>
/// <param name="Known">Place among the known names; <see cref="ByRule"/> or <see cref="InHashtag"/> for others.</param>
internal readonly record struct FoundName(int Start, int End, EntityKind Kind, int Known)
{
    public const int ByRule = -1;
    public const int InHashtag = -2;

    public bool Overlaps(int start, int end) => Start < end && start < End;
}

/// <summary>Names found so far, in room of the caller's; full means that the rest of the text is not looked at.</summary>
internal ref struct FoundNames(Span<FoundName> room)
{
    private readonly Span<FoundName> _room = room;

    public int Count { get; private set; }

    public readonly bool IsFull => Count == _room.Length;

    public readonly ReadOnlySpan<FoundName> Names => _room[..Count];

    public void Add(int start, int end, EntityKind kind, int known = FoundName.ByRule)
    {
        if (!IsFull)
            _room[Count++] = new FoundName(start, end, kind, known);
    }

    /// <summary>True when a known name that reaches beyond <paramref name="end"/>, or to it where <paramref name="orEqual"/>, begins at the place.</summary>
    public readonly bool KnownBegins(int start, int end, bool orEqual)
    {
        foreach (ref readonly FoundName name in Names)
        {
            if (name.Start == start && name.Known >= 0 && (name.End > end || (orEqual && name.End == end)))
                return true;
        }
        return false;
    }

    /// <summary>True when the place is inside a known name, behind its beginning.</summary>
    public readonly bool IsInsideKnown(int at)
    {
        foreach (ref readonly FoundName name in Names)
        {
            if (name.Start < at && at < name.End && name.Known >= 0)
                return true;
        }
        return false;
    }

    /// <summary>
    /// Keeps the longest of names that overlap, the first of equals, and none that overlaps an entity of a profile; in text order, at the front.
    /// Costs the square of the number found, which the room bounds.
    /// </summary>
    /// <returns>How many are kept.</returns>
    public readonly int Resolve(EntityTag[] fromProfiles)
    {
        Span<FoundName> names = _room[..Count];
        // Stable, so of equal names the first stays first: known names are found before those by rule.
        for (int i = 1; i < names.Length; i++)
        {
            FoundName name = names[i];
            int at = i;
            for (; at > 0 && names[at - 1].End - names[at - 1].Start < name.End - name.Start; at--)
                names[at] = names[at - 1];
            names[at] = name;
        }
        int kept = 0;
        foreach (FoundName name in names)
        {
            if (!IsTaken(name, names[..kept], fromProfiles))
                names[kept++] = name;
        }
        names[..kept].Sort(static (left, right) => left.Start.CompareTo(right.Start));
        return kept;
    }

    private static bool IsTaken(in FoundName name, ReadOnlySpan<FoundName> kept, EntityTag[] fromProfiles)
    {
        foreach (ref readonly FoundName other in kept)
        {
            if (other.Overlaps(name.Start, name.End))
                return true;
        }
        foreach (EntityTag entity in fromProfiles)
        {
            if (name.Overlaps(entity.Start, entity.End))
                return true;
        }
        return false;
    }
}
