using System.Globalization;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts.Decoding;

namespace RtmPipeline.Tests.Posts.Decoding;

internal sealed class PostTimeTests
{
    [TestCase("2026-08-14T09:21:07.000Z", "2026-08-14T09:21:07.000")]
    [TestCase("2026-08-14T09:21:07.1234567Z", "2026-08-14T09:21:07.123")]
    [TestCase("2026-08-14T09:21:07,5Z", "2026-08-14T09:21:07.500")]
    [TestCase("2026-08-14t09:21:07z", "2026-08-14T09:21:07.000")]
    [TestCase("2026-08-14 09:21:07", "2026-08-14T09:21:07.000")]
    [TestCase("2015-02-16T23:36", "2015-02-16T23:36:00.000")]
    [TestCase("2015-02-16T23:36Z", "2015-02-16T23:36:00.000")]
    [TestCase("2015-02-16", "2015-02-16T00:00:00.000")]
    [TestCase("2026-08-14T09:21:07+02:00", "2026-08-14T07:21:07.000")]
    [TestCase("2026-08-14T09:21:07-0530", "2026-08-14T14:51:07.000")]
    [TestCase("2026-08-14 09:21:07 +02", "2026-08-14T07:21:07.000")]
    [TestCase("2026-08-14T09:21:07+14:00", "2026-08-13T19:21:07.000")]
    [TestCase("2026-08-14T09:21:07-14:00", "2026-08-14T23:21:07.000")]
    [TestCase("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000")]
    [TestCase("2017-01-01T08:59:60+09:00", "2017-01-01T00:00:00.000")]
    [TestCase("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000")]
    [TestCase("Fri Feb 14 19:00:55 +0000 2020", "2020-02-14T19:00:55.000")]
    [TestCase("Fri Feb 14 19:00:55 +0130 2020", "2020-02-14T17:30:55.000")]
    [TestCase("1424129760", "2015-02-16T23:36:00.000")]
    [TestCase("1424129760123", "2015-02-16T23:36:00.123")]
    [TestCase("1424129760123456", "2015-02-16T23:36:00.123")]
    [TestCase("1424129760.123456", "2015-02-16T23:36:00.123")]
    [TestCase("1.424129760123E12", "2015-02-16T23:36:00.123")]
    [TestCase("2000-01-01T00:00:00Z", "2000-01-01T00:00:00.000")]
    [TestCase("2099-12-31T23:59:59.999Z", "2099-12-31T23:59:59.999")]
    public void Time_InAFormInUse_IsRead(string text, string expectedUtc)
    {
        bool isRead = PostTime.TryParse(Encoding.UTF8.GetBytes(text), out long milliseconds);
        string read = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
        Assert.That((isRead, read), Is.EqualTo((true, expectedUtc)));
    }

    [TestCase("")]
    [TestCase("yesterday")]
    [TestCase("1999-12-31T23:59:59.999Z", TestName = "Time_BeforeTheYear2000_IsRefused")]
    [TestCase("2100-01-01T00:00:00Z", TestName = "Time_AfterTheYear2099_IsRefused")]
    [TestCase("1970-01-01T00:00:00Z")]
    [TestCase("2023-02-29T00:00:00Z")]
    [TestCase("2023-13-01T00:00:00Z")]
    [TestCase("2023-00-01T00:00:00Z")]
    [TestCase("0000-01-01T00:00:00Z")]
    [TestCase("2023-01-01T24:00:00Z")]
    [TestCase("2023-01-01T12:60:00Z")]
    [TestCase("2023-01-01T12:00:61Z")]
    [TestCase("2023-01-01T12:00:00.Z")]
    [TestCase("2023-01-01T12:00:00+25:00")]
    [TestCase("2023-01-01T12:00:00+")]
    [TestCase("2023-01-01T12:00:00 UTC")]
    [TestCase("2023-01-01Tnoon")]
    [TestCase("2023-01-01T")]
    [TestCase("Fri Fab 14 19:00:55 +0000 2020")]
    [TestCase("Fri nFe 14 19:00:55 +0000 2020")]
    [TestCase("Fri Feb 30 19:00:55 +0000 2020")]
    [TestCase("Fri Feb 14 19:00:55 +0000 20")]
    [TestCase("-1424129760")]
    [TestCase("1424129760123456789")]
    [TestCase("99999999999999999999999")]
    [TestCase("1e400")]
    [TestCase("NaN")]
    public void Time_NotReadableOrNotPlausible_IsRefused(string text) =>
        Assert.That(PostTime.TryParse(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [Test]
    public void Times_OverTheWholeRange_AreReadAsTheRuntimeReadsThem()
    {
        Random random = new(7);
        for (int i = 0; i < 20_000; i++)
        {
            long milliseconds = random.NextInt64(PostTime.Earliest, PostTime.Latest + 1);
            DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            byte[] text = Encoding.UTF8.GetBytes(time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            Assert.That((PostTime.TryParse(text, out long read), read), Is.EqualTo((true, milliseconds)));
        }
    }

    [Test]
    public void Snowflake_OfAPost_HoldsItsTime()
    {
        // 1e18 >> 22 is 238,418,579,101 ms after the epoch of the ids.
        bool isRead = PostTime.TryFromSnowflake("1000000000000000000"u8, out long milliseconds);
        Assert.That((isRead, milliseconds), Is.EqualTo((true, 238_418_579_101 + 1_288_834_974_657)));
    }

    [TestCase("20", true)]
    [TestCase("29700859246", true)]
    [TestCase("1424129760123", false)]
    [TestCase("12x", true)]
    [TestCase("18446744073709551615", true)]
    [TestCase("184467440737095516150", true)]
    public void Number_ThatIsNoSnowflake_HoldsNoTime(string id, bool isSurelyX) =>
        Assert.That(PostTime.TryFromSnowflake(Encoding.UTF8.GetBytes(id), out _, isSurelyX), Is.False);
}
