using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Sources.Simulation;
using RtmPipeline.Sources.Simulation.Writing;

namespace RtmPipeline.Tests.Sources.Simulation;

/// <summary>The stream of the night as its readers see it, at 0.2 % of the real volume.</summary>
[Parallelizable]
internal sealed class SuperBowlNightTests
{
    private List<SeenRecord> _records = [];
    private ScenarioTruth _truth = null!;

    private IEnumerable<SeenRecord> Posts => _records.Where(record => !record.IsNews);

    [OneTimeSetUp]
    public void ReadNight() => (_records, _truth) = Simulated.Read(Simulated.Night());

    [Test]
    public void Times_AllRecords_NeverGoBackwards() =>
        Assert.That(_records.Select(record => record.Json.TryGetProperty("data", out JsonElement data)
            ? data.GetProperty("created_at").GetDateTimeOffset()
            : record.Json.GetProperty("time").GetDateTimeOffset()), Is.Ordered);

    [Test]
    public void Ids_AllRecords_AreUnique() => Assert.That(_records.Select(record => record.Truth.Id), Is.Unique);

    [Test]
    public void Ids_OfPosts_HoldTheTimeOfThePost() =>
        Assert.That(Posts.Select(record => (long)(ulong.Parse(record.Post.GetProperty("id").GetString()!) >> 22) + SnowflakeIds.Epoch),
            Is.EqualTo(Posts.Select(record => record.Post.GetProperty("created_at").GetDateTimeOffset().ToUnixTimeMilliseconds())));

    [Test]
    public void Envelopes_AllPosts_HaveTheMembersOfTheStream()
    {
        string[] members = ["id", "text", "author_id", "created_at", "lang", "conversation_id", "edit_history_tweet_ids", "public_metrics"];
        Assert.That(Posts.Where(record => members.Any(member => !record.Post.TryGetProperty(member, out _))), Is.Empty);
    }

    [Test]
    public void Envelopes_AllPosts_IncludeTheirAuthorFirst()
    {
        static bool HasAuthor(SeenRecord record)
        {
            JsonElement user = record.Json.GetProperty("includes").GetProperty("users")[0];
            return user.GetProperty("id").GetString() == record.Post.GetProperty("author_id").GetString()
                && user.GetProperty("username").GetString()!.Length is > 0 and <= 15
                && user.GetProperty("created_at").GetDateTimeOffset() < record.Post.GetProperty("created_at").GetDateTimeOffset()
                && user.GetProperty("public_metrics").GetProperty("followers_count").GetInt64() >= 0;
        }

        Assert.That(Posts.Where(record => !HasAuthor(record)), Is.Empty);
    }

    [Test]
    public void Handles_OfDifferentAccounts_Differ()
    {
        var users = Posts.SelectMany(record => record.Json.GetProperty("includes").GetProperty("users").EnumerateArray())
            .Select(user => (Id: user.GetProperty("id").GetString(), Handle: user.GetProperty("username").GetString()))
            .Distinct()
            .ToList();
        Assert.That(users.Select(user => user.Handle), Is.Unique);
    }

    [TestCase("hashtags", "tag", "#")]
    [TestCase("mentions", "username", "@")]
    [TestCase("urls", "url", "")]
    public void Entities_OfTheText_StandWhereTheySay(string kind, string member, string sign)
    {
        int seen = 0;
        foreach (SeenRecord record in Posts)
        {
            if (!record.Post.TryGetProperty("entities", out JsonElement entities) || !entities.TryGetProperty(kind, out JsonElement marks))
                continue;
            int[] codePoints = [.. record.Text.EnumerateRunes().Select(rune => rune.Value)];
            foreach (JsonElement mark in marks.EnumerateArray())
            {
                int start = mark.GetProperty("start").GetInt32();
                string surface = string.Concat(codePoints[start..mark.GetProperty("end").GetInt32()].Select(char.ConvertFromUtf32));
                Assert.That(surface, Is.EqualTo(sign + mark.GetProperty(member).GetString()));
                seen++;
            }
        }
        Assert.That(seen, Is.GreaterThan(500));
    }

    [TestCase(RecordOrigin.Repost, "retweeted")]
    [TestCase(RecordOrigin.Reply, "replied_to")]
    [TestCase(RecordOrigin.Quote, "quoted")]
    public void References_OfPostsWithAParent_NameAPostWrittenBefore(RecordOrigin origin, string type)
    {
        Dictionary<ulong, long> written = Posts.ToDictionary(record => record.Truth.Id, record => record.Truth.Time);
        List<SeenRecord> children = [.. Posts.Where(record => record.Truth.Origin == origin)];
        Assert.That(children, Has.Count.GreaterThan(1000));
        foreach (SeenRecord child in children)
        {
            JsonElement reference = child.Post.GetProperty("referenced_tweets")[0];
            Assert.That(reference.GetProperty("type").GetString(), Is.EqualTo(type));
            Assert.That(written[ulong.Parse(reference.GetProperty("id").GetString()!)], Is.LessThanOrEqualTo(child.Truth.Time));
            Assert.That(child.Json.GetProperty("includes").GetProperty("tweets")[0].GetProperty("id").GetString(), Is.EqualTo(reference.GetProperty("id").GetString()));
        }
    }

    [Test]
    public void Reposts_OfLongTexts_AreCutTo140CodePoints()
    {
        List<int> lengths = [.. Posts.Where(record => record.Truth.Origin == RecordOrigin.Repost).Select(record => record.Text.EnumerateRunes().Count())];
        Assert.That(lengths, Has.Some.EqualTo(140).And.All.LessThanOrEqualTo(140));
    }

    [Test]
    public void Reposts_OfOneTopic_WaitUpToMinutesAndHours()
    {
        Dictionary<ulong, long> written = Posts.ToDictionary(record => record.Truth.Id, record => record.Truth.Time);
        double[] delays = [.. Posts.Where(record => record.Truth.Origin == RecordOrigin.Repost && record.Topic == "team-herons")
            .Select(record => (record.Truth.Time - written[record.Truth.ParentId]) / 60_000.0).Order()];
        Assert.That(delays[delays.Length / 2], Is.InRange(4, 25), "the median published is 18 minutes; the ring forgets after 45");
    }

    [TestCase("en", 0.80)]
    [TestCase("es", 0.12)]
    [TestCase("it", 0.08)]
    public void Languages_OfAllPosts_HaveTheirShares(string code, double share) =>
        Assert.That(Posts.Count(record => record.Post.GetProperty("lang").GetString() == code) / (double)Posts.Count(), Is.EqualTo(share).Within(0.025));

    [Test]
    public void ExactCopies_OfPublicPosts_HaveTheShareConfigured()
    {
        long copies = _truth.ByOrigin[(int)RecordOrigin.ExactCopy];
        Assert.That(copies / (double)Posts.Count(), Is.EqualTo(RecordComposer.ExactCopyShare).Within(0.0025));
    }

    [Test]
    public void Copies_OfAnotherText_RepeatIt()
    {
        Dictionary<ulong, string> texts = Posts.ToDictionary(record => record.Truth.Id, record => record.Text);
        Assert.That(Posts.Where(record => record.Truth.Origin == RecordOrigin.ExactCopy && record.Text != texts[record.Truth.ParentId]), Is.Empty);
        Assert.That(Posts.Where(record => record.Truth.Origin == RecordOrigin.NearCopy
            && (record.Text == texts[record.Truth.ParentId] || !record.Text.StartsWith(texts[record.Truth.ParentId], StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void Texts_OfOrdinaryChatter_AreSeldomRepeated()
    {
        List<string> texts = [.. Posts.Where(record => record.Topic.StartsWith("everyday", StringComparison.Ordinal) && record.Truth.Origin == RecordOrigin.Original)
            .Select(record => record.Text)];
        Assert.That(texts.Distinct().Count() / (double)texts.Count, Is.GreaterThan(0.97));
    }

    [TestCase("blackout", 0.8, 1)]
    [TestCase("accident", 0.8, 1)]
    [TestCase("super-bowl", 0.8, 1)]
    [TestCase("fake-trend", 0, 0.1)]
    public void Texts_OfATopic_AreRepeatedByMachinesOnly(string topic, double lowest, double highest)
    {
        List<string> texts = [.. Posts.Where(record => record.Topic == topic && record.Truth.Origin == RecordOrigin.Original)
            .Select(record => string.Join(' ', record.Text.Split(' ')
                .Where(word => !word.StartsWith("https://", StringComparison.Ordinal) && !word.All(char.IsAsciiDigit))))];
        Assert.That(texts.Distinct().Count() / (double)texts.Count, Is.InRange(lowest, highest));
    }

    [Test]
    public void Vocabulary_OfTheNight_HasThousandsOfWords()
    {
        IEnumerable<string> words = Posts.Where(record => record.Truth.Origin == RecordOrigin.Original)
            .SelectMany(record => record.Text.Split(' ')).Where(word => word.All(char.IsLetter)).Select(word => word.ToLowerInvariant());
        Assert.That(words.Distinct().Count(), Is.GreaterThan(3000));
    }

    [Test]
    public void Counts_OfEachTopic_AreThoseOfTheStream()
    {
        Dictionary<string, long> written = Posts.CountBy(record => record.Topic).ToDictionary(pair => pair.Key, pair => (long)pair.Value);
        Assert.That(_truth.Topics.Where(topic => topic.Posts > 0).ToDictionary(topic => topic.Id, topic => topic.Posts), Is.EquivalentTo(written));
    }

    [TestCase("blackout", "#blackout")]
    [TestCase("blackout", "#SuperBowlBlackout")]
    [TestCase("blackout", "#apagón")]
    [TestCase("super-bowl", "#SuperBowl")]
    [TestCase("fake-trend", "#GetRichSnacks")]
    [TestCase("accident", "#KettleRidge")]
    [TestCase("brand-post", "#SnackInTheDark")]
    public void Counts_OfAHashtag_AreThoseOfTheStream(string topic, string hashtag)
    {
        int seen = _records.Count(record => record.Hashtags.Contains(hashtag, StringComparer.OrdinalIgnoreCase));
        Assert.That(_truth.Of(topic).Surfaces.Single(surface => surface.Text == hashtag).Records, Is.EqualTo(seen).And.GreaterThan(0));
    }

    [Test]
    public void Stream_OfPosts_DoesNotTellTheTruth() =>
        Assert.That(Posts.Select(record => record.Json.GetProperty("matching_rules")[0].GetProperty("tag").GetString()).Distinct(),
            Is.EquivalentTo(["sample en", "sample es", "sample it"]));

    [Test]
    public void Blackout_BeforeLightsOut_IsUnheardOf()
    {
        DateTimeOffset lightsOut = new(2013, 2, 4, 1, 38, 30, TimeSpan.Zero);
        Assert.That(DateTimeOffset.FromUnixTimeMilliseconds(_truth.Of("blackout").FirstAt), Is.InRange(lightsOut, lightsOut.AddMinutes(2)));
    }

    [Test]
    public void News_OfTheBlackout_ComesMinutesLater()
    {
        TopicTruth blackout = _truth.Of("blackout");
        SeenRecord first = _records.First(record => record.IsNews && record.Topic == "blackout");
        Assert.That(first.Truth.Time, Is.EqualTo(blackout.NewsFirstAt));
        Assert.That(TimeSpan.FromMilliseconds(first.Truth.Time - blackout.OnsetAt), Is.InRange(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)));
    }

    [Test]
    public void News_AllItems_AreInPlainForm()
    {
        List<SeenRecord> news = [.. _records.Where(record => record.IsNews)];
        Assert.That(news, Has.Count.InRange(70, 160));
        string[] members = ["id", "time", "text", "title", "url"];
        Assert.That(news.Where(item => members.Any(member => item.Json.GetProperty(member).GetString() is null or "")), Is.Empty);
        Assert.That(news.Select(item => (item.Json.GetProperty("source").GetString(), item.Json.GetProperty("kind").GetString())), Is.All.EqualTo(("news", "news")));
    }

    [Test]
    public void Bots_AllAccounts_AreYoungFewAndLinkToOneSite()
    {
        List<SeenRecord> bots = [.. Posts.Where(record => record.Topic == "fake-trend")];
        var created = bots.Select(record => record.Json.GetProperty("includes").GetProperty("users")[0].GetProperty("created_at").GetDateTimeOffset());
        Assert.That(created.Min(), Is.GreaterThan(new DateTimeOffset(2013, 1, 14, 0, 0, 0, TimeSpan.Zero)));
        Assert.That(bots.Select(record => record.Truth.AuthorId).Distinct().Count(), Is.InRange(100, 300));
        var links = bots.SelectMany(record => record.Counted.GetProperty("entities").GetProperty("urls").EnumerateArray());
        Assert.That(links.Select(link => new Uri(link.GetProperty("expanded_url").GetString()!).Host).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Bots_WithinAMinute_KeepTheRhythmOfAMachine()
    {
        long[] times = [.. Posts.Where(record => record.Topic == "fake-trend").Select(record => record.Truth.Time).Skip(40).Take(200)];
        double[] gaps = [.. times.Zip(times.Skip(1), (a, b) => (double)(b - a))];
        double mean = gaps.Average();
        double deviation = Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean)));
        Assert.That(deviation / mean, Is.LessThan(0.3), "random arrivals have about 1");
    }

    [Test]
    public void Tragedy_SomePosts_NameTheGame() =>
        Assert.That(_records.Count(record => record.Topic == "accident" && record.Hashtags.Contains("#SuperBowl", StringComparer.OrdinalIgnoreCase)), Is.GreaterThan(5));

    [Test]
    public void BrandPost_TenMinutesAfterLightsOut_IsTheFirstOfItsCascade()
    {
        SeenRecord first = _records.First(record => record.Topic == "brand-post");
        Assert.That(first.Post.GetProperty("created_at").GetString(), Is.EqualTo("2013-02-04T01:48:30.000Z"));
        Assert.That(first.Json.GetProperty("includes").GetProperty("users")[0].GetProperty("username").GetString(), Is.EqualTo(AuthorBook.BrandHandle));
        Assert.That(_records.Where(record => record.Topic == "brand-post").Skip(1).Select(record => record.Truth.ParentId), Is.All.EqualTo(first.Truth.Id));
    }
}
