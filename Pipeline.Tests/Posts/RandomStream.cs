using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Posts;

/// <summary>Random streams with everything in them that the sequencer knows, by seed: each item is made anew when it is asked for, since a sequencer marks it.</summary>
internal static class RandomStream
{
    private static readonly string[] s_words = ["snow", "goal", "#blackout", "$ACME", "@ann", "power cut"];

    public static List<Func<DecodedItem>> Items(int seed, int count)
    {
        var random = new Random(seed);
        var items = new List<Func<DecodedItem>>();
        long now = PostBuilder.Evening;
        for (int i = 0; i < count; i++)
        {
            now += random.Next(0, 1200);
            if (random.Next(40) == 0)
            {
                Rejection rejection = SequencerRun.SampleRejection(i);
                items.Add(() => new DecodedItem(null, rejection));
                continue;
            }

            PostBuilder post = RandomPost(random, i, now);
            items.Add(() => new DecodedItem(post.Build(), null));
        }

        return items;
    }

    private static PostBuilder RandomPost(Random random, int number, long now)
    {
        var signature = default(TextSignature);
        uint text = (uint)random.Next(1, 400);
        for (int i = 0; i < TextSignature.Slots; i++)
            signature[i] = (text * 100) + (uint)i;
        string word = s_words[random.Next(s_words.Length)];
        var post = new PostBuilder
        {
            Id = $"plain:{number}",
            Text = $"{word} in text {text}",
            Topics = [word],
            Author = random.Next(5) == 0 ? null : $"author {random.Next(200)}",
            PostedAt = now - (random.Next(10) == 0 ? random.Next(60_000) : 0) + (random.Next(100) == 0 ? 50 * 3_600_000L : 0),
            Signature = signature,
        };
        string earlier = $"plain:{random.Next(number + 1)}";
        return random.Next(12) switch
        {
            0 => post with { Id = earlier },
            1 => post with { Id = earlier, Version = random.Next(2, 4) },
            2 => post with { Kind = PostKind.Repost, RepostOf = earlier, Text = "", Topics = [] },
            3 => post with { Action = PostAction.Like, RepostOf = earlier, Text = "", Topics = [] },
            4 when random.Next(3) == 0 => post with { Id = earlier, Action = PostAction.Delete, Text = "", Topics = [] },
            4 when random.Next(6) == 0 => post with { Action = PostAction.DeleteAuthor, Text = "", Topics = [] },
            _ => post,
        };
    }
}
