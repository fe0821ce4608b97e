using NUnit.Framework;
using RtmPipeline.Alerts.Framing;

namespace RtmPipeline.Tests.Alerts.Framing;

/// <summary>Clock times, lengths and lists: what articles and prepositions do in each language.</summary>
internal sealed class TimePhrasesTests
{
    private static readonly long s_now = SampleFacts.At(3, 14, 20, 38);

    [TestCase(14, 22, 10, ExpectedResult = "22:10 UTC")]
    [TestCase(15, 0, 15, ExpectedResult = "00:15 UTC tomorrow", Description = "Across midnight and hours away.")]
    [TestCase(13, 22, 40, ExpectedResult = "22:40 UTC yesterday")]
    [TestCase(18, 9, 0, ExpectedResult = "09:00 UTC on 18 March")]
    public string EnglishAt(int day, int hour, int minute) => EnglishPhrases.At(SampleFacts.At(3, day, hour, minute), s_now);

    [TestCase(14, 22, 10, ExpectedResult = "las 22:10 UTC")]
    [TestCase(15, 1, 10, ExpectedResult = "la 01:10 UTC de mañana", Description = "One o'clock is singular.")]
    [TestCase(15, 0, 15, ExpectedResult = "las 00:15 UTC de mañana")]
    [TestCase(13, 13, 0, ExpectedResult = "las 13:00 UTC de ayer")]
    [TestCase(18, 9, 0, ExpectedResult = "las 09:00 UTC del 18 de marzo")]
    public string SpanishAt(int day, int hour, int minute) => SpanishPhrases.At(SampleFacts.At(3, day, hour, minute), s_now);

    [TestCase("a", 14, 22, 10, ExpectedResult = "alle 22:10 UTC")]
    [TestCase("a", 15, 1, 10, ExpectedResult = "all'01:10 UTC di domani")]
    [TestCase("da", 14, 20, 38, ExpectedResult = "dalle 20:38 UTC")]
    [TestCase("da", 14, 1, 5, ExpectedResult = "dall'01:05 UTC")]
    [TestCase("di", 14, 1, 5, ExpectedResult = "dell'01:05 UTC")]
    [TestCase("di", 13, 13, 0, ExpectedResult = "delle 13:00 UTC di ieri")]
    [TestCase("", 14, 1, 5, ExpectedResult = "l'01:05 UTC")]
    [TestCase("", 14, 11, 5, ExpectedResult = "le 11:05 UTC")]
    [TestCase("a", 18, 9, 0, ExpectedResult = "alle 09:00 UTC del 18 marzo")]
    [TestCase("a", 8, 9, 0, ExpectedResult = "alle 09:00 UTC dell'8 marzo")]
    [TestCase("a", 11, 9, 0, ExpectedResult = "alle 09:00 UTC dell'11 marzo")]
    [TestCase("a", 1, 9, 0, ExpectedResult = "alle 09:00 UTC del 1° marzo")]
    public string ItalianAt(string preposition, int day, int hour, int minute) =>
        ItalianPhrases.At(preposition, SampleFacts.At(3, day, hour, minute), s_now);

    [Test]
    public void At_MidnightPassedMinutesAgo_NamesNoDay()
    {
        long now = SampleFacts.At(3, 15, 0, 5);

        Assert.That(EnglishPhrases.At(now - SampleFacts.Minutes(20), now), Is.EqualTo("23:45 UTC"));
        Assert.That(SpanishPhrases.At(now - SampleFacts.Minutes(20), now), Is.EqualTo("las 23:45 UTC"));
        Assert.That(ItalianPhrases.At("da", now - SampleFacts.Minutes(20), now), Is.EqualTo("dalle 23:45 UTC"));
    }

    [TestCase(0, ExpectedResult = "just now")]
    [TestCase(1, ExpectedResult = "a minute ago")]
    [TestCase(4, ExpectedResult = "4 minutes ago")]
    [TestCase(33, ExpectedResult = "35 minutes ago")]
    [TestCase(70, ExpectedResult = "about an hour ago")]
    [TestCase(130, ExpectedResult = "2 hours ago")]
    [TestCase(3 * 1440, ExpectedResult = "3 days ago")]
    public string EnglishAgo(int minutes) => EnglishPhrases.Ago(SampleFacts.Minutes(minutes));

    [TestCase(1, ExpectedResult = "el último minuto")]
    [TestCase(4, ExpectedResult = "los últimos 4 minutos")]
    [TestCase(60, ExpectedResult = "la última hora")]
    [TestCase(120, ExpectedResult = "las últimas 2 horas")]
    [TestCase(3 * 1440, ExpectedResult = "los últimos 3 días")]
    public string SpanishLast(int minutes) => SpanishPhrases.Last(minutes);

    [TestCase(1, ExpectedResult = "nell'ultimo minuto")]
    [TestCase(4, ExpectedResult = "negli ultimi 4 minuti")]
    [TestCase(60, ExpectedResult = "nell'ultima ora")]
    [TestCase(120, ExpectedResult = "nelle ultime 2 ore")]
    [TestCase(3 * 1440, ExpectedResult = "negli ultimi 3 giorni")]
    public string ItalianLast(int minutes) => ItalianPhrases.InLast(minutes);

    [TestCase(60, ExpectedResult = "the next hour")]
    [TestCase(15, ExpectedResult = "the next 15 minutes")]
    public string EnglishNext(int minutes) => EnglishPhrases.Next(minutes);

    [TestCase(1, ExpectedResult = "el próximo minuto")]
    [TestCase(15, ExpectedResult = "los próximos 15 minutos")]
    [TestCase(60, ExpectedResult = "la próxima hora")]
    [TestCase(360, ExpectedResult = "las próximas 6 horas")]
    public string SpanishNext(int minutes) => SpanishPhrases.Next(minutes);

    [TestCase(1, ExpectedResult = "nel prossimo minuto")]
    [TestCase(15, ExpectedResult = "nei prossimi 15 minuti")]
    [TestCase(60, ExpectedResult = "nella prossima ora")]
    [TestCase(360, ExpectedResult = "nelle prossime 6 ore")]
    public string ItalianNext(int minutes) => ItalianPhrases.InNext(minutes);

    [TestCase("inglés", "español", ExpectedResult = "inglés y español")]
    [TestCase("español", "inglés", ExpectedResult = "español e inglés")]
    [TestCase("«sol»", "«iglesia»", ExpectedResult = "«sol» e «iglesia»")]
    [TestCase("agua", "hielo", ExpectedResult = "agua y hielo")]
    [TestCase("padres", "hijos", ExpectedResult = "padres e hijos")]
    public string SpanishAnd(string first, string second) => SpanishPhrases.List([first, second]);

    [TestCase("inglese", "spagnolo", ExpectedResult = "inglese e spagnolo")]
    [TestCase("calcio", "economia", ExpectedResult = "calcio ed economia")]
    public string ItalianAnd(string first, string second) => ItalianPhrases.List([first, second]);

    [Test]
    public void List_OfThree_HasOneAnd()
    {
        Assert.That(EnglishPhrases.List(["a", "b", "c"]), Is.EqualTo("a, b and c"));
        Assert.That(SpanishPhrases.List(["a", "b", "c"]), Is.EqualTo("a, b y c"));
        Assert.That(ItalianPhrases.List(["a", "b", "c"]), Is.EqualTo("a, b e c"));
    }

    [TestCase(32, ExpectedResult = "21:10", Description = "Rounded down: a forecast knows no minutes.")]
    [TestCase(34, ExpectedResult = "21:10")]
    [TestCase(12, ExpectedResult = "20:50", Description = "Near its end it is exact.")]
    public string Until(int minutes) => HumanNumbers.Clock(HumanNumbers.Until(s_now + SampleFacts.Minutes(minutes), s_now));
}
