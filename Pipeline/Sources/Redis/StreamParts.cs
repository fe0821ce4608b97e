using RtmPipeline.Sources.Live;
using RtmPipeline.Sources.Redis.Lanes;

namespace RtmPipeline.Sources.Redis;

/// <summary>What the readings of all streams of a source share.</summary>
internal sealed record StreamParts(RedisStreamOptions Options, SourceHost Host, IStreamGroup Redis, LaneBook Book, EntryHandOver HandOver)
{
    /// <summary>Name of this process in the group.</summary>
    public string Consumer { get; } = Options.Consumer.Length > 0 ? Options.Consumer : $"{Host.Watch.Name}-{Book.Id}";

    public EntryFraming Framing { get; } = new(Options);

    /// <summary>Name of a consumer's lane, as <c>redis:NAME/STREAM/GROUP/CONSUMER</c>.</summary>
    public string LaneOf(string stream, string consumer) => $"{LanesOf(Host.Watch.Name)}{stream}/{Options.Group}/{consumer}";

    /// <summary>What the names of all lanes of a source begin with.</summary>
    public static string LanesOf(string source) => $"redis:{source}/";

    /// <summary>Opens a lane behind what the journal holds of it, or held once.</summary>
    public StreamLane Open(string name, string consumer)
    {
        StreamId known = Book.End(name);
        if (Host.Journalled.TryGetValue(name, out long origin))
            known = StreamId.Later(known, StreamId.OfOrigin(origin));
        return new StreamLane(name, consumer, known);
    }
}
