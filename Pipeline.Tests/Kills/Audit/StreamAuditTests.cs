using System.Text;
using NUnit.Framework;

namespace RtmPipeline.Tests.Kills.Audit;

/// <summary>An auditor that finds nothing proves nothing: each fault is made on purpose, and must be found, and no other one.</summary>
internal sealed class StreamAuditTests
{
    private static readonly string[] s_ids = ["a.1", "a.2", "b.1"];

    [Test]
    public void SameStreams_AreClean()
    {
        AuditFindings findings = StreamAudit.Compare(Book(s_ids), Book(s_ids));
        Assert.That((findings.IsClean, findings.Entries), Is.EqualTo((true, 3)), findings.ToString());
    }

    [Test]
    public void MissingEntryInTheMiddle_IsLostAndAGap() => AssertFound(Without(1), lost: 1, gaps: 1);

    [Test]
    public void MissingLastEntry_IsLost() => AssertFound(Without(2), lost: 1);

    [Test]
    public void EntryTwice_IsDoubled() => AssertFound(With(Entry("b.1", 4)), doubled: 1);

    [Test]
    public void EntryOfNoOtherRun_IsUnknown() => AssertFound(With(Entry("c.1", 4)), unknown: 1);

    [TestCase("1-9", "opportunity", "{\"id\":\"b.1\",\"type\":\"t\"}", TestName = "EntryId_Other_IsDiffering")]
    [TestCase("1-3", "other", "{\"id\":\"b.1\",\"type\":\"t\"}", TestName = "Field_Other_IsDiffering")]
    [TestCase("1-3", "opportunity", "{\"id\":\"b.1\",\"type\":\"t\",\"x\":1}", TestName = "OneByteOfTheData_More_IsDiffering")]
    public void OtherBytes_AreDiffering(string id, string brand, string data)
    {
        StreamBook found = Book(s_ids);
        found.Streams["alerts"] = [.. found["alerts"].Take(2), Entry("b.1", 3, id, brand, data)];
        AssertFound(found, differing: 1);
    }

    [Test]
    public void FieldsInAnotherOrder_AreDiffering()
    {
        StreamBook found = Book(s_ids);
        AuditedEntry last = found["alerts"][2];
        found.Streams["alerts"] = [.. found["alerts"].Take(2), last with { Fields = [.. last.Fields.Reverse()] }];
        AssertFound(found, differing: 1);
    }

    [Test]
    public void OtherBytesThatAreNoText_AreDiffering()
    {
        StreamBook expected = Book(s_ids);
        StreamBook found = Book(s_ids);
        AuditedEntry last = found["alerts"][2];
        expected.Streams["alerts"] = [.. found["alerts"].Take(2), last with { Fields = [.. last.Fields, ("payload", [0xff])] }];
        found.Streams["alerts"] = [.. found["alerts"].Take(2), last with { Fields = [.. last.Fields, ("payload", [0xfe])] }];
        Assert.That(StreamAudit.Compare(expected, found).Differing, Is.EqualTo(1));
    }

    [Test]
    public void TwoEntriesExchanged_AreDifferingAndGaps()
    {
        StreamBook found = Book(s_ids);
        found.Streams["alerts"] = [found["alerts"][1], found["alerts"][0], found["alerts"][2]];
        AssertFound(found, gaps: 3);
    }

    [Test]
    public void DataOfAnotherOutput_IsMisplaced()
    {
        StreamBook book = Book(s_ids);
        book.Streams["alerts"] = [.. book["alerts"].Take(2), Entry("b.1", 3, data: "{\"id\":\"a.1\",\"type\":\"t\"}")];
        Assert.That(StreamAudit.Compare(book, book).Misplaced, Is.EqualTo(1));
    }

    [TestCase("board", "b=2", TestName = "Board_Other_IsDiffering")]
    [TestCase("opportunity:x", "id=x.1", TestName = "StateOfAnOpportunityTooMany_IsDiffering")]
    public void KeyBeside_Other_IsDiffering(string key, string value)
    {
        StreamBook found = Book(s_ids);
        found.Beside[key] = value;
        AssertFound(found, differing: 1);
    }

    [Test]
    public void DeadLetters_AreHeldAgainstTheBrokenLines()
    {
        AuditFindings same = new();
        StreamAudit.CheckDeadLetters(["3@70", "9@200"], ["3@70", "9@200"], same);
        AuditFindings missing = new();
        StreamAudit.CheckDeadLetters(["3@70", "9@200"], ["3@70", "9@200", "12@300"], missing);
        AuditFindings tooMany = new();
        StreamAudit.CheckDeadLetters(["3@70", "9@200"], ["3@70"], tooMany);
        AuditFindings exchanged = new();
        StreamAudit.CheckDeadLetters(["9@200", "3@70"], ["3@70", "9@200"], exchanged);
        Assert.That((same.IsClean, missing.Lost, tooMany.Misplaced, exchanged.Misplaced), Is.EqualTo((true, 1, 1, 1)));
    }

    [Test]
    public void Findings_PrintWhatWasFound() =>
        Assert.That(StreamAudit.Compare(Book(s_ids), Without(2)).ToString(), Does.Contain("lost 1").And.Contain("b.1").And.Contain("alerts"));

    private static void AssertFound(StreamBook found, int lost = 0, int doubled = 0, int differing = 0, int unknown = 0, int gaps = 0)
    {
        AuditFindings findings = StreamAudit.Compare(Book(s_ids), found);
        Assert.That(
            (findings.Lost, findings.Doubled, findings.Differing, findings.Unknown, findings.Gaps, findings.Misplaced),
            Is.EqualTo((lost, doubled, differing, unknown, gaps, 0)),
            findings.ToString());
        Assert.That(findings.IsClean, Is.False);
    }

    private static StreamBook Book(string[] ids)
    {
        StreamBook book = new();
        book.Streams["alerts"] = [.. ids.Select((id, i) => Entry(id, i + 1))];
        book.Beside["board"] = "a=1";
        return book;
    }

    private static StreamBook Without(int index)
    {
        StreamBook book = Book(s_ids);
        book.Streams["alerts"] = [.. book["alerts"].Where((_, i) => i != index)];
        return book;
    }

    private static StreamBook With(AuditedEntry entry)
    {
        StreamBook book = Book(s_ids);
        book.Streams["alerts"] = [.. book["alerts"], entry];
        return book;
    }

    private static AuditedEntry Entry(string id, int seq, string? entryId = null, string brand = "opportunity", string? data = null) => Of(
        entryId ?? $"1-{seq}", ("id", id), ("type", "t"), ("seq", $"{seq}"), ("brand", brand), ("data", data ?? $"{{\"id\":\"{id}\",\"type\":\"t\"}}"));

    private static AuditedEntry Of(string id, params (string Name, string Value)[] fields) =>
        new(id, [.. fields.Select(field => (field.Name, Encoding.UTF8.GetBytes(field.Value)))]);
}
