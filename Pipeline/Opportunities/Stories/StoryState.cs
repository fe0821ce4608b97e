using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>A story as bytes.</summary>
internal sealed partial class Story
{
    private const int LeastItemBytes = 137;

    /// <summary>Of a saved story.</summary>
    public const int LeastBytes = 68;

    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        to.Int(number);
        to.Text(Id);
        to.Long(LastAt);
        to.Int(More);
        to.Int(LinkingPosts);
        to.Float(Found);
        to.Long(FoundBy);
        to.Int(_items.Count);
        foreach (StoryItem item in _items)
            item.Save(shared);
        to.Int(_editions.Count);
        foreach (Edition edition in _editions)
        {
            shared.Text(edition.Language);
            edition.Features.Save(to);
            to.Int(edition.Items);
        }

        (string[] publishers, int[] items) = SortedState.Sort(_publishers, StringComparer.Ordinal);
        shared.Texts(publishers);
        to.Values(items);
        SortedState.Write(to, _terms);
        SortedState.Write(to, _linked);
    }

    public static Story Load(SharedReader shared, StoryLimits limits)
    {
        StateReader from = shared.From;
        Story story = new(from.Int(), limits)
        {
            Id = from.NotNullText(),
            LastAt = from.Long(),
            More = from.Int(),
            LinkingPosts = from.Int(),
            Found = from.Float(),
            FoundBy = from.Long(),
        };
        int items = SortedState.CountUpTo(from, limits.ItemsPerStory, LeastItemBytes);
        for (int i = 0; i < items; i++)
            story._items.Add(StoryItem.Load(shared));
        int editions = from.Count(sizeof(int));
        for (int i = 0; i < editions; i++)
            story._editions.Add(new Edition(shared.NotNullText(), StoryFeatures.Load(from), from.Int()));
        string[] publishers = shared.Texts();
        int[] itemsOf = from.Values<int>();
        if (publishers.Length != itemsOf.Length)
            throw from.Broken($"{publishers.Length} publishers have {itemsOf.Length} counts");
        for (int i = 0; i < publishers.Length; i++)
            SortedState.AddNew(from, story._publishers, publishers[i], itemsOf[i]);
        SortedState.Read(from, story._terms);
        SortedState.Read(from, story._linked);
        return story;
    }
}
