using NUnit.Framework;
using RtmPipeline.Commands.Configuration;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Brands;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Tagging.Brands;

public sealed class AmbiguousNamesTests
{
    private static readonly BrandTaggerRun s_aria = new(BrandProfiles.Load([SharedData.Sample("aria.yaml")]));

    private static readonly BrandTaggerRun s_invented = new([new BrandProfile
    {
        Id = "mango",
        Name = "Mango",
        Products = ["Mango Breeze"],
        Handles = ["mango_shop"],
        Hashtags = ["MangoLook"],
        People = ["Pia Roncal"],
        Competitors = ["Lanaluz"],
        Field = ["dress", "vestido", "vestito"],
        OutOfField = ["strike"],
        Themes = ["552"],
        Ambiguous = [new AmbiguousName("Mango", ["shop", "tienda", "negozio", "mango sale"], ["juice", "mango tree", "zumo", "succo", "fruta", "frutta"])],
    }]);

    [TestCase("my Aria flight was delayed three hours", 1)]
    [TestCase("flying with Aria tomorrow, boarding at nine", 1)]
    [TestCase("flying with aria tomorrow, boarding at nine", 1)]
    [TestCase("thank you @aria_help for the help, Aria rocks", 1)]
    [TestCase("#FlyAria always", 1)]
    [TestCase("Aria Airlines lost my bag", 1)]
    [TestCase("we took Aria from the airport", 1)]
    [TestCase("Aria or Nimbojet this time?", 1)]
    [TestCase("she cried during the aria at the opera", 0)]
    [TestCase("the soprano sang her Aria beautifully", 0)]
    [TestCase("my daughter Aria turned five", 0.4)]
    [TestCase("Aria turned five", 0)]
    [TestCase("so happy about this opera aria and my flight home", 0.4)]
    [TestCase("the aria was long", 0)]
    [TestCase("Aria Stark on a flight", 0)]
    public void EnglishSentence_NamesTheAirline(string text, double expected) => Assert.That(s_aria.Relevance(text, "en"), Is.EqualTo((float)expected));

    [TestCase("mi vuelo con Aria salió tarde", 1)]
    [TestCase("aria me perdió la maleta otra vez", 1)]
    [TestCase("La aerolínea Aria abre ruta", 1)]
    [TestCase("el equipaje de Aria no llega", 1)]
    [TestCase("hola @fly_aria, ¿Aria vuela a Roma?", 1)]
    [TestCase("#VuelaConAria", 1)]
    [TestCase("en el aeropuerto con Aria", 1)]
    [TestCase("vuelos baratos de Aria a Milán", 1)]
    [TestCase("qué aria tan bonita de Puccini", 0)]
    [TestCase("el aria de la ópera me emocionó", 0)]
    [TestCase("la soprano canta un Aria eterna", 0)]
    [TestCase("mi gata Aria duerme", 0.4)]
    [TestCase("Aria duerme", 0)]
    [TestCase("la aria final", 0)]
    public void SpanishSentence_NamesTheAirline(string text, double expected) => Assert.That(s_aria.Relevance(text, "es"), Is.EqualTo((float)expected));

    [TestCase("il volo Aria delle otto è pieno", 1)]
    [TestCase("aria ha perso i miei bagagli", 1)]
    [TestCase("la compagnia aerea Aria sciopera", 1)]
    [TestCase("@aria_help il volo?", 1)]
    [TestCase("#VolaConAria", 1)]
    [TestCase("imbarco Aria al gate 4", 1)]
    [TestCase("vacanze con Aria, partiamo", 1)]
    [TestCase("che aria fresca stamattina", 0)]
    [TestCase("la qualità dell'aria è pessima", 0)]
    [TestCase("Aria condizionata rotta sul volo", 0)]
    [TestCase("un po' d'aria per favore", 0)]
    [TestCase("le mani in aria", 0)]
    [TestCase("si sente qualcosa nell'aria", 0)]
    [TestCase("il tenore canta l'aria di Verdi", 0)]
    [TestCase("viva Aria sempre", 0.4)]
    public void ItalianSentence_NamesTheAirline(string text, double expected) => Assert.That(s_aria.Relevance(text, "it"), Is.EqualTo((float)expected));

    [TestCase("Handle", "@mango_shop has mango", 1)]
    [TestCase("HandleAgainstWithout", "@mango_shop mango juice", 1)]
    [TestCase("OwnHashtag", "mango #MangoLook", 1)]
    [TestCase("Person", "mango by Pia Roncal", 1)]
    [TestCase("LongerName", "Mango Breeze", 1)]
    [TestCase("With", "mango shop", 1)]
    [TestCase("WithThatContainsTheName", "the mango sale", 1)]
    [TestCase("Field", "a dress from mango", 1)]
    [TestCase("SmallInATextWithCapitals_LeavesFieldInDoubt", "A dress from mango", 0.5)]
    [TestCase("Competitor", "mango and lanaluz", 1)]
    [TestCase("WithAndWithout", "mango juice at the shop", 0.4)]
    [TestCase("FieldAndWithout", "mango juice on my dress", 0.5)]
    [TestCase("Nothing", "mango", 0)]
    [TestCase("HashtagAlone", "#mango", 0)]
    [TestCase("HashtagWithField", "my dress #mango", 1)]
    [TestCase("CapitalInside", "all about Mango here", 0.4)]
    [TestCase("CapitalAtTheBeginning", "Mango is here", 0)]
    [TestCase("CapitalInAHeadline", "All About Mango Here", 0)]
    [TestCase("CapitalWhenShouted", "ALL ABOUT MANGO", 0)]
    [TestCase("CapitalAgainstWithout", "the juice of Mango", 0)]
    [TestCase("InsideAWithoutPhrase", "dress under the mango tree", 0.5)]
    [TestCase("OneInsideOneNot", "a mango tree near the shop of mango", 0.4)]
    [TestCase("NamedOutOfField", "mango shop on strike", 0.5)]
    [TestCase("DoubtfulOutOfField", "about Mango on strike", 0.1)]
    public void Evidence_Decides(string name, string text, double expected) => Assert.That(s_invented.Relevance(text), Is.EqualTo((float)expected), name);

    [Test]
    public void Doubt_IsGivenAsTheReason() => Assert.That(s_invented.Tag("all about Mango here").Because, Is.EqualTo(new[] { "Mango (doubtful)" }));

    [Test]
    public void ThemeOfTheBrand_IsEvidence()
    {
        Assert.That(s_invented.Relevance("mango", null, new ThemeTag("552", "Style & Fashion", 0.6f)), Is.EqualTo(1f));
        Assert.That(s_invented.Relevance("mango", null, new ThemeTag("552", "Style & Fashion", 0.4f)), Is.EqualTo(0.2f));
    }

    [Test]
    public void DoubtfulName_IsNoEntity()
    {
        Assert.That(s_invented.Entities("all about Mango here"), Is.Empty);
        Assert.That(s_invented.Entities("the Mango shop").Single().Kind, Is.EqualTo(EntityKind.Brand));
    }

    [Test]
    public void AmbiguousCompetitor_NeedsEvidenceToo()
    {
        BrandTaggerRun run = new([new BrandProfile
        {
            Id = "x", Name = "Xylor", Competitors = ["Gap"], Ambiguous = [new AmbiguousName("Gap", ["jeans"], ["mind the gap"])],
        }]);
        Assert.That(run.Relevance("jeans at gap"), Is.EqualTo(0.5f));
        Assert.That(run.Relevance("mind the gap"), Is.Zero);
        Assert.That(run.Relevance("about Gap"), Is.Zero);
    }

    [Test]
    public void AmbiguousNameRepeatedWithoutEnd_IsJudgedWithinLimits()
    {
        string text = string.Concat(Enumerable.Repeat("mango juice shop, ", 1_500));
        Assert.That(s_invented.Relevance(text), Is.EqualTo(0.4f));
    }
}
