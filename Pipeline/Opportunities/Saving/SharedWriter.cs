using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>
/// Writes what several classes of this stage hold together (posts, their tags, topics) so that it is one thing again when it is read: whole where it comes first, by its number
/// later. Texts that come again and again (themes, languages, names, accounts) are written once too.
/// </summary>
/// <param name="to">Where to.</param>
/// <param name="tables">Empty ones of the caller, who clears them afterwards.</param>
internal sealed class SharedWriter(StateWriter to, SharedTables tables)
{
    /// <summary>Written for nothing; numbers are 0 and more.</summary>
    public const int None = -1;

    private readonly PostWriter _posts = new(to, tables: tables.Posts);

    /// <summary>Takes what belongs to one class alone.</summary>
    public StateWriter To => to;

    /// <summary>Makes room for the tags of so many posts.</summary>
    public void Expect(int posts) => tables.Tags.EnsureCapacity(posts);

    public void Post(Post? post) => _posts.Write(post);

    public void Tags(PostTags? tags)
    {
        if (IsNew(tables.Tags, tags))
            TagsState.Write(this, tags!);
    }

    public void Topic(EventTopic? topic)
    {
        if (IsNew(tables.Topics, topic))
            topic!.Save(this);
    }

    /// <summary>A text that other things have too. Equal texts are one when they are read.</summary>
    public void Text(string? text)
    {
        if (IsNew(tables.Texts, text))
            to.Text(text);
    }

    public void Texts(string[] texts)
    {
        to.Int(texts.Length);
        foreach (string text in texts)
            Text(text);
    }

    private bool IsNew<T>(SharedTable<T> table, T? thing)
        where T : class
    {
        if (thing is null)
        {
            to.Int(None);
            return false;
        }

        bool isNew = table.Meet(thing, out int number);
        to.Int(number);
        return isNew;
    }
}

/// <summary>What a writer has met; kept from one state to the next, as <see cref="PostTables"/> are.</summary>
internal sealed class SharedTables
{
    public PostTables Posts { get; } = new();

    public SharedTable<PostTags> Tags { get; } = new();

    public SharedTable<EventTopic> Topics { get; } = new();

    public SharedTable<string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>Forgets everything and keeps the room.</summary>
    public void Clear()
    {
        Posts.Clear();
        Tags.Clear();
        Topics.Clear();
        Texts.Clear();
    }
}
