using NUnit.Framework;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Opportunities.Stories;

internal sealed class StoryTrackerTests
{
    private const string Quake = "Magnitude 6.4 earthquake shakes northern Chile";
    private const string QuakeText = "The tremor struck near Copiapó at dawn, the national emergency office said. Two people were injured.";
    private const string Library = "Library of Averling reopens after two years";
    private const string LibraryText = "Readers find a glass roof, longer opening hours and a cafe.";

    private readonly NewsPosts _news = new();

    [Test]
    public void Observe_ReportsOfOneEvent_AreOneStory()
    {
        StoryTracker tracker = new();
        Story? first = Take(tracker, Item(0, "a.example", Quake, QuakeText));
        Story? second = Take(tracker, Item(20, "b.example", "Two hurt as strong quake hits Chile's Copiapó", "The magnitude 6.4 earthquake damaged several schools."));
        Assert.That(second, Is.SameAs(first));
        Assert.That((first!.Publishers, first.Items.Count), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Observe_ReportsOfOneEventInThreeLanguages_AreOneStory()
    {
        StoryTracker tracker = new();
        Story? first = Take(tracker, Item(0, "a.example", Quake, QuakeText));
        Story? spanish = Take(tracker, _news.Item(9, "b.example", "es", "Un terremoto de magnitud 6,4 sacude el norte de Chile", "El sismo se sintió cerca de Copiapó. Hay dos heridos."));
        Story? italian = Take(tracker, _news.Item(22, "c.example", "it", "Terremoto di magnitudo 6,4 nel nord del Cile", "La scossa è stata avvertita vicino a Copiapó: due feriti."));
        Assert.That((spanish, italian), Is.EqualTo((first, first)));
    }

    [Test]
    public void Observe_AnotherEventInTheSamePlace_IsAnotherStory()
    {
        StoryTracker tracker = new();
        Story? quake = Take(tracker, Item(0, "a.example", Quake, QuakeText));
        Story? vote = Take(tracker, Item(30, "a.example", "Chile elects a new senate president", "Senators in Valparaíso chose her on the third ballot."));
        Assert.That(vote, Is.Not.SameAs(quake));
    }

    [Test]
    public void Observe_TextOfAnotherPublisher_IsACopyOfAnOutletMore()
    {
        StoryTracker tracker = new();
        Take(tracker, Item(0, "a.example", Quake, QuakeText));
        Story story = Take(tracker, Item(5, "b.example", Quake, QuakeText))!;
        Assert.That((story.Publishers, story.Items.Count, story.Items.Count(i => i.IsCopy)), Is.EqualTo((2, 2, 1)));
    }

    [Test]
    public void Observe_SameAddressWithNewText_IsNoNewItem()
    {
        StoryTracker tracker = new();
        Story? story = Take(tracker, _news.Item(0, "a.example", "en", Quake, QuakeText, url: "https://a.example/quake"));
        Story? again = Take(tracker, _news.Item(40, "a.example", "en", "Death toll rises to nine", "Nine people have died.", url: "https://a.example/quake?utm_source=feed"));
        Assert.That(again, Is.SameAs(story));
        Assert.That((story!.Items.Count, tracker.Updates), Is.EqualTo((1, 1L)));
    }

    [Test]
    public void Observe_SameTextOfTheSamePublisher_IsNoNewItem()
    {
        StoryTracker tracker = new();
        Story? story = Take(tracker, Item(0, "world.a.example", Quake, QuakeText));
        Take(tracker, Item(3, "www.a.example", Quake, QuakeText));
        Assert.That((story!.Items.Count, story.Publishers, tracker.Updates), Is.EqualTo((1, 1, 1L)));
    }

    [Test]
    public void Observe_SameEventAfterTheSilence_IsAnotherStory()
    {
        StoryTracker tracker = new();
        Story? before = Take(tracker, Item(0, "a.example", Quake, QuakeText));
        Story? after = Take(tracker, Item((25 * 60) + 1, "b.example", Quake, QuakeText));
        Assert.That(after, Is.Not.SameAs(before));
        Assert.That(tracker.Stories, Is.EqualTo([after]));
    }

    [Test]
    public void Observe_ItemOlderThanTheSilence_IsCountedAndLeftOut()
    {
        StoryTracker tracker = new();
        Take(tracker, Item(26 * 60, "a.example", Library, LibraryText));
        Assert.That(Take(tracker, Item(0, "b.example", Quake, QuakeText)), Is.Null);
        Assert.That((tracker.TooOld, tracker.Stories.Count), Is.EqualTo((1L, 1)));
    }

    [Test]
    public void Observe_ItemTooLateForVelocities_StillHasItsStory()
    {
        StoryTracker tracker = new();
        Post late = Item(0, "a.example", Quake, QuakeText);
        late.IsCounted = false;
        Assert.That(Take(tracker, late), Is.Not.Null);
    }

    [Test]
    public void Observe_OrdinaryPost_HasNoStory()
    {
        StoryTracker tracker = new();
        Assert.That(Take(tracker, _news.Post(0, "Magnitude 6.4 earthquake shakes northern Chile")), Is.Null);
        Assert.That((tracker.Stories.Count, tracker.Frequencies.Known), Is.EqualTo((0, 0)));
    }

    [Test]
    public void Observe_PostThatLinksToAnItem_LendsItsTopics()
    {
        StoryTracker tracker = new();
        Story? story = Take(tracker, _news.Item(0, "a.example", "en", Quake, QuakeText, url: "https://a.com/quake"));
        Post post = _news.Post(1, "Stay safe #fuerzachile https://www.a.com/quake?utm_medium=social");
        Take(tracker, post);
        Assert.That(story!.LinkingPosts, Is.EqualTo(1));
        Assert.That(tracker.WithTerm(post.Terms[0].Key), Is.EqualTo([story]));
    }

    [Test]
    public void Observe_DeletedItem_LeavesTheStory()
    {
        StoryTracker tracker = new();
        Post first = Item(0, "a.example", Quake, QuakeText);
        Story? story = Take(tracker, first);
        Take(tracker, Item(5, "b.example", Quake, QuakeText));
        Take(tracker, NewsPosts.Delete(first.Id));
        Assert.That(story!.Items.Select(i => (i.Publisher, i.IsCopy)), Is.EqualTo([("b.example", false)]), "what is left is no copy any more");
        Assert.That(Take(tracker, Item(9, "c.example", Quake, QuakeText)), Is.SameAs(story), "it is still found");
    }

    [Test]
    public void Observe_LastItemDeleted_EndsTheStory()
    {
        StoryTracker tracker = new();
        Post only = Item(0, "a.example", Quake, QuakeText);
        Take(tracker, only);
        Take(tracker, NewsPosts.Delete(only.Id));
        Assert.That(tracker.Stories, Is.Empty);
        Assert.That(tracker.WithTerm(only.Terms[1].Key), Is.Empty);
    }

    [Test]
    public void Observe_DeletedAuthor_TakesAllItemsOut()
    {
        StoryTracker tracker = new();
        Post first = Item(0, "a.example", Quake, QuakeText);
        Take(tracker, first);
        Take(tracker, Item(1, "a.example", Library, LibraryText));
        Take(tracker, Item(2, "b.example", Quake, QuakeText));
        Take(tracker, new Post { Id = "", Source = "news", PostedAt = NewsPosts.Start, Action = PostAction.DeleteAuthor, AuthorKey = first.AuthorKey });
        Assert.That(tracker.Stories.SelectMany(s => s.Items).Select(i => i.Publisher), Is.EqualTo(["b.example"]));
    }

    [Test]
    public void Observe_ItemDeletedFromAStoryOfTwo_LeavesNoWordTwice()
    {
        StoryTracker tracker = new();
        Post first = Item(0, "a.example", Quake, QuakeText);
        Take(tracker, first);
        Post second = Item(5, "b.example", Quake, QuakeText);
        Take(tracker, second);
        Take(tracker, Item(6, "b.example", "Earthquake drill in Averling", "Pupils practised for an earthquake."));
        Take(tracker, NewsPosts.Delete(first.Id));
        foreach (var term in second.Terms)
            Assert.That(tracker.WithTerm(term.Key), Is.Unique);
    }

    [Test]
    public void Observe_DeletedItemOfAPublisherThatWasNotCounted_LeavesTheOthers()
    {
        StoryTracker tracker = new(new StoryLimits { PublishersPerStory = 2 });
        Post[] items = [.. Enumerable.Range(0, 4).Select(i => Item(i, $"site{i}.example", Quake, QuakeText))];
        foreach (Post item in items)
            Take(tracker, item);
        Take(tracker, NewsPosts.Delete(items[3].Id));
        Assert.That((tracker.Stories.Single().Items.Count, tracker.Stories.Single().Publishers), Is.EqualTo((3, 2)));
    }

    [Test]
    public void Observe_ItemDeletedFromAFullStory_LeavesItFound()
    {
        StoryTracker tracker = new(new StoryLimits { ItemsPerStory = 2 });
        Post[] items = [.. Enumerable.Range(0, 4).Select(i => Item(i, $"site{i}.example", Quake, QuakeText))];
        foreach (Post item in items)
            Take(tracker, item);
        Take(tracker, NewsPosts.Delete(items[0].Id));
        Assert.That(Take(tracker, Item(9, "late.example", Quake, QuakeText)), Is.SameAs(tracker.Stories.Single()));
    }

    [Test]
    public void Observe_MoreStoriesThanTheLimit_EndsTheOneSilentLongest()
    {
        StoryTracker tracker = new(new StoryLimits { Stories = 10 });
        for (int i = 0; i < 25; i++)
            Take(tracker, Item(i, "a.example", $"{Name(i)} wins the {Name(i + 30)} regatta", $"Crews of {Name(i + 60)} came second."));
        Assert.That((tracker.Stories.Count, tracker.Dropped), Is.EqualTo((10, 15L)));
        Assert.That(tracker.Stories.First().Items[0].At, Is.EqualTo(NewsPosts.Start + (15 * 60_000)));
    }

    [Test]
    public void Observe_MoreItemsThanTheLimit_AreOnlyCounted()
    {
        StoryTracker tracker = new(new StoryLimits { ItemsPerStory = 3, PublishersPerStory = 4 });
        Story? story = null;
        for (int i = 0; i < 8; i++)
            story = Take(tracker, Item(i, $"site{i}.example", Quake, QuakeText));
        Assert.That((story!.Items.Count, story.More, story.Publishers), Is.EqualTo((3, 5, 4)));
    }

    [Test]
    public void Observe_MoreStoriesOfAWordThanTheLimit_KeepsTheNewest()
    {
        StoryTracker tracker = new(new StoryLimits { StoriesPerWord = 5 });
        Post[] items = [.. Enumerable.Range(0, 9).Select(i => Item(i, "a.example", $"Regatta in {Name(i)} begins", $"{Name(i + 40)} sails for {Name(i + 80)}."))];
        foreach (Post item in items)
            Take(tracker, item);
        Assert.That(tracker.WithTerm(items[0].Terms.First(t => items[8].Terms.Any(u => u.Key == t.Key)).Key), Has.Count.EqualTo(5));
    }

    [Test]
    public void Observe_SameItemsTwice_GivesTheSameStories()
    {
        string[][] runs = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            StoryTracker tracker = new();
            return InventedNews.Read(InventedStories.Judging, new NewsPosts()).Select(i => tracker.Observe(i.Post, i.Tags)!.Id).ToArray();
        })];

        Assert.That(runs[1], Is.EqualTo(runs[0]));
    }

    private Post Item(double minute, string site, string title, string text) => _news.Item(minute, site, "en", title, text);

    private Story? Take(StoryTracker tracker, Post post) => tracker.Observe(post, _news.TagsOf(post));

    /// <summary>Names with nothing in common.</summary>
    private static string Name(int number)
    {
        const string Consonants = "bdfgklmnprst";
        return $"{char.ToUpperInvariant(Consonants[number % 12])}a{Consonants[(number / 12) % 12]}o{Consonants[(number * 7) % 12]}u{Consonants[(number * 5 + 3) % 12]}";
    }
}
