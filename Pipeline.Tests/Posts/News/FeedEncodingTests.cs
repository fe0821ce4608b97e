using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Posts.News;

/// <summary>What is read when server, document and bytes say the same of the encoding, or contradict each other.</summary>
[TestFixture]
internal sealed class FeedEncodingTests
{
    private const string Russian = "Паром снова ходит: утром первые пассажиры сошли на берег";

    [TestCase("text/xml; charset=windows-1251", TestName = "{m}(as usual)")]
    [TestCase("application/rss+xml;charset = \"Windows-1251\"", TestName = "{m}(double quotes, spaces)")]
    [TestCase("application/xml; qs=0.9; CHARSET='windows-1251'", TestName = "{m}(single quotes, behind another parameter)")]
    public void CharsetOfTheServer_IsUnderstood(string contentType) => Assert.That(Read(Russian, "windows-1251", contentType, null), Is.EqualTo((Russian, "windows-1251")));

    [Test]
    public void CharsetOfTheServer_StandsAboveTheDeclaration() =>
        Assert.That(Read(Russian, "windows-1251", "text/xml; charset=windows-1251", "koi8-r"), Is.EqualTo((Russian, "windows-1251")));

    [TestCase("utf-8", "text/xml; charset=iso-8859-1", "utf-8", TestName = "{m}(the server says Latin-1)")]
    [TestCase("utf-8", "text/xml; charset=utf-8", "windows-1251", TestName = "{m}(the declaration says windows-1251)")]
    [TestCase("utf-8", "text/xml; charset=us-ascii", null, TestName = "{m}(the server says ASCII)")]
    [TestCase("utf-8", null, "us-ascii", TestName = "{m}(the declaration says ASCII)")]
    [TestCase("utf-8", "text/xml", null, TestName = "{m}(text without a charset is not ASCII)")]
    [TestCase("utf-8", "text/xml; charset=none-such", null, TestName = "{m}(the server says nonsense)")]
    public void Utf8_WhereSomethingElseIsSaidToo_IsReadAsUtf8(string real, string? contentType, string? declared) =>
        Assert.That(Read(Russian, real, contentType, declared), Is.EqualTo((Russian, "utf-8")));

    [Test]
    public void CharsetOfTheServer_ThatDoesNotFit_GivesWayToTheDeclaration() =>
        Assert.That(Read(Russian, "windows-1251", "text/xml; charset=utf-8", "windows-1251"), Is.EqualTo((Russian, "windows-1251")));

    [Test]
    public void DeclarationWithoutACharsetOfTheServer_Stands() =>
        Assert.That(Read(Russian, "koi8-r", "text/xml", "koi8-r"), Is.EqualTo((Russian, "koi8-r")));

    [Test]
    public void ByteOrderMark_StandsAboveTheServer()
    {
        byte[] bytes = [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Document(Russian, null))];
        Assert.That(FeedEncoding.Decode(bytes, "text/xml; charset=utf-8").Encoding, Is.EqualTo("utf-16BE"));
    }

    [Test]
    public void ServersWord_ReachesThePost()
    {
        byte[] bytes = EncodingOf("windows-1251").GetBytes(Document(Russian, null));
        Assert.That(FeedSamples.Xml(bytes, contentType: "text/xml; charset=windows-1251").Posts().Single().Text, Is.EqualTo(Russian));
    }

    [TestCase("windows-1251", Russian)]
    [TestCase("koi8-r", Russian)]
    [TestCase("iso-8859-5", Russian)]
    [TestCase("windows-1253", "Το πλοίο για τα νησιά έφυγε και πάλι στην ώρα του σήμερα το πρωί")]
    [TestCase("windows-1255", "המעבורת יצאה שוב בזמן והנוסעים הראשונים ירדו אל החוף")]
    [TestCase("windows-1256", "عادت العبارة إلى العمل ونزل أول المسافرين إلى الشاطئ في الصباح")]
    [TestCase("windows-874", "เรือข้ามฟากกลับมาให้บริการอีกครั้งในเช้าวันนี้และผู้โดยสารกลุ่มแรกขึ้นฝั่งแล้ว")]
    [TestCase("shift_jis", "今朝からフェリーの運航が再開され、最初の乗客が港に到着しました。")]
    [TestCase("euc-jp", "今朝からフェリーの運航が再開され、最初の乗客が港に到着しました。")]
    [TestCase("ks_c_5601-1987", "오늘 아침부터 여객선 운항이 다시 시작되어 첫 승객들이 항구에 도착했다. 시는 이번 일로 피해를 본 사람들에게 사과했다.")]
    [TestCase("gb18030", "今天早上渡轮恢复了，第一批人上了岸，这是一个好的开始，他们说要在这里等我们。")]
    [TestCase("big5", "今天早上渡輪恢復了，第一批人上了岸，這是一個好的開始，他們說要在這裡等我們。")]
    public void EncodingThatNothingTells_IsToldByTheText(string name, string text) => Assert.That(Read(text, name, null, null), Is.EqualTo((text, name)));

    [TestCase("Le café fermé rouvrira l’été : « déjà prêt », dit le maire de Besançon à l’hôtel", TestName = "{m}(French)")]
    [TestCase("Die Fähre fährt wieder, so schön kann es für müde Gäste über Nacht gehen", TestName = "{m}(German)")]
    [TestCase("Café", TestName = "{m}(one letter)")]
    public void WesternTextThatNothingTells_IsReadAsWestern(string text) => Assert.That(Read(text, "windows-1252", null, null), Is.EqualTo((text, "windows-1252")));

    [Test]
    public void Utf8WithACharacterCutInTwo_KeepsAllOthers()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("<rss><channel><item><title>" + Russian), 0xd0, .. Encoding.UTF8.GetBytes("...</title></item></channel></rss>")];
        FeedReading reading = FeedDecoder.ReadXml(bytes);
        Assert.That((reading.Document!.Items[0].Title!.Value, reading.Document.IsRepaired), Is.EqualTo((Russian + "\uFFFD...", true)));
    }

    [Test]
    public void DeclaredEncodingWithABrokenCharacter_IsStillTheOne()
    {
        Encoding korean = EncodingOf("euc-kr");
        byte[] bytes = [.. korean.GetBytes("<?xml version='1.0' encoding='euc-kr'?><rss><channel><item><title>여객선 여객선"), 0xff, .. korean.GetBytes("</title></item></channel></rss>")];
        Assert.That(FeedDecoder.ReadXml(bytes).Document!.Items[0].Title!.Value, Does.StartWith("여객선 여객선"));
    }

    [TestCase("don&#146;t", "don’t", TestName = "{m}(a number of windows-1252)")]
    [TestCase("wait&#133;", "wait…", TestName = "{m}(the number of a line end)")]
    [TestCase("wait&#226;&#128;&#166;", "wait…", TestName = "{m}(UTF-8 that was encoded twice)")]
    [TestCase("NESTLÉ® ØRSTED Ã©", "NESTLÉ® ØRSTED Ã©", TestName = "{m}(letters and signs side by side)")]
    [TestCase("Ж &#146;", "Ж ’", TestName = "{m}(a number of windows-1252 among others)")]
    public void TextThatWasMisreadBeforeItCame_IsMended(string title, string text) =>
        Assert.That(FeedSamples.Xml(FeedSamples.RssOf(FeedSamples.Item($"<title>{title}</title>"))).Posts().Single().Text, Is.EqualTo(text));

    [Test]
    [CancelAfter(30_000)]
    public void AnyBytesWithAnyContentType_AreRead([Range(1, 20)] int seed)
    {
        Random random = new(seed);
        string[] types = ["text/xml; charset=", "charset=utf-7", ";;=;charset", "text/xml; charset=\"", "text/xml; charset=utf-16", "a; charset=big5", "\0; charset=\u00ff", "charset=x-user-defined", "charset=shift_jis"];
        for (int i = 0; i < 50; i++)
        {
            byte[] bytes = new byte[random.Next(2_000)];
            random.NextBytes(bytes);
            if (random.Next(2) == 0)
                Encoding.ASCII.GetBytes("<?xml version='1.0' encoding='euc-jp'?><rss>").AsSpan(0, Math.Min(44, bytes.Length)).CopyTo(bytes);
            DecodedBatch batch = FeedSamples.Xml(bytes, contentType: types[random.Next(types.Length)]);
            Assert.That(batch.Items.Count + batch.Ignored.Sum(), Is.Positive);
        }
    }

    private static (string Title, string Encoding) Read(string title, string encoding, string? contentType, string? declared)
    {
        FeedDocument feed = FeedDecoder.ReadXml(EncodingOf(encoding).GetBytes(Document(title, declared)), contentType).Document!;
        return (feed.Items[0].Title!.Value, feed.Encoding!.ToLowerInvariant());
    }

    private static string Document(string title, string? declared) =>
        (declared is null ? "" : $"<?xml version=\"1.0\" encoding=\"{declared}\"?>") + FeedSamples.RssOf(FeedSamples.Item($"<title>{title}</title>"));

    private static Encoding EncodingOf(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
}
