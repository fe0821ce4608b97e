using Confluent.Kafka;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.Kafka;

/// <summary>
/// What the client's errors mean for the source's state. The client tries again by itself, with waits of its own that grow, so nothing here does; once it tells that the group is
/// well again the source streams again. A person is told of a state once, however often the client repeats itself.
/// </summary>
/// <param name="options">For their names, and their secrets.</param>
/// <param name="watch">Told of states.</param>
internal sealed class ClientTrouble(KafkaOptions options, SourceWatch watch)
{
    private bool _isRefused;
    private string _last = string.Empty;

    /// <summary>True where only a record tells that it is over: the group is well without the topic.</summary>
    private bool _isOfTopic;

    /// <summary>True from an error that stops records until <see cref="Over"/>.</summary>
    public bool IsThere { get; private set; }

    /// <summary>An error that ends this client: another must be made.</summary>
    public Error? Fatal { get; private set; }

    /// <summary>Notes an error.</summary>
    /// <param name="error">As the client tells it.</param>
    /// <param name="partitions">How many partitions are ours: a missing topic is no trouble for the others.</param>
    public void Note(Error error, int partitions)
    {
        if (error.IsFatal)
            Fatal ??= error;
        switch (error.Code)
        {
            case ErrorCode.Local_AllBrokersDown:
                Enter(isRefused: false, $"no broker of {options.Brokers} answers{(_last.Length > 0 ? $": {_last}" : string.Empty)}");
                break;
            case ErrorCode.Local_Transport or ErrorCode.Local_Resolve or ErrorCode.Local_TimedOut:
                _last = CauseOf(error);
                watch.Count("error");
                break;
            case ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed:
                Enter(isRefused: true, $"authentication refused: {ReasonOf(error)}");
                break;
            case ErrorCode.TopicAuthorizationFailed or ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition when partitions > 0:
                watch.Count("error");
                watch.Streaming($"one topic cannot be read: {ReasonOf(error)}");
                break;
            case ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed:
                Enter(isRefused: true, $"not allowed: {ReasonOf(error)}");
                _isOfTopic = true;
                break;
            case ErrorCode.Local_Ssl:
                Enter(isRefused: true, $"TLS failed: {ReasonOf(error)}");
                break;
            case ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition:
                Enter(isRefused: false, $"topic missing: {ReasonOf(error)}");
                _isOfTopic = true;
                break;
            case ErrorCode.Local_MaxPollExceeded:
                watch.Count("poll-late");
                break;
            default:
                watch.Count("error");
                break;
        }
    }

    /// <summary>Records come, or the group is well.</summary>
    public void Over(bool byRecord)
    {
        if (!IsThere || (_isOfTopic && !byRecord))
            return;
        IsThere = false;
        _isOfTopic = false;
        _isRefused = false;
        watch.Count("recovered");
        watch.Streaming();
    }

    private void Enter(bool isRefused, string reason)
    {
        watch.Count("error");

        // A refusal is followed by "all brokers down", which says less.
        if (_isRefused && !isRefused)
            return;
        IsThere = true;
        _isRefused = isRefused;
        if (isRefused)
            watch.Refused(reason);
        else
            watch.Waiting(reason);
    }

    /// <summary>What one broker's connection met, without how long it took, which would make each time another reason.</summary>
    private string CauseOf(Error error)
    {
        string reason = ReasonOf(error);
        int tail = reason.IndexOf(" (after", StringComparison.Ordinal);
        return tail > 0 ? reason[..tail] : reason;
    }

    private string ReasonOf(Error error) => options.Shown(error.Reason);
}
