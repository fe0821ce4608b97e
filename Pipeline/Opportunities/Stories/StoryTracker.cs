using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tagging;

namespace RtmPipeline.Opportunities.Stories;

/// <summary>
/// Puts news items together to stories as they come, in one pass. One writer, in stream time; memory is bounded by <see cref="StoryLimits"/>.
/// </summary>
/// <remarks>
/// Single-pass clustering as in topic detection and tracking (Allan, Papka and Lavrenko 1998): each item goes to the story it is nearest to, if it is near enough
/// (<see cref="StoryMatch"/>), else it founds one. Candidates are found by the words they share. Ordinary posts only cost a look-up of their links.
/// </remarks>
internal sealed partial class StoryTracker
{
    /// <summary>Stories compared with an item: those that share most with it.</summary>
    private const int MaxCandidates = 16;

    private readonly StoryLimits _limits;
    private readonly NewsFrequencies _frequencies;
    private readonly NewsReader _reader;
    private readonly WordIndex _byFeature;
    private readonly WordIndex _byTerm;
    private readonly LinkedList<Story> _quietestFirst = [];
    private readonly Dictionary<ulong, Story> _byLink = [];
    private readonly Dictionary<string, Story> _byItem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Story> _byId = new(StringComparer.Ordinal);
    private readonly List<Story> _found = [];
    private long _now = long.MinValue;
    private long _searches;
    private int _founded;

    public StoryTracker(StoryLimits? limits = null)
    {
        _limits = limits ?? new StoryLimits();
        _frequencies = new NewsFrequencies(_limits);
        _reader = new NewsReader(_frequencies);
        _byFeature = new WordIndex(_limits.StoriesPerWord);
        _byTerm = new WordIndex(_limits.StoriesPerWord);
    }

    /// <summary>Stories that live, those silent longest first.</summary>
    public IReadOnlyCollection<Story> Stories => _quietestFirst;

    /// <summary>Stories that ended before their time because there were too many.</summary>
    public long Dropped { get; private set; }

    /// <summary>Items that came when they were older than a story's silence.</summary>
    public long TooOld { get; private set; }

    /// <summary>Items that were a later state of one that was known.</summary>
    public long Updates { get; private set; }

    /// <summary>Time of the newest post seen, unix milliseconds; 0 before the first.</summary>
    public long StreamTime => Math.Max(0, _now);

    public NewsFrequencies Frequencies => _frequencies;

    /// <summary>Takes one post in stream order.</summary>
    /// <returns>The story of a news item; null for anything else.</returns>
    public Story? Observe(Post post, PostTags tags)
    {
        if (post.Action is PostAction.Delete or PostAction.DeleteAuthor)
        {
            Forget(post);
            return null;
        }

        _now = Math.Max(_now, post.CountedAt);
        // An edit is a later state of an item that is known.
        if (post.Kind == PostKind.News)
            return post.Action == PostAction.Create && post.HasText ? TakeItem(post, tags) : null;
        if (_byLink.Count > 0 && post.IsCounted && !post.Replaces)
            TakeLinks(post);
        return null;
    }

    /// <summary>Stories of whose items a term stands in one, or in a post that links to one.</summary>
    public IReadOnlyList<Story> WithTerm(ulong term) => _byTerm.Of(term);

    /// <summary>True for a term of so many stories that it tells them apart no more.</summary>
    public bool IsCommon(ulong term) => _byTerm.Of(term).Count >= _limits.StoriesPerWord;

    /// <summary>True for a story that lives and that at least two publishers carry.</summary>
    public bool IsOfSeveralPublishers(string id) => _byId.TryGetValue(id, out Story? story) && story.Publishers > 1;

    private Story? TakeItem(Post post, PostTags tags)
    {
        if (_now - post.CountedAt > _limits.SilenceMs)
        {
            TooOld++;
            return null;
        }

        EndSilent();
        string language = post.Language ?? tags.Language.Code;
        StoryItem item = StoryItem.Of(post, language, _reader.Read(post, tags));
        Story? story = item.Link != 0 && _byLink.TryGetValue(item.Link, out Story? same) ? same : Nearest(item);
        if (story?.EarlierStateOf(item) is not null)
        {
            Updates++;
            return story;
        }

        bool isNew = story is null;
        story ??= Found();
        if (story.Add(item))
            Index(item, story, isNew);
        _byId[story.Id] = story;
        _quietestFirst.Remove(story.Node!);
        _quietestFirst.AddLast(story.Node!);
        return story;
    }

    private Story? Nearest(StoryItem item)
    {
        Search(item.Features);
        Story? best = null;
        float bestMargin = 0;
        for (int i = 0; i < MaxCandidates && TakeNext() is { } story; i++)
        {
            float margin = StoryMatch.Margin(item, story);
            if (margin >= 1 && margin > bestMargin)
                (best, bestMargin) = (story, margin);
        }

        return best;
    }

    /// <summary>Collects the stories that share a feature, with the weight of what they share.</summary>
    private void Search(StoryFeatures features)
    {
        _searches++;
        _found.Clear();
        for (int i = 0; i < features.Keys.Length; i++)
        {
            if (!_byFeature.TryTell(features.Keys[i], out List<Story>? stories))
                continue;
            foreach (Story story in stories)
            {
                if (story.FoundBy != _searches)
                {
                    (story.FoundBy, story.Found) = (_searches, 0);
                    _found.Add(story);
                }

                story.Found += features.Weights[i];
            }
        }

        _found.RemoveAll(s => s.Found < StoryMatch.LeastShared);
    }

    /// <summary>Takes the story that shares most out of those found; of equal ones the older.</summary>
    private Story? TakeNext()
    {
        Story? most = null;
        foreach (Story story in _found)
        {
            if (story.Found > (most?.Found ?? 0) || (most is not null && story.Found == most.Found && story.Number < most.Number))
                most = story;
        }

        if (most is not null)
            most.Found = 0;
        return most;
    }

    private Story Found()
    {
        if (_quietestFirst.Count >= _limits.Stories)
        {
            End(_quietestFirst.First!.Value);
            Dropped++;
        }

        Story story = new(_founded++, _limits);
        story.Node = _quietestFirst.AddLast(story);
        return story;
    }

    private void Index(StoryItem item, Story story, bool isNew)
    {
        foreach (ulong key in item.Features.Keys)
            _byFeature.Add(key, story, isNew);
        foreach (ulong term in item.Terms)
            _byTerm.Add(term, story, isNew);
        if (item.Link != 0)
            _byLink.TryAdd(item.Link, story);
        _byItem[item.Id] = story;
    }

    private void TakeLinks(Post post)
    {
        foreach (Term term in post.Terms)
        {
            // Links stand before mentions and words.
            if (term.Kind is TopicKind.Mention or TopicKind.Word or TopicKind.Pair)
                return;
            if (term.Kind != TopicKind.Link || !_byLink.TryGetValue(term.Key, out Story? story))
                continue;
            ulong[] terms = [.. post.Terms.Where(t => t.Kind != TopicKind.Mention).Select(t => t.Key)];
            story.AddLinking(terms);
            foreach (ulong key in terms)
            {
                if (story.LinkedTerms.ContainsKey(key))
                    _byTerm.Add(key, story, isNew: false);
            }

            return;
        }
    }

    private void EndSilent()
    {
        while (_quietestFirst.First is { } first && _now - first.Value.LastAt > _limits.SilenceMs)
            End(first.Value);
    }

    private void End(Story story)
    {
        _quietestFirst.Remove(story.Node!);
        _byId.Remove(story.Id);
        foreach (StoryItem item in story.Items)
            Unindex(item, story);
        foreach (ulong term in story.LinkedTerms.Keys)
            _byTerm.Remove(term, story);
    }

    private void Unindex(StoryItem item, Story story)
    {
        foreach (ulong key in item.Features.Keys)
            _byFeature.Remove(key, story);
        foreach (ulong term in item.Terms)
            _byTerm.Remove(term, story);
        if (item.Link != 0 && _byLink.GetValueOrDefault(item.Link) == story)
            _byLink.Remove(item.Link);
        _byItem.Remove(item.Id);
    }

    /// <summary>Takes out a deleted item, or all of a deleted author's; a story that has none left is gone.</summary>
    private void Forget(Post deleted)
    {
        if (deleted.Action == PostAction.Delete)
        {
            if (_byItem.TryGetValue(deleted.Id, out Story? story))
                Forget(deleted, story);
            return;
        }

        foreach (Story story in _quietestFirst.ToArray())
            Forget(deleted, story);
    }

    private void Forget(Post deleted, Story story)
    {
        StoryItem[] gone = [.. story.Items.Where(i => Deletions.Concern(deleted, i.Id, i.AuthorKey))];
        if (gone.Length == 0)
            return;
        foreach (StoryItem item in gone)
        {
            Unindex(item, story);
            story.Remove(item);
        }

        if (story.Items.Count == 0)
        {
            End(story);
            return;
        }

        foreach (StoryItem item in story.Items)
            Index(item, story, isNew: false);
    }
}
