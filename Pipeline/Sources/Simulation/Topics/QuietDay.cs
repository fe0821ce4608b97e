using RtmPipeline.Sources.Simulation.Words;
using static RtmPipeline.Sources.Simulation.Words.Language;

namespace RtmPipeline.Sources.Simulation.Topics;

/// <summary>
/// The scenario <c>quiet-day</c>: 24 hours from midnight UTC on which nothing happens. Chatter follows the hours of the day, habits come at their
/// time, two television evenings grow as fast as planned things do, and nothing deserves an alert. Ten million posts at full scale.
/// </summary>
internal static class QuietDay
{
    private const int EnglishTopics = 300;
    private const int SpanishTopics = 70;
    private const int ItalianTopics = 55;

    /// <summary>Everyday chatter a minute, averaged over the day; what the other topics add makes ten million a day.</summary>
    private const double Chatter = 5_900;

    /// <summary>Share of the day's mean by hour of UTC: people in America are awake from 12 to 05.</summary>
    private static readonly double[] s_america =
        [1.5, 1.55, 1.5, 1.35, 1.1, 0.8, 0.55, 0.4, 0.32, 0.3, 0.36, 0.52, 0.75, 0.92, 1.02, 1.08, 1.15, 1.2, 1.16, 1.12, 1.14, 1.22, 1.32, 1.42];

    private static readonly double[] s_europe =
        [0.5, 0.3, 0.2, 0.16, 0.2, 0.4, 0.75, 1.05, 1.1, 1.08, 1.1, 1.2, 1.35, 1.3, 1.15, 1.1, 1.15, 1.25, 1.4, 1.6, 1.75, 1.7, 1.35, 0.85];

    private static readonly LanguageMix s_english = new(1, 0, 0);
    private static readonly LanguageMix s_spanish = new(0, 1, 0);
    private static readonly LanguageMix s_italian = new(0, 0, 1);

    public static ScenarioWorld Create()
    {
        Voice[] voices = [Voice.Of(English), Voice.Of(Spanish), Voice.Of(Italian)];
        TopicCompiler compiler = new(voices);
        TopicDefinition[] topics =
        [
            .. Habits(compiler), .. Planned(compiler), .. Slow(compiler),
            .. EverydayTopics.Create(compiler, voices[0], English, EnglishTopics, ByHour(s_america, Chatter * 0.81)),
            .. EverydayTopics.Create(compiler, voices[1], Spanish, SpanishTopics, ByHour(s_europe, Chatter * 0.115)),
            .. EverydayTopics.Create(compiler, voices[2], Italian, ItalianTopics, ByHour(s_europe, Chatter * 0.075)),
        ];
        NewsDesk desk = new(topics);
        desk.ReportOrdinary(SuperBowlCurves.Horizon);
        return new ScenarioWorld
        {
            DefaultStart = new DateTimeOffset(2013, 2, 5, 0, 0, 0, TimeSpan.Zero),
            DefaultDuration = TimeSpan.FromHours(24),
            Voices = voices,
            Topics = topics,
            News = desk.Items,
        };
    }

    private static IEnumerable<TopicDefinition> Habits(TopicCompiler compiler)
    {
        const TopicRole habit = TopicRole.Recurring;
        yield return compiler.Compile(New("good-morning", habit, Bell(12.5, 1.2, 900), s_english),
            new TopicText(English, "#goodmorning,good morning,my morning"));
        yield return compiler.Compile(New("lunch", habit, Bell(17, 1, 500), s_english), new TopicText(English, "#lunch,lunch break,lunch"));
        yield return compiler.Compile(New("commute", habit, Bell(22.5, 0.8, 400), s_english), new TopicText(English, "#commute,evening traffic,commute"));
        yield return compiler.Compile(New("good-night", habit, Bell(4.2, 1.1, 800), s_english), new TopicText(English, "#goodnight,good night,bedtime"));
        yield return compiler.Compile(New("football-talk", habit, Bell(21, 1.6, 450), s_english),
            new TopicText(English, "#football,football talk,football season"));
        yield return compiler.Compile(New("buenos-dias", habit, Bell(7, 0.9, 160), s_spanish), new TopicText(Spanish, "#BuenosDías,buenos días,la mañana"));
        yield return compiler.Compile(New("comida", habit, Bell(13.5, 0.9, 110), s_spanish), new TopicText(Spanish, "#comida,la hora de comer,la comida"));
        yield return compiler.Compile(New("buongiorno", habit, Bell(6.5, 0.9, 110), s_italian), new TopicText(Italian, "#buongiorno,buongiorno,il mattino"));
        yield return compiler.Compile(New("calcio", habit, Bell(19, 1.4, 120), s_italian), new TopicText(Italian, "#calcio,il calcio,il campionato"));
    }

    private static IEnumerable<TopicDefinition> Planned(TopicCompiler compiler)
    {
        yield return compiler.Compile(New("tv-talent", TopicRole.Expected, Show(60, 700), s_english),
            new TopicText(English, "#TalentHarbor,Talent Harbor,talent finals"));
        yield return compiler.Compile(New("tv-cocina", TopicRole.Expected, Show(1260, 170), s_spanish),
            new TopicText(Spanish, "#CocinaReal,el concurso de cocina,la final de cocina"));
        yield return compiler.Compile(New("tv-canzone", TopicRole.Expected, Show(1170, 150), s_italian),
            new TopicText(Italian, "#VoceNuova,la gara di canto,il festival di canto"));
    }

    private static IEnumerable<TopicDefinition> Slow(TopicCompiler compiler)
    {
        yield return compiler.Compile(
            New("slow-storm", TopicRole.Slow, SuperBowlCurves.Slow(0, 8, 260, 1400), s_english),
            new TopicText(English, "#StormOrla,storm Orla"));
        yield return compiler.Compile(
            New("slow-awards", TopicRole.Slow, SuperBowlCurves.Slow(180, 10, 300, 1200), s_english),
            new TopicText(English, "#LanternAwards,Lantern Awards"));
        Curve steady = new(new(0, 110), new(SuperBowlCurves.Horizon, 120));
        yield return compiler.Compile(
            New("advert-velia", TopicRole.Advert, steady, s_english) with { RepostShare = 0.1, NoiseShape = 200 },
            new TopicText(English, "#SipVelia,Velia sparkling tea,Velia", EventTexts.Advert));
    }

    /// <summary>One level an hour, the same shape at both ends of the day.</summary>
    private static Curve ByHour(double[] shares, double mean)
    {
        Knot[] knots = new Knot[shares.Length + 1];
        for (int hour = 0; hour <= shares.Length; hour++)
            knots[hour] = new Knot(hour * 60, shares[hour % shares.Length] / shares.Average() * mean);
        return new Curve(knots);
    }

    /// <summary>A hump around an hour, over a floor of a fiftieth; present all day.</summary>
    private static Curve Bell(double hour, double width, double height)
    {
        List<Knot> knots = [];
        for (double at = 0; at <= 24; at += 0.5)
        {
            double distance = Math.Abs(at - hour);
            distance = Math.Min(distance, 24 - distance) / width;
            knots.Add(new Knot(at * 60, height * Math.Max(0.02, PortableMath.Exp(-0.5 * distance * distance))));
        }
        return new Curve([.. knots]);
    }

    /// <summary>A programme of 90 minutes that begins on time.</summary>
    private static Curve Show(double minute, double height) => new(
        new(0, 3), new(minute - 20, 6), new(minute, height * 0.3), new(minute + 6, height * 0.9), new(minute + 75, height), new(minute + 90, height * 0.5),
        new(minute + 120, height * 0.05), new(SuperBowlCurves.Horizon + 60, 3));

    private static TopicDefinition New(string id, TopicRole role, Curve curve, LanguageMix mix) =>
        new() { Id = id, Role = role, Curve = curve, Mix = mix, Scripts = [], Surfaces = [], NoiseShape = 150 };
}
