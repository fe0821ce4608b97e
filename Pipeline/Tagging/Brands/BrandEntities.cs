namespace RtmPipeline.Tagging.Brands;

/// <summary>The entities among the hits: what profiles name, where it stands, and the name the profile has for it.</summary>
internal static class BrandEntities
{
    /// <returns>Entities in text order, the longest where they overlap, at most <see cref="BrandTagger.MaxEntities"/>.</returns>
    public static EntityTag[] Of(ReadOnlySpan<BrandHit> hits, IReadOnlyList<BrandProfile> brands, BrandVocabulary vocabulary, string text)
    {
        List<EntityTag>? entities = null;
        foreach (ref readonly BrandHit hit in hits)
        {
            if (!hit.Role.IsEntity() || hit.IsDoubtful || YieldsToAnother(hit, hits))
                continue;
            EntityTag entity = new(
                text[hit.Start..hit.End], KindOf(hit.Role), hit.Start, hit.End,
                hit.Role == BrandRole.Name ? brands[hit.Brand].Name : vocabulary.Canonical(hit));
            entities ??= [];
            if (!entities.Contains(entity))
                entities.Add(entity);
            if (entities.Count == BrandTagger.MaxEntities)
                break;
        }
        if (entities is null)
            return [];
        // The sort is stable, so entities at the same place keep the order of the profiles.
        return [.. entities.OrderBy(static entity => entity.Start)];
    }

    private static bool YieldsToAnother(in BrandHit hit, ReadOnlySpan<BrandHit> hits)
    {
        foreach (ref readonly BrandHit other in hits)
        {
            bool overlaps = other.Start < hit.End && hit.Start < other.End;
            if (other.Role.IsEntity() && !other.IsDoubtful && overlaps && other.End - other.Start > hit.End - hit.Start)
                return true;
        }
        return false;
    }

    private static EntityKind KindOf(BrandRole role) => role switch
    {
        BrandRole.Product => EntityKind.Product,
        BrandRole.Person => EntityKind.Person,
        BrandRole.Competitor => EntityKind.Competitor,
        _ => EntityKind.Brand,
    };
}
