using NUnit.Framework;
using RtmPipeline.Tagging;
using RtmPipeline.Tagging.Safety;

namespace RtmPipeline.Tests.Tagging.Safety;

public sealed class SafetyTaggerTests
{
    private const string Death = "Death, Injury, or Military Conflict";

    private static readonly string[] s_literalEnglish =
    [
        "Explosion at a chemical plant near the harbour, crews on their way",
        "At least 14 people were killed when the ferry overturned",
        "Three miners found dead after the tunnel gave way",
        "Earthquake shakes the coast, residents run into the streets",
        "12 dead, 40 wounded after bus plunges off bridge",
        "Hundreds injured as the stand fell during the concert",
        "Police confirm a mass shooting at the mall downtown",
        "The gunman opened up on the crowd, several wounded",
        "Our thoughts and prayers are with everyone in the valley tonight",
        "Flash floods swept cars away before dawn",
        "The death toll keeps rising in the northern villages",
        "Rest in peace to the crew of flight 208",
        "Wildfires force thousands out of their homes",
        "Car bomb goes off outside the ministry",
        "Terror attack in the capital, stay indoors",
        "A teenager was stabbed outside the station last night",
        "Hate crime reported near the old synagogue",
        "Rescuers are still searching the rubble for survivors",
        "Two soldiers died when the missile hit their base",
        "She lost her life in the crash on route nine",
        "Plane crash in the hills, no word of the passengers",
        "Airstrikes hit the city for the third night",
    ];

    private static readonly string[] s_figurativeEnglish =
    [
        "These brownies are to die for",
        "That new photo tool is the killer app of the year",
        "I'm dead tired after leg day",
        "I'm dead 😂😂 that halftime dance",
        "The bass drop on this track is the bomb",
        "He killed it on stage tonight",
        "My phone died right before kick-off",
        "An explosion of flavor in every bite",
        "Memes are flooding my timeline again",
        "The defense was dying out there lol, I'm dying laughing",
        "Tsunami of likes after one silly post",
        "She is a die hard fan since 1994",
        "The wait for season two is killing me",
        "We crashed on the couch with a crash course in baking",
        "RIP my diet, hello cookies",
        "Star Wars marathon with snacks and pillows",
        "He was robbed of a goal, daylight robbery by the ref",
        "Bath bombs and a face mask, best night ever",
        "Sudden death overtime, what a game",
        "Drop dead gorgeous in that red dress",
        "Bored to death in this queue",
        "Had a blast at the party last night",
        "Shooting stars over the lake tonight",
        "Dressed to kill for the awards night",
        "Lights out at the stadium, the whole place went dark",
        "12 snacks I would kill for right now",
    ];

    private static readonly string[] s_literalSpanish =
    [
        "Terremoto sacude la costa y deja casas dañadas",
        "Al menos 9 muertos al volcar un autobús en la sierra",
        "Hay decenas de heridos tras el derrumbe de la grada",
        "Explosión en una fábrica de pinturas del polígono",
        "Inundaciones dejan barrios enteros bajo el agua",
        "Cinco personas perdieron la vida en el incendio del hotel",
        "Encuentran los cuerpos sin vida de dos montañeros",
        "Un tiroteo en el mercado siembra el pánico",
        "Nuestras condolencias a las familias de las víctimas",
        "Descarrila un tren de mercancías, hay varios heridos",
        "Atentado terrorista en la estación central",
        "Coche bomba frente al cuartel esta madrugada",
        "Descanse en paz, maestro",
        "El huracán deja tres muertos a su paso por la isla",
        "Detienen al sospechoso del asesinato de la joven",
        "Bombardeos sobre la ciudad por tercera noche",
        "Fallecieron dos bomberos en el incendio forestal",
        "Sismo de magnitud 6 despierta a la capital",
        "Denuncian una agresión racista en el metro",
        "Víctimas mortales en el accidente de la autopista",
        "Un minuto de silencio por los fallecidos",
        "Mueren cuatro pescadores al hundirse su barco",
    ];

    private static readonly string[] s_figurativeSpanish =
    [
        "Me muero de risa con este vídeo",
        "Esta canción es la bomba",
        "Estoy muerto de hambre, pásame las galletas",
        "Muero de ganas de ver el partido",
        "Una explosión de sabor en cada mordisco",
        "Mi sobrina es un terremoto, no para quieta",
        "Lo pasamos bomba en la fiesta",
        "Muerta de sueño y todavía es lunes",
        "Me mata esta espera por el medio tiempo",
        "Estoy matando el tiempo con un café",
        "Hasta la muerte con mi equipo",
        "Gol en muerte súbita, qué locura",
        "Pan de muerto con chocolate caliente",
        "Se me murió el celular en pleno concierto",
        "Bombas de chocolate para la merienda",
        "Soy un desastre en la cocina",
        "Tsunami de likes por una foto de mi perro",
        "Ataque de risa en clase de matemáticas",
        "Nos robaron el partido, qué robo",
        "Muertos de frío en la grada, pero felices",
        "Qué tortura esperar la segunda temporada",
        "El choque de titanes empieza a las nueve",
        "Se fue la luz en el estadio, apagón total",
        "Muerta de vergüenza por mi baile",
        "Un bombardeo de preguntas en la rueda de prensa",
    ];

    private static readonly string[] s_literalItalian =
    [
        "Terremoto nella notte, gente in strada nei paesi della valle",
        "Almeno 7 morti nello scontro tra due pullman",
        "Decine di feriti per il crollo della tribuna",
        "Esplosione in una fabbrica di vernici alle porte della città",
        "Alluvione in collina, strade come fiumi",
        "Hanno perso la vita due alpinisti sulla cresta nord",
        "Sparatoria davanti alla stazione, panico tra i passanti",
        "Sentite condoglianze alla famiglia del pilota",
        "Deraglia un treno regionale, ci sono feriti e ambulanze",
        "Attentato terroristico nel centro della capitale",
        "Autobomba contro la caserma all'alba",
        "Riposa in pace, maestro",
        "Tre vittime e venti dispersi dopo il nubifragio",
        "Arrestato il marito, la donna è stata uccisa in casa",
        "Bombardamenti sulla città per la terza notte",
        "Frana sulla statale, si scava tra le macerie",
        "Morto in un incidente sul lavoro, aveva trent'anni",
        "Cori razzisti allo stadio, partita sospesa",
        "Accoltellato un ragazzo fuori dal locale",
        "Lutto cittadino per i ragazzi del pullman",
        "Si aggrava il bilancio delle vittime della strage",
        "Sono morti due vigili del fuoco nel rogo",
    ];

    private static readonly string[] s_figurativeItalian =
    [
        "Sono morto dal ridere con questo video",
        "Mi muoio dal ridere ogni volta",
        "Questa canzone è una bomba",
        "Muoio di fame, passami i biscotti",
        "Un dolce buono da morire",
        "Stanca morta dopo la palestra",
        "Mio nipote è un terremoto",
        "Un'esplosione di gusto in ogni morso",
        "L'attesa mi uccide, quando inizia la partita?",
        "Il telefono è morto sul più bello, è morto il wifi",
        "Bombe alla crema per merenda",
        "Valanga di like per una foto del gatto",
        "Sono un disastro in cucina",
        "Morti di freddo in curva, ma felici",
        "Funerale della mia dieta oggi alle cinque",
        "Attacco di risate in classe",
        "Scontro al vertice domenica sera",
        "Morta di vergogna per il mio ballo",
        "Annegato nel caffè anche stamattina",
        "Crollo sul divano e ci vediamo domani",
        "Che tortura aspettare la seconda stagione",
        "Con la polenta è la morte sua",
        "Guerre stellari e biscotti, serata perfetta",
        "Blackout allo stadio, luci spente sul più bello",
        "Una strage di cuori, quel ragazzo",
    ];

    internal static IEnumerable<TestCaseData> Literal() => Named("Literal", [.. s_literalEnglish, .. s_literalSpanish, .. s_literalItalian]);

    internal static IEnumerable<TestCaseData> Figurative() => Named("Figurative", [.. s_figurativeEnglish, .. s_figurativeSpanish, .. s_figurativeItalian]);

    [TestCaseSource(nameof(Literal))]
    public void LiteralSentence_IsARisk(string text) => Assert.That(Judge(text).Level, Is.GreaterThanOrEqualTo(SafetyLevel.Medium));

    [TestCaseSource(nameof(Figurative))]
    public void FigurativeSentence_IsSafe(string text)
    {
        SafetyTag tag = Judge(text);
        Assert.That(tag.Level, Is.EqualTo(SafetyLevel.None), () => string.Join(", ", tag.Because));
    }

    [TestCase("terror attack in the capital", SafetyLevel.Floor, "Terrorism")]
    [TestCase("12 dead on the motorway", SafetyLevel.High, Death)]
    [TestCase("earthquake in the hills", SafetyLevel.Medium, Death)]
    [TestCase("a serial killer is on the run", SafetyLevel.High, "Crime & Harmful Acts to Individuals, Society & Human Right Violations")]
    [TestCase("racist chants again", SafetyLevel.High, "Hate Speech and Acts of Aggression")]
    [TestCase("loaded rifle in his bag", SafetyLevel.Medium, "Arms & Ammunition")]
    [TestCase("this is nsfw", SafetyLevel.High, "Adult & Explicit Sexual Content")]
    [TestCase("cocaine on board", SafetyLevel.Medium, "Illegal Drugs, Tobacco, eCigarettes, Vaping, Alcohol")]
    [TestCase("what the fuck", SafetyLevel.Low, "Obscenity and Profanity")]
    public void Topic_HasItsIabNameAndLevel(string text, object level, string category)
    {
        SafetyTag tag = Judge(text);
        Assert.That((object)tag.Level, Is.EqualTo(level));
        Assert.That(tag.Category, Is.EqualTo(category));
    }

    [Test]
    public void WorstTopic_IsTheVerdict() =>
        Assert.That(Judge("fuck, an earthquake and a terror attack").Category, Is.EqualTo("Terrorism"));

    [Test]
    public void OneWordOfHarm_IsNoRisk() => Assert.That(Judge("the dead of night").Level, Is.EqualTo(SafetyLevel.None));

    [TestCase("an ambulance passed")]
    [TestCase("the hospital is hiring")]
    [TestCase("a flood warning for the river")]
    public void SceneAlone_IsALowRisk(string text)
    {
        SafetyTag tag = Judge(text);
        Assert.That((tag.Level, tag.Probability), Is.EqualTo((SafetyLevel.Low, 0.2f)));
    }

    [TestCase("an ambulance and a victim", 0.7f)]
    [TestCase("12 dead", 0.9f)]
    [TestCase("earthquake, 12 dead", 0.95f)]
    public void Probability_GrowsWithTheProof(string text, float expected) =>
        Assert.That(Judge(text).Probability, Is.EqualTo(expected));

    [Test]
    public void Because_NamesTheWordsOnce() =>
        Assert.That(Judge("EARTHQUAKE! 12 dead. Earthquake again.").Because, Is.EqualTo(new[] { "earthquake", "dead" }));

    [Test]
    public void Because_HasAtMostFiveWords() =>
        Assert.That(Judge("earthquake, tsunami, typhoon, landslide, mudslide, wildfire, famine").Because, Has.Length.EqualTo(SafetyTagger.MaxBecause));

    [Test]
    public void FigureInsideALongerEntry_DoesNotHideIt() =>
        Assert.That(Judge("the bomb threat closed the school").Level, Is.EqualTo(SafetyLevel.Floor));

    [Test]
    public void Hashtag_IsReadAsItsWords() =>
        Assert.That(new[] { "#PlaneCrash", "#planecrash", "#terremoto" }.Select(text => Judge(text).Level), Has.All.GreaterThanOrEqualTo(SafetyLevel.Medium));

    [Test]
    public void YearNearAHarm_IsNoToll() => Assert.That(Judge("the killed darlings of 2019").Level, Is.EqualTo(SafetyLevel.None));

    private static SafetyTag Judge(string text) => LexiconVerdict.Of(text);

    private static IEnumerable<TestCaseData> Named(string kind, string[] texts) =>
        texts.Select(text => new TestCaseData(text).SetName($"{kind}: {text}"));
}
