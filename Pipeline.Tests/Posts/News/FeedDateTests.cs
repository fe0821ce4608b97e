using System.Globalization;
using NUnit.Framework;
using RtmPipeline.Posts.News;

namespace RtmPipeline.Tests.Posts.News;

[TestFixture]
internal sealed class FeedDateTests
{
    [TestCase("Fri, 14 Aug 2026 09:00:00 GMT", "2026-08-14T09:00:00.000", TestName = "{m}(RFC 822)")]
    [TestCase("Fri, 14 Aug 2026 09:00:00 EDT", "2026-08-14T13:00:00.000", TestName = "{m}(zone name)")]
    [TestCase("Fri, 14 Aug 2026 09:00:00 CEST", "2026-08-14T07:00:00.000", TestName = "{m}(European zone name)")]
    [TestCase("Fri, 14 Aug 2026 09:00:00 XYZ", "2026-08-14T09:00:00.000", TestName = "{m}(unknown zone)")]
    [TestCase("Fri, 14 Aug 2026 09:00:00 -0330", "2026-08-14T12:30:00.000", TestName = "{m}(offset)")]
    [TestCase("Fri, 14 Aug 2026 09:00:00 GMT+02:00", "2026-08-14T07:00:00.000", TestName = "{m}(zone name and offset)")]
    [TestCase("Fri, 14 Aug 2026 09:00:00 +0200 (CEST)", "2026-08-14T07:00:00.000", TestName = "{m}(comment)")]
    [TestCase("Tue, 14 Aug 2026 09:00:00 GMT", "2026-08-14T09:00:00.000", TestName = "{m}(wrong weekday)")]
    [TestCase("14 Aug 2026 09:00 GMT", "2026-08-14T09:00:00.000", TestName = "{m}(no weekday, no seconds)")]
    [TestCase("Fri,14 Aug 2026 9:5:7 GMT", "2026-08-14T09:05:07.000", TestName = "{m}(single digits)")]
    [TestCase("Sun, 6 Nov 05 08:49:37 GMT", "2005-11-06T08:49:37.000", TestName = "{m}(two-digit year)")]
    [TestCase("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37.000", TestName = "{m}(RFC 850)")]
    [TestCase("Fri Aug 14 09:00:00 2026", "2026-08-14T09:00:00.000", TestName = "{m}(asctime)")]
    [TestCase("Fri Aug 14 09:00:00 +0000 2026", "2026-08-14T09:00:00.000", TestName = "{m}(v1.1 post)")]
    [TestCase("Fri Aug 14 09:00:00 PDT 2026", "2026-08-14T16:00:00.000", TestName = "{m}(Unix date)")]
    [TestCase("Fri, 14 Aug 2026 24:00:00 GMT", "2026-08-15T00:00:00.000", TestName = "{m}(midnight as 24)")]
    [TestCase("2026-06-30T23:59:60Z", "2026-07-01T00:00:00.000", TestName = "{m}(leap second)")]
    [TestCase("2026-08-14T09:00:00Z", "2026-08-14T09:00:00.000", TestName = "{m}(RFC 3339)")]
    [TestCase("2026-08-14T09:00:00.1234567+02:00", "2026-08-14T07:00:00.123", TestName = "{m}(fraction)")]
    [TestCase("2026-08-14 09:00:00", "2026-08-14T09:00:00.000", TestName = "{m}(space)")]
    [TestCase("2026-08-14T09:00-05:00", "2026-08-14T14:00:00.000", TestName = "{m}(no seconds)")]
    [TestCase("2026-08-14", "2026-08-14T00:00:00.000", TestName = "{m}(date only)")]
    [TestCase("2026-08", "2026-08-01T00:00:00.000", TestName = "{m}(month only)")]
    [TestCase("2026", "2026-01-01T00:00:00.000", TestName = "{m}(year only)")]
    [TestCase("2026/08/14 09:00", "2026-08-14T09:00:00.000", TestName = "{m}(slashes, year first)")]
    [TestCase("20260814T090000Z", "2026-08-14T09:00:00.000", TestName = "{m}(ISO basic)")]
    [TestCase("20260814", "2026-08-14T00:00:00.000", TestName = "{m}(ISO basic date)")]
    [TestCase("2026-226", "2026-08-14T00:00:00.000", TestName = "{m}(day of the year)")]
    [TestCase("1786698000", "2026-08-14T09:00:00.000", TestName = "{m}(unix seconds)")]
    [TestCase("1786698000.25", "2026-08-14T09:00:00.250", TestName = "{m}(unix seconds with fraction)")]
    [TestCase("1786698000123", "2026-08-14T09:00:00.123", TestName = "{m}(unix milliseconds)")]
    [TestCase("August 14, 2026 12:15 PM", "2026-08-14T12:15:00.000", TestName = "{m}(noon)")]
    [TestCase("August 14th, 2026 12:15 a.m.", "2026-08-14T00:15:00.000", TestName = "{m}(midnight, ordinal)")]
    [TestCase("Aug 14, 2026 3:15pm EST", "2026-08-14T20:15:00.000", TestName = "{m}(afternoon with zone)")]
    [TestCase("8/4/2026 3:15:00 PM", "2026-08-04T15:15:00.000", TestName = "{m}(American order)")]
    [TestCase("8/14/2026", "2026-08-14T00:00:00.000", TestName = "{m}(month first since the day cannot be)")]
    [TestCase("04/08/2026 15:15", "2026-08-04T15:15:00.000", TestName = "{m}(European order)")]
    [TestCase("14.08.2026 09:00", "2026-08-14T09:00:00.000", TestName = "{m}(German numbers)")]
    [TestCase("vie, 14 ago 2026 09:00:00 +0200", "2026-08-14T07:00:00.000", TestName = "{m}(Spanish)")]
    [TestCase("14 de agosto de 2026, 09:00", "2026-08-14T09:00:00.000", TestName = "{m}(Spanish, long)")]
    [TestCase("mar, 03 mar 2026 10:00:00 +0100", "2026-03-03T09:00:00.000", TestName = "{m}(Tuesday and March look alike)")]
    [TestCase("mar, 14 lug 2026 10:00:00 CEST", "2026-07-14T08:00:00.000", TestName = "{m}(Italian)")]
    [TestCase("ven., 14 août 2026 09:00:00 +0000", "2026-08-14T09:00:00.000", TestName = "{m}(French)")]
    [TestCase("14 févr. 2026 à 9h05", "2026-02-14T09:05:00.000", TestName = "{m}(French hour)")]
    [TestCase("Mi, 14. Okt. 2026 09:00:00 MESZ", "2026-10-14T07:00:00.000", TestName = "{m}(German)")]
    [TestCase("Sa, 14 Mär 2026 09:00:00 +0100", "2026-03-14T08:00:00.000", TestName = "{m}(German umlaut)")]
    [TestCase("sex, 14 fev 2026 09:00:00 -0300", "2026-02-14T12:00:00.000", TestName = "{m}(Portuguese)")]
    [TestCase("Пт, 14 мая 2026 09:00:00 MSK", "2026-05-14T06:00:00.000", TestName = "{m}(Russian)")]
    [TestCase("2026年8月14日 09:00", "2026-08-14T09:00:00.000", TestName = "{m}(Japanese)")]
    [TestCase("  Fri, 14 Aug 2026 09:00:00 GMT\n", "2026-08-14T09:00:00.000", TestName = "{m}(white space)")]
    public void Date_InTheWild_IsRead(string text, string expected)
    {
        Assert.That(FeedDate.TryParse(text, out long unixMs), Is.True);
        Assert.That(
            DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("12:15 PM")]
    [TestCase("Fri, 31 Feb 2026 09:00:00 GMT")]
    [TestCase("2026-13-01")]
    [TestCase("2026-08-14T25:00:00Z")]
    [TestCase("2026-08-14T24:00:01Z")]
    [TestCase("2026-08-14T09:61:00Z")]
    [TestCase("14 Aug")]
    [TestCase("August")]
    [TestCase("0000-00-00")]
    [TestCase("9999-999")]
    [TestCase("123456")]
    [TestCase("99999999999999999999")]
    [TestCase("+-+-:::..,,")]
    public void Text_ThatIsNoDate_IsRefused(string text) => Assert.That(FeedDate.TryParse(text, out _), Is.False);

    [Test]
    public void LongText_IsRefused() => Assert.That(FeedDate.TryParse("14 Aug 2026 " + new string('x', 100), out _), Is.False);

    [Test]
    public void AnyMutationOfADate_IsReadOrRefused([Range(1, 20)] int seed)
    {
        Random random = new(seed);
        string[] whole = ["Fri, 14 Aug 2026 09:00:00 +0200", "2026-08-14T09:00:00.5Z", "8/14/26 3:15:00 PM", "2026年8月14日", "1786698000"];
        const string Parts = "0123456789:-+/., TZapmAug年é";
        for (int i = 0; i < 2000; i++)
        {
            char[] date = whole[random.Next(whole.Length)].ToCharArray();
            for (int k = random.Next(1, 5); k > 0; k--)
                date[random.Next(date.Length)] = Parts[random.Next(Parts.Length)];
            bool isRead = FeedDate.TryParse(new string(date), out long unixMs);
            bool isPossible = unixMs is > -62_135_683_200_000 and < 253_402_300_800_000;
            Assert.That(isRead ? isPossible : unixMs == 0, Is.True, new string(date));
        }
    }
}
