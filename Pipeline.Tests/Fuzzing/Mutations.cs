namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Damage to bytes that knows nothing of what they say.</summary>
internal static class Mutations
{
    private const int MostChanges = 4;

    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>True once in so many times.</summary>
    public static bool Once(this Random random, int times) => random.Next(times) == 0;

    public static byte[] OfBytes(byte[] whole, Random random, byte[] other)
    {
        byte[] bytes = whole;
        for (int change = random.Next(1, MostChanges + 1); change > 0; change--)
            bytes = One(bytes, random, other);
        return bytes;
    }

    /// <summary>Bytes with a part replaced.</summary>
    public static byte[] Replace(byte[] bytes, int start, int end, ReadOnlySpan<byte> part) => [.. bytes.AsSpan(0, start), .. part, .. bytes.AsSpan(end)];

    private static byte[] One(byte[] bytes, Random random, byte[] other)
    {
        if (bytes.Length == 0)
            return [(byte)random.Next(256)];
        int at = random.Next(bytes.Length);
        int end = Math.Min(bytes.Length, at + random.Next(1, 64));
        switch (random.Next(8))
        {
            case 0:
                return Replace(bytes, at, at + 1, [(byte)(bytes[at] ^ (1 << random.Next(8)))]);
            case 1:
                return Replace(bytes, at, at + 1, [(byte)random.Next(256)]);
            case 2:
                return Replace(bytes, at, at, HostileValues.Bytes(random));
            case 3:
                return Replace(bytes, at, end, []);
            case 4:
                return Replace(bytes, at, at, bytes.AsSpan(at, end - at));
            case 5:
                int from = random.Next(other.Length + 1);
                return Replace(bytes, at, end, other.AsSpan(from, random.Next(Math.Min(256, other.Length - from) + 1)));
            case 6:
                return bytes[..at];
            default:
                return Repeat(bytes, at, end, random);
        }
    }

    private static byte[] Repeat(byte[] bytes, int at, int end, Random random)
    {
        int times = random.Once(20) ? random.Next(2_000) : random.Next(8);
        byte[] part = bytes[at..end];
        byte[] many = new byte[part.Length * times];
        for (int i = 0; i < times; i++)
            part.CopyTo(many, i * part.Length);
        return Replace(bytes, at, at, many);
    }
}
