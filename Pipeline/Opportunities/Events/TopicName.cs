using RtmPipeline.Posts.Text;
using RtmPipeline.State;
using RtmPipeline.Trends;

namespace RtmPipeline.Opportunities.Events;

/// <summary>
/// The name of a topic as far as it tells what the topic is about: spellings of one thing (#SuperBowlBlackout, "superbowl blackout", "blackout")
/// and words of one meaning (<see cref="EventWords"/>) are kin.
/// </summary>
internal readonly struct TopicName
{
    /// <summary>Letters a name needs to be known again inside a longer hashtag or pair.</summary>
    private const int MinPartLetters = 5;

    /// <summary>Letters two words share from the start on when one is a form of the other, and how many more either may have.</summary>
    private const int MinStemLetters = 6;
    private const int MaxEndingLetters = 3;

    private readonly string _compact;
    private readonly bool _isTag;
    private readonly bool _isPair;
    private readonly int _meaning;

    private readonly TopicKind _kind;

    public TopicName(TopicSnapshot topic)
        : this(CompactOf(topic), topic.Kind)
    {
    }

    private TopicName(string compact, TopicKind kind)
    {
        _compact = compact;
        _kind = kind;
        _isTag = kind == TopicKind.Hashtag;
        _isPair = kind == TopicKind.Pair;
        _meaning = IsPlain(kind) || _isTag ? EventWords.MeaningOf(compact, _isTag) : -1;
    }

    public void Save(StateWriter to)
    {
        to.Text(_compact);
        to.Byte((byte)_kind);
    }

    public static TopicName Load(StateReader from) => new(from.NotNullText(), from.OneOf<TopicKind>(from.Byte()));

    private static bool IsPlain(TopicKind kind) => kind is TopicKind.Word or TopicKind.Pair;

    private static string CompactOf(TopicSnapshot topic)
    {
        string folded = topic.StableKey;
        int sign = folded.IndexOf(':', StringComparison.Ordinal);
        return IsPlain(topic.Kind) && sign >= 0 ? folded[(sign + 1)..].Replace(" ", "", StringComparison.Ordinal) : folded.TrimStart('#', '@', '$');
    }

    /// <summary>True for the same letters, however they are written: #PowerOutage, "power outage".</summary>
    public bool IsSameAs(in TopicName other) => _compact == other._compact;

    /// <summary>True when it says that people came to harm: "earthquake", "sparatoria", #TrainCrash.</summary>
    public bool IsHarm => EventWords.IsHarm(_meaning);

    /// <summary>True when the letters stand in a set.</summary>
    public bool IsIn(HashSet<string> names) => names.Contains(_compact);

    /// <summary>True when both name the same thing, or say that the same thing happened.</summary>
    public bool IsKinOf(in TopicName other) =>
        IsSameAs(other)
        || (_meaning >= 0 && _meaning == other._meaning)
        || IsPart(other)
        || other.IsPart(this)
        || IsFormOf(other);

    /// <summary>A longer tag or pair that begins or ends with this name.</summary>
    private bool IsPart(in TopicName longer) =>
        (longer._isTag || longer._isPair)
        && _compact.Length >= MinPartLetters
        && longer._compact.Length > _compact.Length
        && (longer._compact.EndsWith(_compact, StringComparison.Ordinal)
            || (longer._compact.StartsWith(_compact, StringComparison.Ordinal) && !(char.IsDigit(_compact[^1]) && char.IsDigit(longer._compact[_compact.Length]))));

    /// <summary>Another number is another thing: "#vote2024" is no form of "#vote2020".</summary>
    private static bool IsEnding(ReadOnlySpan<char> letters) => letters.Length <= MaxEndingLetters && !letters.ContainsAnyInRange('0', '9');

    private bool IsFormOf(in TopicName other)
    {
        int common = _compact.AsSpan().CommonPrefixLength(other._compact);
        return common >= MinStemLetters && IsEnding(_compact.AsSpan(common)) && IsEnding(other._compact.AsSpan(common));
    }
}
