using RtmPipeline.Opportunities.Saving;
using RtmPipeline.State;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>The memory of news as bytes. What finds a story by an item, its address or its name is written as marks beside the item, so that no key is written twice.</summary>
internal sealed partial class StoryTracker
{
    public void Save(SharedWriter shared)
    {
        StateWriter to = shared.To;
        to.Section("opportunities.stories");
        to.Long(_now);
        to.Long(_searches);
        to.Int(_founded);
        to.Long(Dropped);
        to.Long(TooOld);
        to.Long(Updates);
        _frequencies.Save(to);
        to.Int(_quietestFirst.Count);
        foreach (Story story in _quietestFirst)
        {
            story.Save(shared);
            to.Bool(_byId.GetValueOrDefault(story.Id) == story);
            foreach (StoryItem item in story.Items)
            {
                to.Bool(_byItem.GetValueOrDefault(item.Id) == story);
                to.Bool(item.Link != 0 && _byLink.GetValueOrDefault(item.Link) == story);
            }
        }

        _byFeature.Save(to);
        _byTerm.Save(to);
    }

    public void Load(SharedReader shared)
    {
        StateReader from = shared.From;
        from.Section("opportunities.stories");
        (_now, _searches, _founded) = (from.Long(), from.Long(), from.Int());
        (Dropped, TooOld, Updates) = (from.Long(), from.Long(), from.Long());
        _frequencies.Load(from);
        _quietestFirst.Clear();
        _byId.Clear();
        _byItem.Clear();
        _byLink.Clear();
        int count = SortedState.CountUpTo(from, _limits.Stories, Story.LeastBytes);
        Dictionary<int, Story> byNumber = new(count);
        for (int i = 0; i < count; i++)
        {
            Story story = Story.Load(shared, _limits);
            SortedState.AddNew(from, byNumber, story.Number, story);
            story.Node = _quietestFirst.AddLast(story);
            LoadMarks(story, from);
        }

        _byFeature.Load(from, byNumber);
        _byTerm.Load(from, byNumber);
    }

    private void LoadMarks(Story story, StateReader from)
    {
        if (from.Bool())
            _byId[story.Id] = story;
        foreach (StoryItem item in story.Items)
        {
            if (from.Bool())
                _byItem[item.Id] = story;
            if (from.Bool())
                _byLink[item.Link] = story;
        }
    }
}
