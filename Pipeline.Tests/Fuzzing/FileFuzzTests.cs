using System.Text;
using NUnit.Framework;
using RtmPipeline.Posts;
using RtmPipeline.Posts.Decoding;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files;
using RtmPipeline.Tests.Sources.Files;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Whole recordings, damaged: lines, documents, XML, server-sent events, gzip, and gzip in gzip.</summary>
[Parallelizable]
internal sealed class FileFuzzTests
{
    /// <summary>Small limits, so that small inputs meet them; the ratio stays, as it is a ratio.</summary>
    private static readonly FileLimits s_limits = new()
    {
        MaxLineBytes = 3_000, MaxDocumentBytes = 12_000, MaxXmlBytes = 12_000, ReadBytes = 1_024, FaultHeadBytes = 100, RatioFreeBytes = 4_000,
    };

    private sealed record Piece(RecordForm Form, long Offset, long Line, int Length, string? Fault);

    /// <param name="Pieces">What was framed.</param>
    /// <param name="Digest">Of the framed bytes and of what was decoded of them, batch by batch.</param>
    private sealed record Reading(List<Piece> Pieces, ulong Digest)
    {
        public bool BreaksOff => Pieces.Exists(piece => piece.Fault?.StartsWith("bad compression", StringComparison.Ordinal) == true);
    }

    [Test]
    public void Recordings_Damaged_AreFramedTheSameHoweverTheyAreRead() => FuzzRun.Try("files", one =>
    {
        byte[] plain = Content(one.Random);
        one.Input = Packed(plain, one.Random, out bool isPlain);

        // What gzip holds is at most twice the plain content: once more behind it.
        int unpacked = one.Input.Length + (2 * plain.Length);
        Reading whole = Read(one, batchSize: 1_000, chunk: int.MaxValue, unpacked);
        Reading inBits = Read(one, batchSize: one.Random.Next(1, 6), chunk: one.Random.Next(1, 200), unpacked);
        if (whole.BreaksOff || inBits.BreaksOff)
            one.Require(IsBeginning(whole.Pieces, inBits.Pieces), "before broken compression, other records are read when the bytes come in otherwise");
        else
            one.Require(whole.Digest == inBits.Digest, "what is read depends on the batch size, or on how the bytes come in");
        CheckPieces(one, whole.Pieces, isPlain ? plain : null);
    });

    [Test]
    public void Lines_BesideDamagedOnes_ComeOutAsTheyStand() => FuzzRun.Try("lines", one =>
    {
        byte[] good = FuzzSeeds.Json[one.Random.Next(4)];
        using MemoryStream file = new();
        List<(long Offset, long Line)> places = [];
        for (int line = 1; line <= 20; line++)
        {
            bool isGood = line % 3 == 1;
            if (isGood)
                places.Add((file.Length, line));
            file.Write(isGood ? good : OneLine(JsonMutations.Of(one.Random.Pick(FuzzSeeds.Json), one.Random, one.Random.Pick(FuzzSeeds.Json))));
            file.WriteByte((byte)'\n');
        }

        one.Input = file.ToArray();
        HashSet<(long, long)> found = [.. Read(one, batchSize: 7, chunk: int.MaxValue, one.Input.Length).Pieces.Where(p => p.Length == good.Length && p.Fault is null).Select(p => (p.Offset, p.Line))];
        foreach ((long Offset, long Line) place in places)
            one.Require(found.Contains(place), $"the sound line {place.Line} did not come out as it stands");
    });

    private static byte[] OneLine(byte[] bytes) => [.. bytes.Select(b => b == (byte)'\n' ? (byte)' ' : b).Take(s_limits.MaxLineBytes * 2)];

    /// <summary>A recording of one of the forms, each with damage in it.</summary>
    private static byte[] Content(Random random)
    {
        byte[] record = random.Pick(FuzzSeeds.Json);
        byte[] damaged = JsonMutations.Of(record, random, random.Pick(FuzzSeeds.Json));
        byte[] feed = XmlMutations.Of(random.Pick(FuzzSeeds.Feeds), random, random.Pick(FuzzSeeds.Feeds));
        byte[] newline = random.Once(4) ? [(byte)'\r', (byte)'\n'] : [(byte)'\n'];
        byte[] content = random.Next(6) switch
        {
            0 or 1 => [.. record, .. newline, .. damaged, .. newline, .. record],
            2 => Spread([.. "["u8, .. record, (byte)',', .. damaged, .. "]\n"u8, .. record]),
            3 => feed,
            4 => [.. "event: update\ndata: "u8, .. damaged, .. newline, .. newline, .. ":keep\ndata: "u8, .. record, .. "\ndata:more\n\ndata"u8, .. HostileValues.Bytes(random)],
            _ => [.. "\uFEFF \n\n"u8, .. damaged],
        };
        return random.Once(3) ? Mutations.OfBytes(content, random, feed) : content;
    }

    /// <summary>A document over several lines: a line end behind each comma.</summary>
    private static byte[] Spread(byte[] json) => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(json).Replace(",\"", ",\n\"", StringComparison.Ordinal));

    private static byte[] Packed(byte[] plain, Random random, out bool isPlain)
    {
        isPlain = !random.Once(3);
        if (isPlain)
            return plain;
        byte[] once = Recording.Gzip(plain);
        return random.Next(5) switch
        {
            0 => Recording.Gzip(once),
            1 => [.. once, .. Recording.Gzip(plain)],
            2 => [.. once, .. HostileValues.Bytes(random)],
            3 => once,
            _ => Mutations.OfBytes(once, random, plain),
        };
    }

    /// <summary>Reads and decodes within bounds: buffers grow by doubling up to the longest document, and decoding has the multiple of feeds.</summary>
    private static Reading Read(FuzzCase one, int batchSize, int chunk, int unpacked) =>
        one.Within((1 << 22) + (400L * Math.Max(unpacked, s_limits.MaxDocumentBytes)), () => ReadAsync(one.Input, batchSize, chunk).GetAwaiter().GetResult());

    private static async Task<Reading> ReadAsync(byte[] input, int batchSize, int chunk)
    {
        FileSource source = new("fuzz", s_limits, () => new Recording.ChunkedStream(input, chunk), fillWhole: chunk == int.MaxValue);
        List<Piece> pieces = [];
        DecodedBatch all = new();
        ulong digest = 1;
        await foreach (RawBatch batch in source.ReadAsync(batchSize, CancellationToken.None))
        {
            using (batch)
                digest = Take(batch, pieces, all, digest);
        }

        return new Reading(pieces, StableHash.Combine(digest, Outcomes.DigestOf(all)));
    }

    private static ulong Take(RawBatch batch, List<Piece> pieces, DecodedBatch all, ulong digest)
    {
        foreach (ref readonly RawRecord record in batch.Records)
        {
            pieces.Add(new Piece(record.Form, record.Position.Offset, record.Position.Line, record.Bytes.Length, record.Fault));
            digest = StableHash.Combine(digest, StableHash.Of(record.Bytes.Span));
            digest = StableHash.Combine(digest, StableHash.Of($"{record.Position} {record.Position.Offset} {record.Form} {record.EventName} {record.Fault}"));
        }

        DecodedBatch decoded = new PostDecoder().Decode(batch);
        all.Items.AddRange(decoded.Items);
        for (int i = 0; i < decoded.Ignored.Length; i++)
            all.Ignored[i] += decoded.Ignored[i];
        return digest;
    }

    /// <summary>True when one of two readings is the beginning of the other, but for the fault at its end.</summary>
    private static bool IsBeginning(List<Piece> one, List<Piece> other)
    {
        int count = Math.Min(one.Count, other.Count) - 1;
        return count < 0 || one.GetRange(0, count).SequenceEqual(other.GetRange(0, count));
    }

    /// <summary>Every byte that is not blank lies in a record, or behind a fault that says what became of it.</summary>
    private static void CheckPieces(FuzzCase one, List<Piece> pieces, byte[]? plain)
    {
        long end = 0;
        bool isBehindFault = false;
        bool isLines = true;
        foreach (Piece piece in pieces)
        {
            one.Require(piece.Fault is not { Length: 0 or > 500 }, "a fault without a reason, or with a long one");
            one.Require(piece.Fault is null || piece.Length <= s_limits.FaultHeadBytes, $"a fault keeps {piece.Length} bytes");
            one.Require(piece.Length <= s_limits.MaxDocumentBytes, $"a record of {piece.Length} bytes");
            one.Require(piece.Offset >= end, "records overlap or go back");
            isLines &= piece.Form != RecordForm.ServerSentEvent;
            if (isLines && plain is not null)
                one.Require(isBehindFault || IsBlank(plain, end, piece.Offset), $"bytes {end} to {piece.Offset} are in no record");
            end = piece.Form == RecordForm.ServerSentEvent ? piece.Offset : piece.Offset + (piece.Fault is null ? piece.Length : 0);
            isBehindFault = piece.Fault is not null;
        }

        if (isLines && plain is not null && pieces.Count > 0)
            one.Require(isBehindFault || IsBlank(plain, end, plain.Length), $"bytes from {end} on are in no record");
    }

    private static bool IsBlank(byte[] bytes, long from, long to)
    {
        ReadOnlySpan<byte> between = bytes.AsSpan((int)from, (int)(to - from));
        return from == 0 && between.StartsWith("\uFEFF"u8) ? Blanks.IsBlank(between[3..]) : Blanks.IsBlank(between);
    }
}
