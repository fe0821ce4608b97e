using System.Globalization;
using RtmPipeline.Posts;

namespace RtmPipeline.Delivery;

/// <summary>A delete as a name: the id of a post, as decoders name posts (<c>x:123</c>, <c>at://…</c>), or an account.</summary>
internal static class Deletion
{
    /// <summary>Begins the name of an account; <see cref="Post.AuthorKey"/> follows in 16 hexadecimal digits. No id of a post begins so.</summary>
    public const string AccountPrefix = "account:";

    /// <summary>Name of an account.</summary>
    public static string AccountOf(ulong authorKey) => string.Create(CultureInfo.InvariantCulture, $"{AccountPrefix}{authorKey:x16}");

    /// <summary>Names of what the deletes among some posts delete, in order. A post with two identities has both.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Post> posts)
    {
        List<string>? names = null;
        foreach (Post post in posts)
        {
            if (post.Action is not (PostAction.Delete or PostAction.DeleteAuthor))
                continue;
            names ??= [];
            if (post.Action == PostAction.DeleteAuthor)
            {
                names.Add(AccountOf(post.AuthorKey));
                continue;
            }

            names.Add(post.Id);
            if (post.AlternateId is { } other)
                names.Add(other);
        }

        return names ?? (IReadOnlyList<string>)[];
    }
}
