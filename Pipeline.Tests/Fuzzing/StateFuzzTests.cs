using System.Security.Cryptography;
using NUnit.Framework;
using RtmPipeline.Delivery.Checkpoints;
using RtmPipeline.Posts;
using RtmPipeline.State;
using RtmPipeline.Tests.Delivery.Checkpoints;

namespace RtmPipeline.Tests.Fuzzing;

/// <summary>Bytes of states, damaged: read as something, or refused by the exception that says where; no count in them costs memory they do not hold.</summary>
internal sealed class StateFuzzTests
{
    private const int Kinds = 12;

    [Test]
    public void States_Damaged_AreReadOrRefused()
    {
        StateWriter writer = new();
        FuzzRun.Try("states", one => TryState(one, writer));
    }

    private static void TryState(FuzzCase one, StateWriter writer)
    {
        writer.Clear();
        int[] kinds = [.. Enumerable.Range(0, one.Random.Next(1, 20)).Select(_ => one.Random.Next(Kinds))];
        foreach (int kind in kinds)
            Write(writer, kind, one.Random);
        byte[] whole = writer.ToArray();
        Read(new StateReader(whole), kinds, isWhole: true);
        one.Input = Mutations.OfBytes(whole, one.Random, whole);
        one.Within((20L * one.Input.Length) + (1 << 14), () => TryRead(() => Read(new StateReader(one.Input), kinds, isWhole: false)));
    }

    [Test]
    public void Checkpoints_Damaged_AreReadOrRefused()
    {
        byte[] whole = SampleCheckpoint.BytesOf(SampleCheckpoint.Number(7));
        FuzzRun.Try("checkpoints", one =>
        {
            byte[] damaged = Mutations.OfBytes(whole, one.Random, whole);
            one.Input = one.Random.Once(4) || damaged.Length <= SHA256.HashSizeInBytes ? damaged : Sealed(damaged);
            one.Within((20L * one.Input.Length) + (1 << 14), () => TryRead(() => CheckpointFormat.Read(one.Input)));
        });
    }

    [Test]
    public void NumberBeyondAnEnumeration_IsRefused()
    {
        StateWriter writer = new();
        writer.Int(256);
        Assert.That(() => new StateReader(writer.ToArray()).OneOf<PostKind>(256), Throws.TypeOf<StateFormatException>());
    }

    [Test]
    public void TextThatIsNoUtf8_IsRefused() => Assert.That(() => new StateReader(new byte[] { 2, 0, 0, 0, 0xC3, 0x28 }).Text(), Throws.TypeOf<StateFormatException>());

    /// <summary>Bytes whose digest at the end fits them, so that what stands behind the digest's check is tried too.</summary>
    private static byte[] Sealed(byte[] bytes)
    {
        byte[] mended = [.. bytes];
        SHA256.HashData(mended.AsSpan(0, mended.Length - SHA256.HashSizeInBytes), mended.AsSpan(mended.Length - SHA256.HashSizeInBytes));
        return mended;
    }

    private static bool TryRead(Action read)
    {
        try
        {
            read();
            return true;
        }
        catch (StateFormatException)
        {
            return false;
        }
    }

    private static void Write(StateWriter to, int kind, Random random)
    {
        switch (kind)
        {
            case 0:
                to.Section("part");
                break;
            case 1:
                to.Bool(random.Once(2));
                break;
            case 2:
                to.Byte((byte)random.Next(4));
                break;
            case 3:
                to.Int(random.Next(0, 5));
                break;
            case 4:
                to.Long(random.NextInt64());
                break;
            case 5:
                to.Double(random.NextDouble());
                break;
            case 6:
                to.Text(random.Once(4) ? null : HostileValues.Text(random, 6));
                break;
            case 7:
                to.Text("sure");
                break;
            case 8:
                to.Values<long>((long[])[.. Enumerable.Range(0, random.Next(20)).Select(_ => random.NextInt64())]);
                break;
            case 9:
                to.Bytes(HostileValues.Bytes(random));
                break;
            case 10:
                to.Values<double>((double[])[1, 2, 3]);
                break;
            default:
                to.Float(random.NextSingle());
                break;
        }
    }

    private static void Read(StateReader from, int[] kinds, bool isWhole)
    {
        foreach (int kind in kinds)
            Read(from, kind);
        if (isWhole && !from.IsAtEnd)
            throw new FuzzFailureException("what was written is not all read");
    }

    private static void Read(StateReader from, int kind)
    {
        switch (kind)
        {
            case 0:
                from.Section("part");
                break;
            case 1:
                from.Bool();
                break;
            case 2:
                from.OneOf<PostKind>(from.Byte());
                break;
            case 3:
                from.OneOf<PostAction>(from.Int());
                break;
            case 4:
                from.Long();
                break;
            case 5:
                from.Double();
                break;
            case 6:
                from.Text();
                break;
            case 7:
                from.NotNullText();
                break;
            case 8:
                from.Values<long>();
                break;
            case 9:
                from.Bytes();
                break;
            case 10:
                from.ValuesInto<double>(new double[3]);
                break;
            default:
                from.Float();
                break;
        }
    }
}
