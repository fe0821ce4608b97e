using RtmPipeline.Posts;

namespace RtmPipeline.Tagging.Brands;

/// <summary>
/// Says whether a post is by a brand itself. Two hashes of the author and a look-up each; nothing is allocated.
/// </summary>
/// <remarks>
/// An account is what <see cref="Post.Author"/> says, in small letters and without '@' before it, alone or behind its source and a colon:
/// <list type="bullet">
/// <item><c>crispo</c>: the account of that name on every network but Mastodon, where anyone may have it on another server, and no publisher of news;</item>
/// <item><c>x:crispo</c>: on that source alone;</item>
/// <item><c>crispo@social.example</c>: on Mastodon, whichever server sent the post. A server leaves its own name off the accounts it holds, so it is taken
/// from the post's identity there;</item>
/// <item><c>bluesky:did:plc:…</c>: Bluesky's stream names authors by this identifier; a handle only matches where a recording has it;</item>
/// <item><c>news:Crispo Newsroom</c>: the publisher of a feed by its title.</item>
/// </list>
/// </remarks>
internal sealed class OwnAccounts
{
    /// <summary>Longest author looked at, in UTF-16 units; a longer one is nobody's.</summary>
    public const int MaxLength = 400;

    public const string Mastodon = "mastodon";
    public const string News = "news";

    private readonly HashSet<ulong>[] _ofBrand;
    private readonly HashSet<ulong> _all = [];

    /// <param name="brands">Profiles in their order.</param>
    public OwnAccounts(IReadOnlyList<BrandProfile> brands)
    {
        _ofBrand = [.. brands.Select(static brand => brand.OwnAccounts.Select(KeyOf).ToHashSet())];
        foreach (HashSet<ulong> keys in _ofBrand)
            _all.UnionWith(keys);
    }

    /// <summary>An author as it is looked for, so that he is hashed once for all brands.</summary>
    /// <param name="Anywhere">Key without the source; 0 for a publisher of news.</param>
    /// <param name="Here">Key with the source; 0 for nobody.</param>
    internal readonly record struct Author(ulong Anywhere, ulong Here);

    public bool IsBy(Post post, int brand) => IsBy(AuthorOf(post), brand);

    public bool IsBy(in Author author, int brand) => Holds(_ofBrand[brand], author);

    /// <summary>True when the post is by any of the brands.</summary>
    public bool IsByAny(in Author author) => Holds(_all, author);

    /// <summary>Brands whose account wrote a post; mostly none.</summary>
    public IReadOnlyList<int> BrandsOf(Post post)
    {
        if (_all.Count == 0 || post.Author is null)
            return [];
        Author author = AuthorOf(post);
        return IsByAny(author) ? BrandsOf(author) : [];
    }

    /// <summary>In a method of its own: what the condition captures is allocated where it is entered, for each post.</summary>
    private int[] BrandsOf(Author author) => [.. Enumerable.Range(0, _ofBrand.Length).Where(brand => IsBy(author, brand))];

    public static Author AuthorOf(Post post)
    {
        ReadOnlySpan<char> name = post.Author.AsSpan().TrimStart('@');
        if (name.IsEmpty || name.Length > MaxLength)
            return default;
        Span<char> full = stackalloc char[MaxLength];
        int length = name.ToLowerInvariant(full);
        if (post.Source == Mastodon && !name.Contains('@'))
        {
            ReadOnlySpan<char> host = HostOf(post.Id);
            if (length + 1 + host.Length > MaxLength)
                return default;
            full[length] = '@';
            length += 1 + host.ToLowerInvariant(full[(length + 1)..]);
        }

        ulong key = StableHash.Of(full[..length]);
        return new Author(post.Source == News ? 0 : key, StableHash.Combine(StableHash.Of(post.Source), key));
    }

    private static bool Holds(HashSet<ulong> keys, in Author author) => keys.Count > 0 && (keys.Contains(author.Anywhere) || keys.Contains(author.Here));

    /// <summary>Splits an account into its source, empty for any, and its name.</summary>
    public static void Split(ReadOnlySpan<char> account, out ReadOnlySpan<char> source, out ReadOnlySpan<char> name)
    {
        int colon = account.IndexOf(':');
        source = colon < 0 ? default : account[..colon];
        name = account[(colon + 1)..];
    }

    private static ulong KeyOf(string account)
    {
        Split(account.ToLowerInvariant(), out ReadOnlySpan<char> source, out ReadOnlySpan<char> name);
        ulong key = StableHash.Of(name.TrimStart('@'));
        return source.IsEmpty ? key : StableHash.Combine(StableHash.Of(source), key);
    }

    /// <summary>Host of a web address; empty for another identity.</summary>
    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> identity)
    {
        int start = identity.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
            return default;
        ReadOnlySpan<char> rest = identity[(start + 3)..];
        int end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }
}
