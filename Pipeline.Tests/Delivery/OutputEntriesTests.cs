using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Posts.Text;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery;

internal sealed class OutputEntriesTests
{
    private readonly SampleRevisions _samples = new(11);

    [Test]
    public void Entry_OfOpportunity_HasAllFieldsInOrder()
    {
        IncidentRevision revision = _samples.Next(OutputKind.Opportunity) with
        {
            Incident = "acme-7",
            Revision = 3,
            Time = 1_715_342_400_123,
            Brand = "acme",
            Severity = 7.125,
            Score = 80,
            Topic = new IncidentTopic("#lightsout", TopicKind.Hashtag, "#LightsOut", []),
        };
        OutputEntry entry = OutputEntries.Of(revision, 42);
        Assert.That(entry.Stream.Fields(), Is.EqualTo(["id", "type", "seq", "t", "brand", "topic", "severity", "score", "data"]));
        Assert.That(
            entry.Stream.Fields().Take(8).Select(entry.Text),
            Is.EqualTo(["acme-7.3", "rtm.opportunity.v1", "42", "1715342400123", "acme", "#lightsout", "7.13", "80"]));
    }

    [TestCase(OutputKind.Opportunity, IncidentPhase.Raised, OutputStream.Opportunities, "rtm.opportunity.v1",
        TestName = "Type_OpportunityRaised_IsOpportunity")]
    [TestCase(OutputKind.Alert, IncidentPhase.Escalated, OutputStream.Alerts, "rtm.alert.v1", TestName = "Type_AlertEscalated_IsAlert")]
    [TestCase(OutputKind.Alert, IncidentPhase.Retracted, OutputStream.Alerts, "rtm.retraction.v1", TestName = "Type_AlertRetracted_IsRetractionInAlerts")]
    [TestCase(OutputKind.Opportunity, IncidentPhase.Retracted, OutputStream.Opportunities, "rtm.retraction.v1",
        TestName = "Type_OpportunityRetracted_IsRetractionInOpportunities")]
    public void Type(OutputKind output, IncidentPhase phase, OutputStream stream, string type)
    {
        OutputEntry entry = OutputEntries.Of(_samples.Next(output, phase), 1);
        Assert.That((entry.Stream, entry.Text("type")), Is.EqualTo((stream, type)));
    }

    [Test]
    public void Data_OfAlert_HoldsTheMembersOfTheContractInOrder()
    {
        using JsonDocument data = DataOf(_samples.Next(OutputKind.Alert));
        Assert.That(data.RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(
            ["specversion", "id", "source", "type", "time", "subject", "datacontenttype", "dataschema", "data"]));
        Assert.That(data.RootElement.GetProperty("data").EnumerateObject().Select(member => member.Name), Is.EqualTo(
            [
                "incident", "rev", "kind", "phase", "brand", "severity", "score", "topic", "first_seen", "raised_at", "act_before", "peak_at",
                "velocity", "factors", "tags", "authors", "sources", "news_first_at", "summary", "evidence",
                "previous", "ended_because", "merged_into", "story", "typology", "carriers", "communities", "authenticity",
            ]));
    }

    [Test]
    public void Data_OfOpportunity_HasNoKind()
    {
        using JsonDocument data = DataOf(_samples.Next(OutputKind.Opportunity));
        Assert.That(data.RootElement.GetProperty("data").TryGetProperty("kind", out _), Is.False);
    }

    [Test]
    public void Data_Numbers_AreRoundedAndNeverNegativeZero()
    {
        IncidentRevision revision = _samples.Next(OutputKind.Alert) with
        {
            Score = 12.3456,
            Velocity = new VelocityReading(1.0 / 3, 2, -0.00001, []),
            Factors = [new ScoreFactor("velocity", 0.66666666, 20, 12.345678)],
        };
        using JsonDocument data = DataOf(revision);
        JsonElement incident = data.RootElement.GetProperty("data");
        Assert.That(incident.GetProperty("score").GetRawText(), Is.EqualTo("12.35"));
        Assert.That(incident.GetProperty("velocity").GetRawText(), Does.StartWith(
            """{"per_minute":0.3333,"baseline_per_minute":2,"growth_log_per_hour":0,"""));
        Assert.That(incident.GetProperty("factors").GetRawText(), Is.EqualTo(
            """[{"name":"velocity","value":0.6667,"weight":20,"contribution":12.3457}]"""));
    }

    [Test]
    public void Data_Times_AreRfc3339WithMilliseconds()
    {
        using JsonDocument data = DataOf(_samples.Next(OutputKind.Alert) with { Time = 1_715_342_400_007, PeakAt = long.MaxValue });
        Assert.That(data.RootElement.GetProperty("time").GetString(), Is.EqualTo("2024-05-10T12:00:00.007Z"));
        Assert.That(data.RootElement.GetProperty("data").GetProperty("peak_at").GetString(), Is.EqualTo("9999-12-31T23:59:59.999Z"));
    }

    [Test]
    public void Data_Story_TellsWhoHadTheEventFirst()
    {
        IncidentStory story = new("20240510-0abc123", 4, 6, 2, ["en", "es"], "example.com", 1_715_342_400_007, StoryLead.Social, 12.34567);
        using JsonDocument data = DataOf(_samples.Next(OutputKind.Alert) with { Story = story });
        Assert.That(data.RootElement.GetProperty("data").GetProperty("story").GetRawText(), Is.EqualTo(
            """{"id":"20240510-0abc123","items":4,"publishers":6,"copies":2,"languages":["en","es"],"first_publisher":"example.com","first_at":"2024-05-10T12:00:00.007Z","leads":"social","lead_minutes":12.3457}"""));
    }

    [Test]
    public void Data_WithoutNews_HasANullForTheStory()
    {
        using JsonDocument data = DataOf(_samples.Next(OutputKind.Alert) with { Story = null });
        Assert.That(data.RootElement.GetProperty("data").GetProperty("story").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Data_HostileText_CannotEndAScriptElement()
    {
        OutputEntry entry = OutputEntries.Of(_samples.Next(OutputKind.Alert) with { Summary = "</script><b>'&" }, 1);
        Assert.That(entry.Text("data"), Does.Not.Contain("<").And.Not.Contain("'"));
    }

    [Test]
    public void Entry_NumberThatIsNotFinite_NamesTheMember() =>
        Assert.That(
            () => OutputEntries.Of(_samples.Next(OutputKind.Alert) with { Score = double.NaN }, 1),
            Throws.ArgumentException.With.Message.Contains("score is NaN"));

    [Test]
    public void Entry_ManyKinds_FollowTheSchemas()
    {
        SampleRevisions samples = new(5);
        for (int seq = 1; seq <= 2000; seq++)
        {
            OutputEntry entry = OutputEntries.Of(samples.Next(), seq);
            Assert.That(OutputChecks.Faults(entry), Is.Empty, () => entry.Text("data"));
        }
    }

    [Test]
    public void Entry_SameRevisionTwice_IsTheSameBytes()
    {
        byte[][] first = OutputEntries.Of(new SampleRevisions(6).Next(), 9).Values;
        Assert.That(OutputEntries.Of(new SampleRevisions(6).Next(), 9).Values, Is.EqualTo(first));
    }

    private static JsonDocument DataOf(IncidentRevision revision) => JsonDocument.Parse(OutputEntries.Of(revision, 1).Text("data"));
}
