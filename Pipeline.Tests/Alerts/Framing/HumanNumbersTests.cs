using NUnit.Framework;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

internal sealed class HumanNumbersTests
{
    [TestCase(0.4, ExpectedResult = 0)]
    [TestCase(1, ExpectedResult = 1)]
    [TestCase(9.4, ExpectedResult = 9)]
    [TestCase(11, ExpectedResult = 10)]
    [TestCase(13, ExpectedResult = 15)]
    [TestCase(97, ExpectedResult = 95)]
    [TestCase(98, ExpectedResult = 100)]
    [TestCase(333, ExpectedResult = 330)]
    [TestCase(848, ExpectedResult = 850)]
    [TestCase(1_234, ExpectedResult = 1_200)]
    [TestCase(13_716, ExpectedResult = 14_000)]
    [TestCase(999_999, ExpectedResult = 1_000_000)]
    [TestCase(double.NaN, ExpectedResult = 0)]
    [TestCase(-3, ExpectedResult = 0)]
    [TestCase(double.MaxValue, ExpectedResult = 1e12)]
    public double Round(double number) => HumanNumbers.Round(number);

    [TestCase(1, ExpectedResult = "one person")]
    [TestCase(9, ExpectedResult = "9 people")]
    [TestCase(26, ExpectedResult = "about 25 people")]
    [TestCase(1_234, ExpectedResult = "about 1,200 people")]
    [TestCase(1_230_000, ExpectedResult = "about 1.2 million people")]
    [TestCase(2_000_000_000, ExpectedResult = "about 2 billion people")]
    public string EnglishPeople(double people) => EnglishPhrases.People(people);

    [TestCase(1, ExpectedResult = "una persona")]
    [TestCase(9, ExpectedResult = "9 personas")]
    [TestCase(26, ExpectedResult = "unas 25 personas")]
    [TestCase(1_234, ExpectedResult = "unas 1.200 personas")]
    [TestCase(1_000_000, ExpectedResult = "cerca de un millón de personas")]
    [TestCase(1_230_000, ExpectedResult = "unos 1,2 millones de personas")]
    [TestCase(2_000_000_000, ExpectedResult = "unos 2.000 millones de personas")]
    public string SpanishPeople(double people) => SpanishPhrases.People(people);

    [TestCase(1, ExpectedResult = "una persona")]
    [TestCase(9, ExpectedResult = "9 persone")]
    [TestCase(26, ExpectedResult = "circa 25 persone")]
    [TestCase(1_234, ExpectedResult = "circa 1.200 persone")]
    [TestCase(1_000_000, ExpectedResult = "circa un milione di persone")]
    [TestCase(1_230_000, ExpectedResult = "circa 1,2 milioni di persone")]
    [TestCase(2_000_000_000, ExpectedResult = "circa 2 miliardi di persone")]
    public string ItalianPeople(double people) => ItalianPhrases.People(people);

    [TestCase(1, ExpectedResult = "one post a minute")]
    [TestCase(4.2, ExpectedResult = "4 posts a minute")]
    [TestCase(291, ExpectedResult = "some 290 posts a minute")]
    [TestCase(0.5, ExpectedResult = "some 30 posts an hour")]
    [TestCase(0.02, ExpectedResult = "one post an hour")]
    [TestCase(0, ExpectedResult = "hardly a post an hour")]
    public string EnglishRate(double perMinute) => EnglishPhrases.Rate(perMinute);

    [TestCase(1, ExpectedResult = "una publicación por minuto")]
    [TestCase(291, ExpectedResult = "unas 290 publicaciones por minuto")]
    [TestCase(0.5, ExpectedResult = "unas 30 publicaciones por hora")]
    [TestCase(0, ExpectedResult = "apenas una publicación por hora")]
    public string SpanishRate(double perMinute) => SpanishPhrases.Rate(perMinute);

    [TestCase(1, ExpectedResult = "un post al minuto")]
    [TestCase(291, ExpectedResult = "circa 290 post al minuto")]
    [TestCase(0.5, ExpectedResult = "circa 30 post all'ora")]
    [TestCase(0, ExpectedResult = "appena un post all'ora")]
    public string ItalianRate(double perMinute) => ItalianPhrases.Rate(perMinute);

    [TestCase(1, ExpectedResult = "queda una publicación por minuto")]
    [TestCase(0, ExpectedResult = "queda apenas una publicación por hora")]
    [TestCase(4, ExpectedResult = "quedan 4 publicaciones por minuto")]
    public string SpanishVerb_AgreesWithTheNumber(double perMinute) => SpanishPhrases.AreLeft(perMinute);

    [TestCase(1, ExpectedResult = "è atteso un altro post")]
    [TestCase(4, ExpectedResult = "sono attesi altri 4 post")]
    [TestCase(332, ExpectedResult = "sono attesi altri 330 post circa")]
    [TestCase(1_000_000, ExpectedResult = "è atteso circa un altro milione di post")]
    [TestCase(2_500_000, ExpectedResult = "sono attesi altri 2,5 milioni di post circa")]
    public string ItalianVerb_AgreesWithTheNumber(double posts) => ItalianPhrases.AreExpected(posts);

    [TestCase(1.2, ExpectedResult = null)]
    [TestCase(2, ExpectedResult = "twice the usual pace")]
    [TestCase(11, ExpectedResult = "ten times the usual pace")]
    [TestCase(34, ExpectedResult = "about 35 times the usual pace")]
    public string? EnglishTimes(double times) => EnglishPhrases.TimesUsual(times);

    [TestCase(1.2, ExpectedResult = null)]
    [TestCase(2, ExpectedResult = "el doble de lo habitual")]
    [TestCase(3, ExpectedResult = "el triple de lo habitual")]
    [TestCase(4, ExpectedResult = "cuatro veces lo habitual")]
    [TestCase(34, ExpectedResult = "unas 35 veces lo habitual")]
    public string? SpanishTimes(double times) => SpanishPhrases.TimesUsual(times);

    [TestCase(1.2, ExpectedResult = null)]
    [TestCase(2, ExpectedResult = "il doppio del solito")]
    [TestCase(3, ExpectedResult = "il triplo del solito")]
    [TestCase(4, ExpectedResult = "quattro volte il solito")]
    [TestCase(34, ExpectedResult = "circa 35 volte il solito")]
    public string? ItalianTimes(double times) => ItalianPhrases.TimesUsual(times);
}
