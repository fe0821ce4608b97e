using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>
/// Writes what several classes of this stage hold together (posts, their tags, topics) so that it is one thing again when it is read: whole where it comes first, by its number
/// later. Texts that come again and again (themes, languages, names, accounts) are written once too.
/// </summary>
internal sealed class SharedWriter(StateWriter to)
{
    /// <summary>Written for nothing; numbers are 0 and more.</summary>
    public const int None = -1;

    private readonly PostWriter _posts = new(to);
    private readonly SharedTable<PostTags> _tags = new();
    private readonly SharedTable<EventTopic> _topics = new();
    private readonly SharedTable<string> _texts = new(StringComparer.Ordinal);

    /// <summary>Takes what belongs to one class alone.</summary>
    public StateWriter To => to;

    /// <summary>Makes room for the tags of so many posts.</summary>
    public void Expect(int posts) => _tags.EnsureCapacity(posts);

    public void Post(Post? post) => _posts.Write(post);

    public void Tags(PostTags? tags)
    {
        if (IsNew(_tags, tags))
            TagsState.Write(this, tags!);
    }

    public void Topic(EventTopic? topic)
    {
        if (IsNew(_topics, topic))
            topic!.Save(this);
    }

    /// <summary>A text that other things have too. Equal texts are one when they are read.</summary>
    public void Text(string? text)
    {
        if (IsNew(_texts, text))
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
