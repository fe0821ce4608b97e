using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Saving;

/// <summary>Reads what <see cref="SharedWriter"/> wrote, in the same order.</summary>
internal sealed class SharedReader(StateReader from)
{
    private readonly PostReader _posts = new(from);
    private readonly List<PostTags> _tags = [];
    private readonly List<EventTopic> _topics = [];
    private readonly List<string> _texts = [];

    /// <summary>Gives what belongs to one class alone.</summary>
    public StateReader From => from;

    public Post? Post() => _posts.Read();

    public Post NotNullPost() => _posts.ReadOne();

    public PostTags? Tags() => Read(_tags, "set of tags", TagsState.Read);

    public PostTags NotNullTags() => Tags() ?? throw from.Broken("tags are missing");

    public EventTopic? Topic() => Read(_topics, "topic", EventTopic.Load);

    public EventTopic NotNullTopic() => Topic() ?? throw from.Broken("a topic is missing");

    public string? Text() => Read(_texts, "text", static reader => reader.From.NotNullText());

    public string NotNullText() => Text() ?? throw from.Broken("a text is missing");

    public string[] Texts()
    {
        int count = from.Count(sizeof(int));
        if (count == 0)
            return [];
        string[] texts = new string[count];
        for (int i = 0; i < count; i++)
            texts[i] = NotNullText();
        return texts;
    }

    private T? Read<T>(List<T> known, string what, Func<SharedReader, T> read)
        where T : class
    {
        int number = from.Int();
        if (number == SharedWriter.None)
            return null;
        if (number < 0 || number > known.Count)
            throw from.Broken($"{number} is no number of a {what}; {known.Count} are known");
        if (number < known.Count)
            return known[number];
        T thing = read(this);
        known.Add(thing);
        return thing;
    }
}
