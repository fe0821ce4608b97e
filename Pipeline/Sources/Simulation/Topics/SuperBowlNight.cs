using RtmPipeline.Sources.Simulation.Words;
using static RtmPipeline.Sources.Simulation.Words.Language;

namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>
/// The scenario <c>superbowl-blackout</c>: from an hour before kick-off to an hour after the end of the game. Figures that are public hold for all
/// posts together, ordinary chatter included. Names of teams, artists, brands and places are invented.
/// </summary>
internal static class SuperBowlNight
{
    private const int EnglishTopics = 270;
    private const int SpanishTopics = 55;
    private const int ItalianTopics = 45;
    private const string Game = "super-bowl";

    private static readonly LanguageMix s_american = new(0.87, 0.08, 0.05);
    private static readonly LanguageMix s_english = new(1, 0, 0);

    public static ScenarioWorld Create()
    {
        Voice[] voices = [Voice.Of(English), Voice.Of(Spanish), Voice.Of(Italian)];
        TopicCompiler compiler = new(voices);
        TopicDefinition[] topics = Calibrated(
        [
            .. GameTopics(compiler), .. Surprises(compiler), .. Background(compiler),
            .. EverydayTopics.Create(compiler, voices[0], English, EnglishTopics, SuperBowlCurves.Everyday.Times(0.66)),
            .. EverydayTopics.Create(compiler, voices[1], Spanish, SpanishTopics, SuperBowlCurves.Everyday.Times(0.19)),
            .. EverydayTopics.Create(compiler, voices[2], Italian, ItalianTopics, SuperBowlCurves.Everyday.Times(0.15)),
        ]);
        return new ScenarioWorld
        {
            DefaultStart = new DateTimeOffset(2013, 2, 3, 22, 30, 0, TimeSpan.Zero),
            DefaultDuration = TimeSpan.FromMinutes(375),
            Voices = voices,
            Topics = topics,
            News = News(topics),
            BrandPost = new BrandPost(
                Array.FindIndex(topics, topic => topic.Role == TopicRole.BrandPost), SuperBowlCurves.BrandPost, [Template.Parse(EventTexts.BrandPost)]),
        };
    }

    private static IEnumerable<TopicDefinition> GameTopics(TopicCompiler compiler)
    {
        yield return compiler.Compile(Expected(Game, SuperBowlCurves.GameShape, 0),
            new(English, "#SuperBowl,#SB47,#SuperBowlXLVII,#BigGame,the Super Bowl,Super Bowl,Super Bowl XLVII", GameTexts.English),
            new(Spanish, "#SuperBowl,#SB47,el Super Bowl,Super Bowl", GameTexts.Spanish),
            new(Italian, "#SuperBowl,#SB47,il Super Bowl,Super Bowl", GameTexts.Italian));
        yield return compiler.Compile(Expected("half-time-show", SuperBowlCurves.HalfTimeShape, 0.15),
            new(English, "#HalftimeShow,#ZariaVolt,#Halftime,halftime show,half-time show", GameTexts.HalftimeEnglish),
            new(Spanish, "#HalftimeShow,#ZariaVolt,#MedioTiempo,show de medio tiempo,medio tiempo", GameTexts.HalftimeSpanish),
            new(Italian, "#HalftimeShow,#ZariaVolt,halftime show,spettacolo dell'intervallo", GameTexts.HalftimeItalian));
        yield return compiler.Compile(Expected("kick-off", SuperBowlCurves.KickOffMoment, 0.2) with { Mix = s_english },
            new TopicText(English, "#kickoff,kickoff,kick-off", GameTexts.KickoffEnglish));
        yield return compiler.Compile(Expected("anthem", SuperBowlCurves.Anthem, 0.2) with { Mix = s_english },
            new TopicText(English, "#anthem,#NellOrrin,national anthem,anthem", GameTexts.AnthemEnglish));
        yield return compiler.Compile(Expected("team-herons", SuperBowlCurves.Herons, 0.25),
            new(English, "#Herons,#HeronsNation,Herons,the Herons", GameTexts.TeamEnglish), new(Spanish, "#Herons,Herons", GameTexts.TeamSpanish),
            new(Italian, "#Herons,Herons", GameTexts.TeamItalian));
        yield return compiler.Compile(Expected("team-prospectors", SuperBowlCurves.Prospectors, 0.25),
            new(English, "#Prospectors,#GoProspectors,Prospectors,the Prospectors", GameTexts.TeamEnglish),
            new(Spanish, "#Prospectors,Prospectors", GameTexts.TeamSpanish), new(Italian, "#Prospectors,Prospectors", GameTexts.TeamItalian));
        yield return compiler.Compile(Expected("touchdowns", SuperBowlCurves.Touchdowns, 0.3),
            new(English, "#touchdown,#TD,touchdown", GameTexts.TouchdownEnglish), new(Spanish, "#touchdown,touchdown", GameTexts.TouchdownSpanish),
            new(Italian, "#touchdown,touchdown", GameTexts.TouchdownItalian));
        yield return compiler.Compile(Expected("commercials", SuperBowlCurves.Commercials, 0.15) with { Mix = s_english },
            new TopicText(English, "#BigGameAds,#AdBowl,the commercials,commercials", GameTexts.CommercialsEnglish));
        yield return compiler.Compile(Expected("champions", SuperBowlCurves.Win, 0.3),
            new(English, "#HeronsWin,#champions,champions,world champions", GameTexts.WinEnglish),
            new(Spanish, "#HeronsWin,#campeones,campeones", GameTexts.WinSpanish), new(Italian, "#HeronsWin,#campioni,campioni", GameTexts.WinItalian));
    }

    private static IEnumerable<TopicDefinition> Surprises(TopicCompiler compiler)
    {
        yield return compiler.Compile(New("blackout", TopicRole.Event, SuperBowlCurves.BlackoutShape, new(0.84, 0.1, 0.06)) with
        {
            Companion = Game,
            CompanionShare = 0.22,
            RepostShare = 0.3,
        },
            new(
                English, "#blackout,#SuperBowlBlackout,#lightsout,#PowerOutage,power outage,blackout,lights out",
                EventTexts.BlackoutEnglish, EventTexts.BlackoutReplies),
            new(Spanish, "#apagón,#SuperBowlBlackout,#blackout,apagón,se fue la luz", EventTexts.BlackoutSpanish),
            new(Italian, "#blackout,#SuperBowlBlackout,blackout,blackout al superdome", EventTexts.BlackoutItalian));

        // Ten in eleven are reposts, so that those alone make the public figure.
        yield return compiler.Compile(
            New("brand-post", TopicRole.BrandPost, SuperBowlCurves.Cascade(SuperBowlCurves.BrandReposts * 1.1).Later(SuperBowlCurves.BrandPost), s_english) with
            {
                Crowd = Crowd.BrandAudience,
                RepostShare = 10.0 / 11,
                ReplyShare = 0.05,
                QuoteShare = 1 - (10.0 / 11) - 0.05,
                NoiseShape = 30,
            },
            new TopicText(English, "#SnackInTheDark", EventTexts.BrandQuotesEnglish, EventTexts.BrandQuotesEnglish));
        yield return compiler.Compile(New("fake-trend", TopicRole.Bots, SuperBowlCurves.Bots, s_english) with
        {
            Crowd = Crowd.Bots,
            RepostShare = 0.3,
            ReplyShare = 0,
            QuoteShare = 0,
        },
            new TopicText(English, "#GetRichSnacks", EventTexts.Bots, Tails: ""));
        yield return compiler.Compile(
            New("accident", TopicRole.Tragedy, SuperBowlCurves.Accident, new(0.88, 0.08, 0.04)) with { Companion = Game, RepostShare = 0.32 },
            new(
                English, "#KettleRidge,#PrayForKettleRidge,bus crash,bus crash at Kettle Ridge,Kettle Ridge bus crash",
                EventTexts.TragedyEnglish, EventTexts.TragedyReplies, EventTexts.TragedyEnglishTails),
            new(
                Spanish, "#KettleRidge,accidente de bus en Kettle Ridge,accidente de autobús",
                EventTexts.TragedySpanish, EventTexts.TragedySpanish, EventTexts.TragedySpanishTails),
            new(
                Italian, "#KettleRidge,incidente di Kettle Ridge,incidente del bus",
                EventTexts.TragedyItalian, EventTexts.TragedyItalian, EventTexts.TragedyItalianTails));
    }

    private static IEnumerable<TopicDefinition> Background(TopicCompiler compiler)
    {
        yield return compiler.Compile(
            New("advert-velia", TopicRole.Advert, SuperBowlCurves.Advert, s_english) with { RepostShare = 0.1, ReplyShare = 0.05, NoiseShape = 200 },
            new TopicText(English, "#SipVelia,Velia sparkling tea,Velia", EventTexts.Advert));
        yield return compiler.Compile(New("slow-storm", TopicRole.Slow, SuperBowlCurves.Slow(0, 60, 70, 300), s_english),
            new TopicText(English, "#StormOrla,#Orla,winter storm Orla,storm Orla"));
        yield return compiler.Compile(New("slow-awards", TopicRole.Slow, SuperBowlCurves.Slow(20, 50, 80, 340), s_english),
            new TopicText(English, "#LanternAwards,the Lantern Awards,Lantern Awards"));
        yield return compiler.Compile(New("slow-series", TopicRole.Slow, SuperBowlCurves.Slow(0, 90, 110, 375), s_english),
            new TopicText(English, "#Saltmarsh,#SaltmarshFinale,Saltmarsh finale"));
        yield return compiler.Compile(New("slow-feria", TopicRole.Slow, SuperBowlCurves.Slow(10, 40, 90, 330), new(0, 1, 0)),
            new TopicText(Spanish, "#FeriaDeVelmora,la feria de Velmora"));
        yield return compiler.Compile(New("slow-derby", TopicRole.Slow, SuperBowlCurves.Slow(0, 40, 100, 360), new(0, 0, 1)),
            new TopicText(Italian, "#DerbyDiTorvenna,il derby di Torvenna"));
    }

    /// <summary>Sets the levels of game talk, half-time and blackout so that the three public totals come out.</summary>
    private static TopicDefinition[] Calibrated(TopicDefinition[] topics)
    {
        string[] free = [Game, "half-time-show", "blackout"];
        int[] indexes = Array.ConvertAll(free, id => Array.FindIndex(topics, topic => topic.Id == id));
        ScenarioMeasure[] targets =
        [
            new((int)SuperBowlCurves.KickOff, (int)SuperBowlCurves.GameOver, SuperBowlCurves.PostsDuringGame),
            new(SuperBowlCurves.HalfTimePeakMinute, SuperBowlCurves.HalfTimePeakMinute + 1, SuperBowlCurves.PostsAtHalfTimePeak),
            new(SuperBowlCurves.BlackoutPeakMinute, SuperBowlCurves.BlackoutPeakMinute + 1, SuperBowlCurves.PostsAtBlackoutPeak),
        ];
        double[] levels = new double[free.Length];

        // Hundreds of everyday topics share a curve, which is summed once.
        var curves = topics.Where((_, i) => !indexes.Contains(i)).GroupBy(topic => topic.Curve, topic => topic.Weight).ToArray();
        double[] others = Array.ConvertAll(targets, target => curves.Sum(curve => target.Of(curve.Key) * curve.Sum()));
        double[][] shapes = Array.ConvertAll(targets, target => Array.ConvertAll(indexes, index => target.Of(topics[index].Curve)));

        // Gauss-Seidel: each level in turn takes what the others leave of its target. Its own total depends on it most, so a few rounds settle it.
        for (int round = 0; round < 60; round++)
        {
            for (int i = 0; i < levels.Length; i++)
            {
                double rest = targets[i].Total - others[i];
                for (int k = 0; k < levels.Length; k++)
                    rest -= k == i ? 0 : levels[k] * shapes[i][k];
                levels[i] = rest / shapes[i][i];
            }
        }
        for (int i = 0; i < levels.Length; i++)
            topics[indexes[i]] = topics[indexes[i]] with { Curve = topics[indexes[i]].Curve.Times(levels[i]) };
        return topics;
    }

    private static NewsItem[] News(TopicDefinition[] topics)
    {
        NewsDesk desk = new(topics);
        desk.ReportOrdinary(SuperBowlCurves.Horizon);
        const double dark = SuperBowlCurves.LightsOut;
        desk.Report("blackout", English, NewsTexts.BlackoutEnglish, dark + 7.2, dark + 9.6, dark + 13.1, dark + 18.4, dark + 26);
        desk.Report("blackout", Spanish, NewsTexts.BlackoutSpanish, dark + 14.5);
        desk.Report("blackout", Italian, NewsTexts.BlackoutItalian, dark + 17.3);
        desk.Report("blackout", English, NewsTexts.PowerBackEnglish, dark + 38, dark + 52);
        const double crash = SuperBowlCurves.AccidentBegins;
        desk.Report("accident", English, NewsTexts.TragedyEnglish, crash + 6.3, crash + 11, crash + 21, crash + 37, crash + 62, crash + 90);
        desk.Report("accident", Spanish, NewsTexts.TragedySpanish, crash + 16);
        desk.Report("champions", English, NewsTexts.WinEnglish, SuperBowlCurves.GameOver + 3);
        return desk.Items;
    }

    private static TopicDefinition Expected(string id, Curve curve, double companionShare) =>
        New(id, TopicRole.Expected, curve, s_american) with { Companion = companionShare > 0 ? Game : null, CompanionShare = companionShare };

    private static TopicDefinition New(string id, TopicRole role, Curve curve, LanguageMix mix) =>
        new() { Id = id, Role = role, Curve = curve, Mix = mix, Scripts = [], Surfaces = [] };

    /// <summary>A total over some minutes, at full scale.</summary>
    private readonly record struct ScenarioMeasure(int First, int End, double Total)
    {
        public double Of(Curve curve)
        {
            double sum = 0;
            for (int minute = First; minute < End; minute++)
                sum += curve.Expected(minute);
            return sum;
        }
    }
}
