using System.Text.Json;
using NUnit.Framework;
using RtmPipeline.Alerts;
using RtmPipeline.Commands;
using RtmPipeline.Delivery;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Delivery;

internal sealed class DigestEntriesTests
{
    private static readonly AlertDigest s_digest = new()
    {
        Brand = "acme",
        Time = 1_715_342_400_500,
        From = 1_715_299_200_000,
        To = 1_715_342_400_000,
        HeldBack =
        [
            new HeldAlert("acme-7", AlertKind.Opportunity, "#LightsOut", 71.25, 6.5, 1_715_300_000_000, HoldBackReason.DailyCap),
            new HeldAlert(null, AlertKind.Threat, "late", 80, 4, 1_715_301_000_000, HoldBackReason.TooLate),
        ],
        Count = 3,
        Summary = "Three were held back.",
    };

    [Test]
    public void Entry_OfADigest_HasAllFieldsInOrderAndNoTopic()
    {
        OutputEntry entry = OutputEntries.Of(s_digest, 9);

        Assert.That(entry.Stream.Fields().Take(8).Select(entry.Text), Is.EqualTo(
            ["acme-digest-20240510t1200.1", "rtm.digest.v1", "9", "1715342400500", "acme", "", "6.5", "80"]));
        Assert.That((entry.Stream, entry.OpportunityId), Is.EqualTo((OutputStream.Alerts, (string?)null)));
    }

    [Test]
    public void Data_OfADigest_SaysWhatWasHeldBackAndWhy()
    {
        using JsonDocument data = JsonDocument.Parse(OutputEntries.Of(s_digest, 1).Text("data"));

        Assert.That(data.RootElement.GetProperty("data").GetRawText(), Is.EqualTo(
            """{"brand":"acme","from":"2024-05-10T00:00:00.000Z","to":"2024-05-10T12:00:00.000Z","count":3,"held_back":["""
            + """{"incident":"acme-7","kind":"opportunity","label":"#LightsOut","score":71.25,"severity":6.5,"held_at":"2024-05-10T00:13:20.000Z","because":"daily_cap"},"""
            + """{"incident":null,"kind":"threat","label":"late","score":80,"severity":4,"held_at":"2024-05-10T00:30:00.000Z","because":"too_late"}],"summary":"Three were held back."}"""));
    }

    [Test]
    public void Entries_ManyDigests_FollowTheSchemas()
    {
        SampleRevisions samples = new(8);
        for (int seq = 1; seq <= 500; seq++)
        {
            OutputEntry entry = OutputEntries.Of(samples.NextDigest(), seq);
            Assert.That(OutputChecks.Faults(entry), Is.Empty, () => entry.Text("data"));
        }
    }

    [Test]
    public void Entry_ScoreThatIsNotFinite_NamesTheMember()
    {
        AlertDigest broken = s_digest with { HeldBack = [s_digest.HeldBack[0] with { Score = double.NaN }] };

        Assert.That(() => OutputEntries.Of(broken, 1), Throws.ArgumentException.With.Message.Contains("score is NaN"));
    }

    [Test]
    public void Words_OfEveryReason_AreWrittenOut()
    {
        Assert.That(Enum.GetValues<HoldBackReason>().Select(r => r.Word()), Is.EqualTo(["daily_cap", "refractory", "too_late"]));
        Assert.That(Enum.GetValues<EndReason>().Select(r => r.Word()), Is.EqualTo(["over", "too_late", "merged", "tragedy", "unsafe", "threat", "taken_back", "not_authentic", "brand_removed", "rejected"]));
        Assert.That(() => ((HoldBackReason)9).Word(), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => ((EndReason)10).Word(), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Order_DigestsAndRevisions_IsByTimeHoweverTheBatchIsCut()
    {
        SampleRevisions samples = new(3);
        long[] times = [1_000, 2_000, 2_000, 5_000];
        IncidentRevision[] revisions = [.. times.Select(time => samples.Next(OutputKind.Alert, time: time))];
        AlertDigest[] digests = [samples.NextDigest(2_000), samples.NextDigest(4_000), samples.NextDigest(6_000)];

        string[] whole = [.. Order(new EntryNumbering(), revisions, digests)];
        EntryNumbering numbering = new();
        string[] cut =
        [
            .. Order(numbering, revisions[..1], []), .. Order(numbering, revisions[1..3], digests[..1]),
            .. Order(numbering, [], digests[1..2]), .. Order(numbering, revisions[3..], digests[2..]),
        ];

        Assert.That(whole.Select(e => e.Split(' ')[1]), Is.EqualTo(["1000", "2000", "2000", "2000", "4000", "5000", "6000"]));
        Assert.That(whole[1], Does.Contain(OutputTypes.Digest), "before the revisions of its tick");
        Assert.That(cut, Is.EqualTo(whole));
    }

    [Test]
    public void Line_OfADigest_IsSafeForATerminal() =>
        Assert.That(
            AlertLine.Of(s_digest with { Summary = "a\u001b[2Jb" }),
            Is.EqualTo("2024-05-10 12:00:00  digest                acme  a\\u001B[2Jb"));

    private static IEnumerable<string> Order(EntryNumbering numbering, IncidentRevision[] revisions, AlertDigest[] digests) =>
        numbering.Compose(new OutputBatch(revisions, [], 0) { Digests = digests }).Select(e => $"{e.Seq} {e.Time} {e.Text("type")}");
}
