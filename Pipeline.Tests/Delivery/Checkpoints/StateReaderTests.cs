using NUnit.Framework;
using RtmPipeline.State;

namespace RtmPipeline.Tests.Delivery.Checkpoints;

internal sealed class StateReaderTests
{
    private static byte[] Written(Action<StateWriter> write)
    {
        StateWriter writer = new();
        write(writer);
        return writer.ToArray();
    }

    [Test]
    public void Values_OfAllKinds_ComeBackAsTheyWere()
    {
        StateReader reader = new(Written(to =>
        {
            to.Section("a");
            to.Bool(true);
            to.Int(-7);
            to.ULong(ulong.MaxValue);
            to.Double(double.NaN);
            to.Float(-0f);
            to.Text(null);
            to.Text("grüße \U0001F600");
            to.Text("lone \uD800 surrogate");
            to.Values<double>(new[] { 1.5, 2.5 });
        }));
        reader.Section("a");
        Assert.That((reader.Bool(), reader.Int(), reader.ULong()), Is.EqualTo((true, -7, ulong.MaxValue)));
        Assert.That(BitConverter.DoubleToInt64Bits(reader.Double()), Is.EqualTo(BitConverter.DoubleToInt64Bits(double.NaN)));
        Assert.That(float.IsNegative(reader.Float()), Is.True);
        Assert.That((reader.Text(), reader.Text(), reader.Text()), Is.EqualTo(((string?)null, "grüße \U0001F600", "lone \uD800 surrogate")));
        Assert.That(reader.Values<double>(), Is.EqualTo([1.5, 2.5]));
        Assert.That(reader.IsAtEnd, Is.True);
    }

    [Test]
    public void Count_BeyondTheBytesLeft_IsRefusedBeforeMemoryIsTaken()
    {
        StateReader reader = new(Written(to => to.Int(int.MaxValue)));
        Assert.That(() => reader.Values<long>(), Throws.TypeOf<StateFormatException>().With.Message.Contains("a count of 2147483647"));
    }

    [Test]
    public void Count_ThatIsNegative_IsRefused() =>
        Assert.That(() => new StateReader(Written(to => to.Int(-1))).Bytes(), Throws.TypeOf<StateFormatException>());

    [Test]
    public void Section_OfAnotherPart_IsRefusedWithBothPlaces()
    {
        StateReader reader = new(Written(to =>
        {
            to.Section("first");
            to.Section("other");
        }));
        reader.Section("first");
        Assert.That(() => reader.Section("second"), Throws.TypeOf<StateFormatException>().With.Message.Contains("'second'").And.Message.Contains("'first'"));
    }

    [TestCase(3)]
    [TestCase(5)]
    public void Values_OfOtherLimits_AreRefused(int room) =>
        Assert.That(
            () => new StateReader(Written(to => to.Values<int>(new[] { 1, 2, 3, 4 }))).ValuesInto(new int[room].AsSpan()),
            Throws.TypeOf<StateFormatException>().With.Message.Contains("other limits"));

    [Test]
    public void Bytes_ThatEndEarly_AreRefused() =>
        Assert.That(() => new StateReader(new byte[3]).Int(), Throws.TypeOf<StateFormatException>().With.Message.Contains("4 bytes are due and 3 are left"));

    [Test]
    public void Bool_ThatIsNeither_IsRefused() => Assert.That(() => new StateReader(new byte[] { 2 }).Bool(), Throws.TypeOf<StateFormatException>());
}
