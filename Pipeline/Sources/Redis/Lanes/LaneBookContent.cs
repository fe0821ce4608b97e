using RtmPipeline.State;

namespace RtmPipeline.Sources.Redis.Lanes;

/// <summary>Numbers of a consumer's way through a stream.</summary>
/// <param name="Generation">How often it was begun anew.</param>
/// <param name="Claims">Takeovers begun.</param>
internal readonly record struct LaneNumbers(int Generation, int Claims);

/// <summary>What a book holds, and its bytes.</summary>
internal sealed record LaneBookContent(string Id, Dictionary<string, LaneNumbers> Numbers, Dictionary<string, StreamId> Ends)
{
    private const string Section = "redis-lanes-1";

    public byte[] ToBytes()
    {
        StateWriter writer = new();
        writer.Section(Section);
        writer.Text(Id);
        writer.Int(Numbers.Count);
        foreach ((string way, LaneNumbers numbers) in Numbers)
        {
            writer.Text(way);
            writer.Int(numbers.Generation);
            writer.Int(numbers.Claims);
        }

        writer.Int(Ends.Count);
        foreach ((string lane, StreamId end) in Ends)
        {
            writer.Text(lane);
            writer.ULong(end.Milliseconds);
            writer.ULong(end.Counter);
        }

        return writer.ToArray();
    }

    /// <exception cref="StateFormatException">These are no bytes of a book.</exception>
    public static LaneBookContent Read(byte[] bytes)
    {
        const int leastWay = 12;
        const int leastLane = 20;
        StateReader reader = new(bytes);
        reader.Section(Section);
        string id = reader.NotNullText();
        Dictionary<string, LaneNumbers> numbers = new(StringComparer.Ordinal);
        for (int left = reader.Count(leastWay); left > 0; left--)
        {
            string way = reader.NotNullText();
            LaneNumbers one = new(reader.Int(), reader.Int());
            if (one.Generation < 0 || one.Claims < 0 || !numbers.TryAdd(way, one))
                throw reader.Broken("numbers of a lane that are none, or stand there twice");
        }

        Dictionary<string, StreamId> ends = new(StringComparer.Ordinal);
        for (int left = reader.Count(leastLane); left > 0; left--)
        {
            if (!ends.TryAdd(reader.NotNullText(), new StreamId(reader.ULong(), reader.ULong())))
                throw reader.Broken("a lane stands there twice");
        }

        return reader.IsAtEnd ? new LaneBookContent(id, numbers, ends) : throw reader.Broken("more bytes than were announced");
    }
}
