using System.Buffers.Binary;
using NUnit.Framework;
using RtmPipeline.State;

namespace RtmPipeline.Tests.State;

/// <summary>The writer and the reader of states, one against the other.</summary>
internal sealed class StateBytesTests
{
    private enum Weather : byte
    {
        Rain,
        Sun = 7,
    }

    private static readonly string?[] s_texts =
    [
        null, "", "a", "nul \0 inside", "Grüße, 東京 🌧", "\uD83D", "lone \uDC00 in it", "\uDC00\uD83D swapped", "ends with \uD83D", "\uFFFD\uFEFF",
        new string('x', StateWriter.PieceBytes + 3), new string('é', StateWriter.PieceBytes),
    ];

    private static StateReader ReaderOf(StateWriter written) => new(written.ToArray());

    /// <summary>A little of everything, as bytes.</summary>
    private static byte[] SmallState()
    {
        var to = new StateWriter();
        WriteSmall(to);
        return to.ToArray();
    }

    private static void WriteSmall(StateWriter to)
    {
        to.Section("small");
        to.Bool(true);
        to.Byte(7);
        to.Int(-5);
        to.Long(long.MinValue);
        to.ULong(ulong.MaxValue);
        to.Double(Math.PI);
        to.Float(-0.0f);
        to.Text("wörter");
        to.Text("\uD83D");
        to.Text(null);
        to.Bytes([1, 2, 3]);
        to.Values(new[] { 1.5, double.NaN });
        SparseValues.Save<long>(to, [0, 0, 5, 0]);
        SavedLimit.Save(to, 9);
    }

    private static void ReadSmall(StateReader from)
    {
        from.Section("small");
        Assert.That((from.Bool(), from.OneOf<Weather>(from.Byte()), from.Int()), Is.EqualTo((true, Weather.Sun, -5)));
        Assert.That((from.Long(), from.ULong(), from.Double(), from.Float()), Is.EqualTo((long.MinValue, ulong.MaxValue, Math.PI, -0.0f)));
        Assert.That((from.NotNullText(), from.Text(), from.Text()), Is.EqualTo(("wörter", "\uD83D", (string?)null)));
        Assert.That(from.Bytes(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(from.Values<double>(), Is.EqualTo([1.5, double.NaN]));
        long[] sparse = new long[4];
        SparseValues.Load<long>(from, sparse);
        Assert.That(sparse, Is.EqualTo([0, 0, 5, 0]));
        SavedLimit.Check(from, "nine", 9);
        Assert.That(from.IsAtEnd, Is.True);
    }

    /// <summary>The same reads, whatever they find.</summary>
    private static void ReadBlindly(StateReader from)
    {
        from.Section("small");
        _ = (from.Bool(), from.OneOf<Weather>(from.Byte()), from.Int(), from.Long(), from.ULong(), from.Double(), from.Float());
        _ = (from.NotNullText(), from.Text(), from.Text(), from.Bytes(), from.Values<double>());
        SparseValues.Load<long>(from, new long[4]);
        SavedLimit.Check(from, "nine", 9);
    }

    [Test]
    public void Everything_WrittenAndRead_IsTheSame() => ReadSmall(new StateReader(SmallState()));

    [Test]
    public void Everything_AtAnyPlaceOfAPiece_IsTheSame()
    {
        byte[] padding = new byte[StateWriter.FirstPieceBytes];
        var to = new StateWriter();
        // Every place of the small state comes to stand at the end of a piece, some bytes at a time.
        for (int before = 1; before <= 250; before += 3)
        {
            to.Clear();
            to.Values<byte>(padding.AsSpan(0, StateWriter.FirstPieceBytes - before));
            WriteSmall(to);
            StateReader from = ReaderOf(to);
            from.Values<byte>();
            ReadSmall(from);
        }
    }

    [Test]
    public void Text_LongerThanThePieceThatIsUsedAgain_IsTheSame()
    {
        var to = new StateWriter();
        WriteSmall(to);
        to.Clear();
        string longer = new('y', 3 * StateWriter.FirstPieceBytes);
        to.Text(longer);
        WriteSmall(to);
        Assert.That(to.Pieces, Has.All.Property(nameof(ReadOnlyMemory<byte>.Length)).Positive);
        StateReader from = ReaderOf(to);
        Assert.That(from.Text(), Is.EqualTo(longer));
        ReadSmall(from);
    }

    [Test]
    public void Texts_OfAnyKind_AreTheSame()
    {
        var to = new StateWriter();
        foreach (string? text in s_texts)
            to.Text(text);
        StateReader from = ReaderOf(to);
        foreach (string? text in s_texts)
            Assert.That(from.Text(), Is.EqualTo(text));
    }

    [Test]
    public void Numbers_WithAnyBits_KeepThem()
    {
        double strange = BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_0000_1234_5678));
        var to = new StateWriter();
        to.Double(strange);
        to.Double(-0.0);

        StateReader from = ReaderOf(to);

        Assert.That(BitConverter.DoubleToInt64Bits(from.Double()), Is.EqualTo(BitConverter.DoubleToInt64Bits(strange)));
        Assert.That(double.IsNegative(from.Double()), Is.True);
    }

    [Test]
    public void Writer_Cleared_WritesTheSameAgain()
    {
        var to = new StateWriter();
        to.Values(new long[StateWriter.PieceBytes / 4]);
        long[] many = [.. Enumerable.Range(0, StateWriter.PieceBytes / 4)];
        to.Clear();
        to.Values(many);
        WriteSmall(to);

        StateReader from = ReaderOf(to);

        Assert.That(from.Values<long>().AsSpan().SequenceEqual(many), Is.True);
        ReadSmall(from);
        Assert.That(to.Pieces.Sum(piece => (long)piece.Length), Is.EqualTo(to.Length));
        to.Clear();
        Assert.That((to.Length, to.ToArray().Length, to.Pieces.Count()), Is.EqualTo((0L, 0, 0)));
    }

    [Test]
    public void State_CutAnywhere_IsAFaultOfFormat()
    {
        byte[] whole = SmallState();
        for (int length = 0; length < whole.Length; length++)
            Assert.That(() => ReadBlindly(new StateReader(whole.AsMemory(0, length))), Throws.TypeOf<StateFormatException>(), $"{length} bytes");
    }

    [Test]
    public void State_WithAnyBitFlipped_IsReadOrAFaultOfFormat()
    {
        byte[] whole = SmallState();
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                ReadBlindly(new StateReader(flipped));
            }
            catch (StateFormatException fault)
            {
                Assert.That(fault.Message, Does.StartWith("state broken in '"));
            }
        }
    }

    [TestCase(int.MaxValue)]
    [TestCase(1_000)]
    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void Count_BeyondTheBytesLeft_IsAFaultThatCostsNoMemory(int count)
    {
        byte[] bytes = new byte[64];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => new StateReader(bytes).Values<long>(), Throws.TypeOf<StateFormatException>());
        Assert.That(() => new StateReader(bytes).Count(16), Throws.TypeOf<StateFormatException>());
        Assert.That(() => new StateReader(bytes).ValuesInto(new long[2].AsSpan()), Throws.TypeOf<StateFormatException>());
        if (count != -1)
            Assert.That(() => new StateReader(bytes).Text(), Throws.TypeOf<StateFormatException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Section_ThatDoesNotBeginHere_NamesBoth()
    {
        var to = new StateWriter();
        to.Section("one");
        to.Section("two");
        StateReader from = ReaderOf(to);
        from.Section("one");

        Assert.That(() => from.Section("three"), Throws.TypeOf<StateFormatException>().With.Message.Contains("'one'").And.Message.Contains("'three'"));
    }

    [TestCase(2)]
    [TestCase(256)]
    [TestCase(263)]
    [TestCase(-1)]
    public void OneOf_NumberThatIsNone_IsAFault(int number) =>
        Assert.That(() => new StateReader(new byte[1]).OneOf<Weather>(number), Throws.TypeOf<StateFormatException>().With.Message.Contains("Weather"));

    [Test]
    public void Bool_NeitherTrueNorFalse_IsAFault() => Assert.That(() => new StateReader(new byte[] { 2 }).Bool(), Throws.TypeOf<StateFormatException>());

    [Test]
    public void NotNullText_Missing_IsAFault()
    {
        var to = new StateWriter();
        to.Text(null);

        Assert.That(() => ReaderOf(to).NotNullText(), Throws.TypeOf<StateFormatException>());
    }

    [Test]
    public void Limit_OfAnotherConfiguration_NamesTheOption()
    {
        var to = new StateWriter();
        SavedLimit.Save(to, 1000);

        Assert.That(
            () => SavedLimit.Check(ReaderOf(to), "Trends:MaxTopics", 2000),
            Throws.TypeOf<StateFormatException>().With.Message.Contains("the state was made with Trends:MaxTopics 1000, and it is 2000 now"));
    }
}
