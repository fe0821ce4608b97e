using System.Text;
using RtmPipeline.Delivery.Checkpoints;

namespace RtmPipeline.Tests.Delivery.Checkpoints;

/// <summary>Checkpoints with invented contents.</summary>
internal static class SampleCheckpoint
{
    public static Checkpoint Number(long number) => new()
    {
        Number = number,
        StreamTime = 1_359_934_500_000 + number,
        MadeAt = 1_800_000_000_000,
        Program = "1.2.3",
        Settings = "0123456789abcdef",
        Sources =
        [
            new SourceMark("night.ndjson", 12, 4_711, 1, HasEnded: false) { Identity = "4096:ab", Time = 1_359_934_400_000 },
            new SourceMark("news.xml", 0, 0, 17, HasEnded: true),
        ],
        Parts =
        [
            new StatePart("posts", [Bytes("the first"), Bytes(" and the second piece")]),
            new StatePart("empty", []),
            new StatePart("alerts", [Bytes($"state {number}")]),
        ],
    };

    public static byte[] BytesOf(Checkpoint checkpoint)
    {
        using MemoryStream all = new();
        foreach (ReadOnlyMemory<byte> piece in CheckpointFormat.Write(checkpoint))
            all.Write(piece.Span);
        return all.ToArray();
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
