using System.Globalization;
using System.Text;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Kills;

/// <summary>
/// A simulated night of which every line is known, with deletes, edits and broken lines put between the posts. Each broken line must give one dead letter
/// that names its place: what must come out is known for these without running the program.
/// </summary>
internal sealed class KnownNight
{
    /// <summary>Lines between two of a kind; without a common divisor, so that they meet in all orders.</summary>
    private const int BrokenEach = 61;
    private const int DeleteEach = 97;
    private const int EditEach = 131;

    /// <summary>How many lines before it the post lies that a delete or an edit is about.</summary>
    private const int Back = 40;

    private KnownNight(List<string> lines, List<string> brokenPlaces) => (Lines, BrokenPlaces) = (lines, brokenPlaces);

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Places of the broken lines, <c>LINE@OFFSET</c>, in order.</summary>
    public IReadOnlyList<string> BrokenPlaces { get; }

    /// <param name="seed">Seed of the simulation.</param>
    /// <param name="rate">Its share of the real volume.</param>
    /// <param name="share">How much of it to take, from its beginning; the blackout is in the middle.</param>
    public static KnownNight Create(ulong seed, double rate, double share = 1)
    {
        List<string> posts = SimulatedNight.Lines(seed, rate);
        List<string> lines = [];
        List<string> brokenPlaces = [];
        long offset = 0;
        void Add(string line)
        {
            lines.Add(line);
            offset += Encoding.UTF8.GetByteCount(line) + 1;
        }

        for (int i = 0; i < posts.Count * share; i++)
        {
            Add(posts[i]);
            // News items have ids of their own, and nobody sends such notices about them.
            bool isNoticed = i >= Back && char.IsAsciiDigit(IdOf(posts[i - Back])[0]);
            if (i % DeleteEach == DeleteEach - 1 && isNoticed)
                Add(DeleteOf(posts[i - Back]));
            if (i % EditEach == EditEach - 1 && isNoticed)
                Add(EditOf(posts[i - Back]));
            if (i % BrokenEach != BrokenEach - 1)
                continue;
            brokenPlaces.Add(string.Create(CultureInfo.InvariantCulture, $"{lines.Count + 1}@{offset}"));
            Add($$"""{"id":"cut{{i}}", """);
        }

        return new KnownNight(lines, brokenPlaces);
    }

    private static string DeleteOf(string post) => $"{{\"delete\":{{\"status\":{{\"id\":{IdOf(post)},\"id_str\":\"{IdOf(post)}\",\"user_id_str\":\"1\"}}}}}}";

    /// <summary>The second version of a post has an id of its own, and names the first.</summary>
    private static string EditOf(string post)
    {
        string id = IdOf(post);
        string edited = (ulong.Parse(id, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        return post
            .Replace($"\"id\":\"{id}\",\"text\":\"", $"\"id\":\"{edited}\",\"text\":\"edited ", StringComparison.Ordinal)
            .Replace($"\"edit_history_tweet_ids\":[\"{id}\"]", $"\"edit_history_tweet_ids\":[\"{id}\",\"{edited}\"]", StringComparison.Ordinal);
    }

    private static string IdOf(string post)
    {
        const string before = "\"id\":\"";
        int begin = post.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return post[begin..post.IndexOf('"', begin)];
    }
}
