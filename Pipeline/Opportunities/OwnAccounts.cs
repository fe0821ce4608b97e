using RtmPipeline.Posts;
using RtmPipeline.Tagging.Brands;

namespace RtmPipeline.Opportunities;

/// <summary>Tells a brand's own posts from the public's, by the handles of its profile.</summary>
internal sealed class OwnAccounts
{
    private readonly Dictionary<string, int[]> _brands;

    /// <param name="brands">Profiles in their order; several may share an account.</param>
    public OwnAccounts(IReadOnlyList<BrandProfile> brands) =>
        _brands = brands
            .SelectMany((brand, index) => brand.Handles.Select(handle => (Handle: handle.TrimStart('@'), Brand: index)))
            .GroupBy(own => own.Handle, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(own => own.Key, own => own.Select(o => o.Brand).Distinct().ToArray(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Brands whose account wrote a post; mostly none.</summary>
    public IReadOnlyList<int> BrandsOf(Post post) =>
        post.Author is { } author && _brands.TryGetValue(author, out int[]? brands) ? brands : [];
}
