namespace RtmPipeline.Tagging.Brands;

/// <summary>What an entry is to a brand.</summary>
internal enum BrandRole : byte
{
    Name,
    Product,
    Person,
    Competitor,
    Field,
    OutOfField,
    Place,
}

internal static class BrandRoles
{
    /// <summary>True when the entry names the brand itself.</summary>
    public static bool Names(this BrandRole role) => role <= BrandRole.Person;

    /// <summary>True when what was found is an entity, not only a word.</summary>
    public static bool IsEntity(this BrandRole role) => role <= BrandRole.Competitor;
}

/// <summary>An entry of one brand in a text.</summary>
/// <param name="Brand">Place of the profile.</param>
/// <param name="Role">What the entry is to it.</param>
/// <param name="Entry">Number of the spelling, see <see cref="BrandVocabulary.Canonical"/>.</param>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Ambiguous">Number of the ambiguous name it is, see <see cref="AmbiguousNames"/>; -1 for others.</param>
/// <param name="IsDoubtful">An ambiguous name without enough evidence.</param>
internal readonly record struct BrandHit(int Brand, BrandRole Role, int Entry, int Start, int End, int Ambiguous, bool IsDoubtful)
{
    public bool IsAmbiguous => Ambiguous >= 0;

    public bool IsInside(in BrandHit other) =>
        other.Start <= Start && End <= other.End && other.End - other.Start > End - Start;

    public bool Overlaps(in BrandHit other) => other.Start < End && Start < other.End;

    /// <summary>True when places are all that was found: they say nothing alone.</summary>
    public static bool ArePlaces(ReadOnlySpan<BrandHit> hits)
    {
        foreach (ref readonly BrandHit hit in hits)
        {
            if (hit.Role != BrandRole.Place)
                return false;
        }
        return true;
    }

    /// <summary>Moves the hits that lie in no longer hit of the same brand to the front, in their order.</summary>
    /// <returns>How many there are.</returns>
    public static int DropContained(Span<BrandHit> hits)
    {
        Span<bool> contained = stackalloc bool[hits.Length];
        for (int i = 0; i < hits.Length; i++)
        {
            foreach (ref readonly BrandHit other in hits)
                contained[i] |= other.Brand == hits[i].Brand && hits[i].IsInside(other);
        }
        int kept = 0;
        for (int i = 0; i < hits.Length; i++)
        {
            if (!contained[i])
                hits[kept++] = hits[i];
        }
        return kept;
    }
}
