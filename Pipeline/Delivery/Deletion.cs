using System.Globalization;
using RtmPipeline.Posts;

namespace RtmPipeline.Delivery;

/// <summary>A delete as a name: the id of a post, as decoders name posts (<c>x:123</c>, <c>at://…</c>), or an account.</summary>
internal static class Deletion
{
    /// <summary>Begins the name of an account; <see cref="Post.AuthorKey"/> follows in 16 hexadecimal digits. No id of a post begins so.</summary>
    public const string AccountPrefix = "account:";

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
                names.Add(string.Create(CultureInfo.InvariantCulture, $"{AccountPrefix}{post.AuthorKey:x16}"));
                continue;
            }

            names.Add(post.Id);
            if (post.AlternateId is { } other)
                names.Add(other);
        }

        return names ?? (IReadOnlyList<string>)[];
    }
}
