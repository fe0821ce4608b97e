using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Opportunities;
using RtmPipeline.Posts;
using RtmPipeline.Tests.TestKit;
using static RtmPipeline.Tests.Alerts.IncidentRun;

namespace RtmPipeline.Tests.Alerts.Retractions;

/// <summary>What readers of the outputs are told when posts that outputs named are deleted or edited.</summary>
internal sealed class PostRetractionTests
{
    private static readonly Post s_delete = Delete("x:0");

    [Test]
    public void Delete_OfANamedPost_IsToldInBothStreamsThatNamedIt()
    {
        IncidentRun run = new();
        string incident = run.See(0, Event(70))[0].Incident;
        IReadOnlyList<PostRetraction> told = run.Forget(1, s_delete);

        Assert.That(run.Words.Take(2), Is.EqualTo(["opportunity opportunity raised", "alert opportunity raised"]));
        Assert.That(told.Select(r => (r.Output, r.Incident, r.Revision, r.Because)), Is.EqualTo(
        [
            (OutputKind.Opportunity, incident, 3, RetractionReason.Deleted), (OutputKind.Alert, incident, 5, RetractionReason.Deleted),
        ]));
        Assert.That(told.Select(r => (r.Posts.Single(), r.NamedIn.Single(), r.HasEnded, r.Time)), Is.EqualTo([("x:0", 1, false, At(1)), ("x:0", 2, false, At(1))]));
        Assert.That(told.Select(r => (r.Brand, r.Topic.Key, r.Score)), Is.All.EqualTo(("snack", "#dark", 70.0)));
    }

    [Test]
    public void Delete_WhileTheOpportunityLives_IsFollowedByARevisionWithoutThePost()
    {
        IncidentRun run = new();
        run.See(0, Event(50));
        PostRetraction told = run.Forget(1, s_delete).Single();

        IncidentRevision next = run.Out[^1];
        Assert.That((next.Output, next.Phase, next.Revision, next.Time), Is.EqualTo((OutputKind.Opportunity, IncidentPhase.Updated, told.Revision + 1, At(1))));
        Assert.That(told.Place, Is.EqualTo(run.Out.Count - 1), "the retraction stands before it");
        Assert.That(run.Out[0].Evidence.Select(e => e.Id), Does.Contain("x:0"));
        Assert.That(next.Evidence.Select(e => e.Id).Concat(next.Carriers.Select(c => c.Id)), Is.Not.Empty.And.No.Member("x:0"));
    }

    [Test]
    public void Delete_OfAPostThatNoOutputNamed_IsToldToNobody()
    {
        IncidentRun run = new();
        run.See(0, Event(70));
        int before = run.Out.Count;

        Assert.That(run.Forget(1, Delete("x:unheard")), Is.Empty);
        Assert.That(run.Forget(1, new Post { Id = "", Action = PostAction.DeleteAuthor, Source = "x", PostedAt = 0, AuthorKey = 0 }), Is.Empty);
        Assert.That(run.Out, Has.Count.EqualTo(before));
    }

    [Test]
    public void Delete_ASecondTime_IsToldOnce()
    {
        IncidentRun run = new();
        run.See(0, Event(70));
        run.Forget(1, s_delete);

        Assert.That(run.Forget(2, s_delete), Is.Empty);
    }

    [Test]
    public void Delete_AfterTheEnd_IsToldAndSaysThatItEnded()
    {
        IncidentRun run = new();
        run.See(0, Event(50));
        run.See(1, Event(50) with { IsOver = true });
        int before = run.Out.Count;
        PostRetraction told = run.Forget(60 * 20, s_delete).Single();

        Assert.That((told.HasEnded, told.Revision), Is.EqualTo((true, 3)));
        Assert.That(told.NamedIn, Is.EqualTo([1, 2]));
        Assert.That(run.Out, Has.Count.EqualTo(before), "no revision follows an end");
    }

    [Test]
    public void Delete_AfterTheMemoryTime_IsToldToNobody()
    {
        IncidentRun run = new(new AlertOptions { NamedHours = 3 });
        run.See(0, Event(50));
        run.See(1, Event(50) with { IsOver = true });

        Assert.That(run.Forget(182, s_delete), Is.Empty);
    }

    [Test]
    public void NamedPosts_BeyondTheirNumber_ForgetWhatWasNamedLongestAgo()
    {
        NamedPosts named = new(2, 1_000_000);
        Incident incident = new() { Id = "a", Kind = AlertKind.Opportunity, RaisedAt = 0 };
        IncidentRevision revision = new SampleRevisions(1).Next(OutputKind.Alert, incident: "a") with { Carriers = [], Communities = [] };
        for (int i = 0; i < 3; i++)
            named.Note(revision with { Time = i, Revision = i + 1, Evidence = [new Evidence($"x:{i}", null, "x", null, 0)] }, incident);

        Assert.That(Enumerable.Range(0, 3).Select(i => named.Find(Delete($"x:{i}"), 3).Count), Is.EqualTo([0, 1, 1]));
    }

    [Test]
    public void DeleteAccount_TellsOfAllItsNamedPostsAtOnce()
    {
        IncidentRun run = new();
        EventSummary summary = new(1);
        for (int i = 0; i < 20; i++)
        {
            summary.Add(
                new Post { Id = $"x:{i}", Source = "x", PostedAt = Start + i, CountedAt = Start + i, IsCounted = true, Text = "invented", Author = "ann", AuthorKey = (ulong)((i % 2) + 7) },
                SampleTopics.Tags(0.5f));
        }

        string[] named = [.. run.See(0, Event(50) with { Summary = summary })[0].Evidence.Select(e => e.Id)];
        PostRetraction told = run.Forget(1, new Post { Id = "", Action = PostAction.DeleteAuthor, Source = "x", PostedAt = 0, AuthorKey = 7 }).Single();

        Assert.That(told.Because, Is.EqualTo(RetractionReason.AccountDeleted));
        Assert.That(told.Posts, Is.Ordered.And.SupersetOf(named.Where(id => id is "x:0" or "x:2")));
        Assert.That(told.Posts, Has.No.Member("x:1"));
        Assert.That(run.Out[^1].Evidence.Select(e => e.AuthorKey), Is.All.EqualTo(8));
    }

    [Test]
    public void Delete_ByTheOtherIdentity_FindsThePost()
    {
        IncidentRun run = new();
        EventSummary summary = new(1);
        summary.Add(new Post { Id = "https://a.example/1", AlternateId = "mastodon:1", Source = "mastodon", PostedAt = Start, CountedAt = Start, IsCounted = true, Text = "invented" }, SampleTopics.Tags(0.5f));
        run.See(0, Event(50) with { Summary = summary });
        summary.Forget(Delete("mastodon:1"));

        Assert.That(run.Forget(1, Delete("mastodon:1")).Single().Posts, Is.EqualTo(["https://a.example/1"]));
        Assert.That(summary.Evidence.Count() + summary.Crowd.Carriers.Top(9).Length, Is.Zero);
    }

    [Test]
    public void Edit_WhereTextsAreCopied_RetractsTheTextBeforeAndKeepsThePost()
    {
        IncidentRun run = new(new AlertOptions { EvidenceTexts = true });
        run.See(0, Event(50));
        Post edit = new() { Id = "x:0", Action = PostAction.Edit, Version = 2, Source = "x", PostedAt = Start, Text = "another" };
        PostRetraction told = run.Forget(1, edit).Single();

        Assert.That((told.Because, told.Posts.Single(), told.NamedIn.Single()), Is.EqualTo((RetractionReason.Edited, "x:0", 1)));
        Assert.That(run.Out[^1].Evidence.Where(e => e.Id == "x:0").Select(e => e.Text), Is.EqualTo(new string?[] { null }));
        Assert.That(run.Forget(2, edit), Is.Empty, "the text is told of once");
        Assert.That(run.Forget(3, s_delete).Single().NamedIn, Is.EqualTo([1, 3]), "the post is still named");
    }

    [Test]
    public void Edit_WhereNoTextsAreCopied_IsToldToNobody()
    {
        IncidentRun run = new();
        run.See(0, Event(50));

        Assert.That(run.Forget(1, new Post { Id = "x:0", Action = PostAction.Edit, Version = 2, Source = "x", PostedAt = Start, Text = "another" }), Is.Empty);
    }

    [Test]
    public void Delete_OfWhatTwoIncidentsNamed_IsToldOfBothInTheOrderOfTheirIds()
    {
        IncidentRun run = new();
        run.See(0, Event(50, founder: "#dark"), Event(50, founder: "#light"));
        string[] told = [.. run.Forget(1, s_delete).Select(r => r.Incident)];

        Assert.That(told, Has.Length.EqualTo(2).And.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
    }

    [Test]
    public void Brand_RemovedAfterADelete_IsToldWithoutThePost()
    {
        IncidentRun run = new();
        run.See(0, Event(50));
        run.Forget(1, s_delete);
        IncidentRevision last = run.Adopt(2, Snack with { Id = "other" }).Single();

        Assert.That(last.Phase, Is.EqualTo(IncidentPhase.Retracted));
        Assert.That(last.Evidence.Select(e => e.Id), Is.Not.Empty.And.No.Member("x:0"));
        Assert.That(run.Forget(3, Delete("x:1")).Single().NamedIn, Does.Contain(last.Revision), "what the last word named is remembered too");
    }

    [Test]
    public void Retraction_OfManyPosts_IsCutIntoSeveral()
    {
        NamedPosts named = new(2_000, 1_000_000);
        Incident incident = new() { Id = "a", Kind = AlertKind.Hold, RaisedAt = 0, EndedBecause = EndReason.Over };
        IncidentRevision revision = new SampleRevisions(1).Next(OutputKind.Alert, incident: "a") with { Time = 1, Revision = 1, Carriers = [], Communities = [] };
        named.Note(revision with { Evidence = [.. Enumerable.Range(0, 1_200).Select(i => new Evidence($"x:{i}", null, "x", null, 0) { AuthorKey = 5 })] }, incident);
        List<PostRetraction> told = [];
        new PostRetractor(named).Forget(new Post { Id = "", Action = PostAction.DeleteAuthor, Source = "x", PostedAt = 0, AuthorKey = 5 }, 2, [], told);

        Assert.That(told.Select(r => r.Posts.Length), Is.EqualTo([500, 500, 200]));
        Assert.That(told.SelectMany(r => r.Posts).Distinct().Count(), Is.EqualTo(1_200));
        Assert.That(named.Count, Is.Zero);
    }

    private static Post Delete(string id) => new() { Id = id, Action = PostAction.Delete, Source = "x", PostedAt = 0 };
}
