using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Alerts.Retractions;
using RtmPipeline.Delivery;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery;

internal sealed class RetractionEntriesTests
{
    [Test]
    public void Entry_OfARetraction_HasAllFieldsInOrder()
    {
        OutputEntry entry = RetractionEntries.Of(Sample(OutputKind.Opportunity), 9);

        Assert.That(entry.Stream, Is.EqualTo(OutputStream.Opportunities));
        Assert.That(entry.Stream.Fields().Take(8).Select(entry.Text), Is.EqualTo(
            ["acme-7.5", "rtm.retraction.v1", "9", "1715342400000", "acme", "#lightsout", "6.5", "71.25"]));
    }

    [Test]
    public void Data_OfARetraction_NamesThePostsAndTheEntries()
    {
        using JsonDocument data = JsonDocument.Parse(RetractionEntries.Of(Sample(OutputKind.Alert), 1).Text("data"));

        Assert.That(data.RootElement.GetProperty("data").GetRawText(), Is.EqualTo(
            """{"incident":"acme-7","rev":5,"kind":"opportunity","brand":"acme","topic":{"key":"#lightsout","kind":"hashtag","label":"#LightsOut","aliases":[]},"because":"deleted","posts":["x:1","x:2"],"entries":["acme-7.1","acme-7.3"]}"""));
    }

    [TestCase(OutputKind.Opportunity, false, null, false, TestName = "State_OfALiveOpportunity_IsLeftToTheRevisionThatFollows")]
    [TestCase(OutputKind.Opportunity, true, "acme-7", true, TestName = "State_OfAnEndedOpportunity_IsForgotten")]
    [TestCase(OutputKind.Alert, true, null, false, TestName = "State_OfAnAlert_IsNotKept")]
    public void State(OutputKind output, bool hasEnded, string? opportunity, bool forgets)
    {
        OutputEntry entry = RetractionEntries.Of(Sample(output) with { HasEnded = hasEnded }, 1);

        Assert.That((entry.OpportunityId, entry.ForgetsState, entry.IsLive), Is.EqualTo((opportunity, forgets, false)));
    }

    [Test]
    public void Entries_OfEveryReasonAndStream_FollowTheSchemas()
    {
        foreach (RetractionReason because in Enum.GetValues<RetractionReason>())
        {
            foreach (OutputKind output in Enum.GetValues<OutputKind>())
                Assert.That(OutputChecks.Faults(RetractionEntries.Of(Sample(output) with { Because = because, Posts = ["at://did:plc:é/<x>"] }, 3)), Is.Empty);
        }
    }

    [Test]
    public void Schema_OfARetraction_RefusesWhatIsNeitherOrBoth()
    {
        SchemaCheck schema = new(OutputSchemas.Read(OutputTypes.Retraction));
        const string common = """ "incident":"a","rev":1,"brand":"acme","topic":{"key":"#a","kind":"hashtag","label":"#a","aliases":[]}""";
        const string posts = """ "because":"deleted","posts":["x:1"],"entries":["a.1"]""";
        using JsonDocument retracted = JsonDocument.Parse(OutputEntries.Of(new SampleRevisions(1).Next(OutputKind.Alert, IncidentPhase.Retracted), 1).Text("data"));
        string whole = retracted.RootElement.GetProperty("data").GetRawText();

        Assert.That(schema.Faults($$"""{{{common}},{{posts}}}"""), Is.Empty);
        Assert.That(schema.Faults(whole), Is.Empty);
        Assert.That(schema.Faults($$"""{{{common}}}"""), Is.Not.Empty);
        Assert.That(schema.Faults($$"""{{whole[..^1]}},{{posts}}}"""), Is.Not.Empty);
        Assert.That(schema.Faults($$"""{{{common}},{{posts.Replace("deleted", "bored", StringComparison.Ordinal)}}}"""), Is.Not.Empty);
    }

    [Test]
    public void Words_OfEveryReason_AreWrittenOut()
    {
        Assert.That(Enum.GetValues<RetractionReason>().Select(r => r.Word()), Is.EqualTo(["deleted", "account_deleted", "edited"]));
        Assert.That(() => ((RetractionReason)9).Word(), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Entry_ScoreThatIsNotFinite_NamesTheMember() =>
        Assert.That(() => RetractionEntries.Of(Sample(OutputKind.Alert) with { Score = double.NaN }, 1), Throws.ArgumentException.With.Message.Contains("score is NaN"));

    [Test]
    public void Order_RetractionsStandAtTheirPlace_HoweverTheBatchIsCut()
    {
        SampleRevisions samples = new(3);
        IncidentRevision[] revisions = [.. new long[] { 1_000, 2_000, 2_500, 5_000 }.Select(time => samples.Next(OutputKind.Alert, time: time))];
        AlertDigest[] digests = [samples.NextDigest(2_000), samples.NextDigest(4_000)];
        PostRetraction[] retractions = [At(2_500, 2), At(2_500, 2), At(4_500, 3), At(5_500, 4)];

        string[] whole = [.. Order(new EntryNumbering(), revisions, digests, retractions)];
        EntryNumbering numbering = new();
        string[] cut =
        [
            .. Order(numbering, revisions[..2], digests[..1], [retractions[0]]),
            .. Order(numbering, revisions[2..3], [], [retractions[1] with { Place = 0 }]),
            .. Order(numbering, [], digests[1..], [retractions[2] with { Place = 0 }]),
            .. Order(numbering, revisions[3..], [], [retractions[3] with { Place = 1 }]),
        ];

        Assert.That(whole.Select(e => e.Split(' ')[1]), Is.EqualTo(["1000", "2000", "2000", "2500", "2500", "2500", "4000", "4500", "5000", "5500"]));
        Assert.That(cut, Is.EqualTo(whole));
    }

    [Test]
    public void Batch_OfRetractionsAlone_IsNotEmpty() =>
        Assert.That((new OutputBatch([], [], 0) { Retractions = [At(1, 0)] }.IsEmpty, new OutputBatch([], [], 0) { Deletes = ["x:1"] }.IsEmpty), Is.EqualTo((false, true)));

    [Test]
    public void Deletion_OfPostsAndAccounts_IsNamedInOrder()
    {
        Post[] posts =
        [
            new() { Id = "x:1", Source = "x", PostedAt = 0 },
            new() { Id = "x:2", Action = PostAction.Delete, Source = "x", PostedAt = 0 },
            new() { Id = "https://a.example/3", AlternateId = "mastodon:3", Action = PostAction.Delete, Source = "mastodon", PostedAt = 0 },
            new() { Id = "", Action = PostAction.DeleteAuthor, AuthorKey = 0xABC, Source = "x", PostedAt = 0 },
        ];

        Assert.That(Deletion.Of(posts), Is.EqualTo(["x:2", "https://a.example/3", "mastodon:3", "account:0000000000000abc"]));
        Assert.That(Deletion.Of([]), Is.Empty);
    }

    private static IEnumerable<string> Order(EntryNumbering numbering, IncidentRevision[] revisions, AlertDigest[] digests, PostRetraction[] retractions) =>
        numbering.Compose(new OutputBatch(revisions, [], 0) { Digests = digests, Retractions = retractions }).Select(e => $"{e.Seq} {e.Time} {e.Text("type")} {e.Text("id")}");

    private static PostRetraction At(long time, int place) => Sample(OutputKind.Alert) with { Time = time, Place = place };

    public static PostRetraction Sample(OutputKind output) => new()
    {
        Output = output,
        Incident = "acme-7",
        Revision = 5,
        Kind = AlertKind.Opportunity,
        Time = SampleRevisions.Noon,
        Brand = "acme",
        Topic = new IncidentTopic("#lightsout", TopicKind.Hashtag, "#LightsOut", []),
        Severity = 6.5,
        Score = 71.25,
        Because = RetractionReason.Deleted,
        Posts = ["x:1", "x:2"],
        NamedIn = [1, 3],
        HasEnded = false,
        Place = 0,
    };
}
