using RtmPipeline.Alerts;
using RtmPipeline.Delivery;
using RtmPipeline.Opportunities.Stories;
using RtmPipeline.Opportunities.Communities;
using RtmPipeline.Opportunities.Typology;
using RtmPipeline.Opportunities.Authenticity;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Text;
using RtmPipeline.Sources;
using RtmPipeline.Tagging;

namespace RtmPipeline.Tests.TestKit;

/// <summary>Invented revisions of great variety; the same seed gives the same ones.</summary>
internal sealed class SampleRevisions(int seed)
{
    /// <summary>Noon, UTC, of a day in the spring of 2024.</summary>
    public const long Noon = 1_715_342_400_000;

    private static readonly string[] s_texts =
    [
        "plain words", "Grüße, größer", "日本語の文", "שלום עולם", "👩‍👩‍👧‍👦 family",
        "<script>alert('x')</script> & \"quotes\"", "tab\tand\nline",
        "null\0char", "\u202Eturned", "half a pair \uD83D", "back\\slash", new string('x', 3000), "e\u0301", "\u007F\u0080",
    ];

    private static readonly string[] s_brands = ["acme", "north-star-7", "any"];
    private readonly Random _random = new(seed);
    private int _made;

    /// <summary>Any revision: of both streams, in any phase, one second after the one before.</summary>
    public IncidentRevision Next() => Next((OutputKind)_random.Next(2), (IncidentPhase)_random.Next(6));

    public IncidentRevision Next(
        OutputKind output, IncidentPhase phase = IncidentPhase.Raised, string? incident = null, double? score = null, long? time = null)
    {
        int number = ++_made;
        long now = time ?? (Noon + (number * 1000L));
        return new IncidentRevision
        {
            Output = output,
            Incident = incident ?? $"inc-{_random.Next(1, 20)}",
            Revision = number,
            Kind = (AlertKind)_random.Next(5),
            Phase = phase,
            Time = now,
            Brand = Pick(s_brands),
            Severity = Number(10),
            Score = score ?? Number(100),
            Topic = new IncidentTopic($"#{Pick(s_texts)}", (TopicKind)_random.Next(6), Pick(s_texts), Many(3, () => Pick(s_texts))),
            FirstSeen = now - _random.Next(1, 10_000_000),
            RaisedAt = now - _random.Next(0, 1_000_000),
            ActBefore = now + _random.Next(0, 10_000_000),
            PeakAt = now + _random.Next(-1_000_000, 10_000_000),
            Velocity = new VelocityReading(Number(300_000), Number(100), Number(20) - 10, Many(4, Forecast)),
            Factors = Many(6, () => new ScoreFactor(Pick(["velocity", "relevance", "novelty"]), Number(1), Number(40), Number(200) - 100)),
            Tags = new TagSummary(Shares("en", "es", "und"), Shares("Sports", "Food & Drink"), Number(2) - 1, Number(1), Safety(), Shares(s_texts)),
            Authors = new AuthorSummary(_random.NextInt64(0, 1L << 40), Number(3), Number(1)),
            Sources = [new SourceCount("x", _random.Next()), new SourceCount("news", _random.Next(100)), new SourceCount("odd \"name\"\n", 1)],
            NewsFirstAt = _random.Next(2) == 0 ? null : now - _random.Next(1000),
            Summary = Pick(s_texts),
            Previous = MayBe("acme-20240510t1100-0123abcd"),
            EndedBecause = phase is IncidentPhase.Expired or IncidentPhase.Retracted ? (EndReason)_random.Next(7) : null,
            MergedInto = phase == IncidentPhase.Expired ? MayBe("acme-20240510t1130-0123abcd") : null,
            Story = _random.Next(2) == 0 ? null : Story(now),
            Evidence = Many(3, () => new Evidence($"x:{_random.NextInt64()}", MayBe("https://example.org/a?b=1&c=é"), "x", MayBe(Pick(s_texts)), now, MayBe(Pick(s_texts)))),
            Type = Type(),
            Carriers = Many(3, () => new Carrier($"x:{_random.NextInt64()}", MayBe("https://example.org/a"), "x", MayBe(Pick(s_texts)), _random.Next(2) == 0 ? null : now, _random.NextInt64(0, 1L << 40))),
            Communities = Many(3, () => new CommunityShare(
                $"@{Pick(s_texts)}", (CommunityKind)_random.Next(3), Shares("en", "it"), _random.Next(), Number(1), Number(1), Number(2) - 1, now - _random.Next(1000))),
            Authenticity = new AuthenticitySummary(Number(1), Many(3, () => new AuthenticityReason((AuthenticitySignal)_random.Next(7), Number(1))), Number(1)),
        };
    }

    /// <summary>A digest of one to three alerts.</summary>
    public AlertDigest NextDigest(long? time = null)
    {
        long now = time ?? (Noon + (++_made * 1000L));
        HeldAlert[] held = [Held(now), .. Many(2, () => Held(now))];
        return new AlertDigest
        {
            Brand = Pick(s_brands),
            Time = now,
            From = now - 21_600_000,
            To = now - _random.Next(1_000),
            HeldBack = held,
            Count = held.Length + _random.Next(2),
            Summary = Pick(s_texts),
        };
    }

    private HeldAlert Held(long now) => new(
        MayBe("acme-20240510t1100-0123abcd"), (AlertKind)_random.Next(5), Pick(s_texts), Number(100), Number(10), now - _random.Next(10_000),
        (HoldBackReason)_random.Next(3));

    /// <summary>So many revisions, one after another.</summary>
    public IncidentRevision[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    /// <summary>A rejection of its own position, in any encoding.</summary>
    public Rejection NextRejection()
    {
        byte[] payload = new byte[_random.Next(0, 200)];
        _random.NextBytes(payload);
        if (_random.Next(2) == 0)
            payload = System.Text.Encoding.UTF8.GetBytes(Pick(s_texts));
        RejectReason reason = (RejectReason)_random.Next(Enum.GetValues<RejectReason>().Length);
        return new Rejection(new RecordPosition("night.ndjson", ++_made, _made * 100L), reason, $"{Pick(s_texts[..6])} at byte 7", payload) { StreamTime = Noon };
    }

    public static OutputBatch Batch(params IncidentRevision[] revisions) => new(revisions, [], revisions.Length > 0 ? revisions[^1].Time : Noon);

    private double Number(double below) => _random.Next(20) switch
    {
        0 => 0,
        1 => below,
        2 => below / 3e7,
        _ => _random.NextDouble() * below,
    };

    private ForecastPoint Forecast() =>
        new(TimeSpan.FromMinutes(_random.Next(1, 3000)), Number(1e6), Number(1e6), Number(1e6), Number(1e9), Number(1e9), Number(1e9));

    private IncidentStory Story(long now)
    {
        StoryLead? leads = _random.Next(3) == 0 ? null : (StoryLead)_random.Next(2);
        return new IncidentStory($"20240510-{_random.Next(1000):0000000}", _random.Next(200), _random.Next(100), _random.Next(50), ["en", "es"], Pick(s_texts), now, leads, leads is null ? null : Number(500));
    }

    private SafetySummary Safety()
    {
        SafetyLevel level = (SafetyLevel)_random.Next(5);
        return new SafetySummary(level, level == SafetyLevel.None ? null : "Death, Injury or Military Conflict", Number(1), []);
    }

    private WaveType Type() => new(
        _random.Next(2) == 0,
        (WaveLead)_random.Next(2),
        Many(4, () => new WavePlace((WavePlaceKind)_random.Next(4), $"n{Pick(s_texts)}", Number(1), Number(2) - 1)),
        (WaveAudience)_random.Next(2),
        Many(5, () => (WaveReason)_random.Next(Enum.GetValues<WaveReason>().Length)));

    private NamedShare[] Shares(params string[] names) => [.. names.Take(_random.Next(names.Length + 1)).Select(name => new NamedShare(name, Number(1)))];

    private T[] Many<T>(int most, Func<T> one) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => one())];

    private string? MayBe(string text) => _random.Next(3) == 0 ? null : text;

    private string Pick(string[] from) => from[_random.Next(from.Length)];
}
