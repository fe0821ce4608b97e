using NUnit.Framework;
using RtmPipeline.State;

namespace RtmPipeline.Tests.State;

internal sealed class SparseValuesTests
{
    private struct Pair
    {
        public float First;
        public float Second;
        public double Third;
    }

    [TestCase(0, 0.5)]
    [TestCase(1, 1)]
    [TestCase(63, 0.5)]
    [TestCase(64, 1)]
    [TestCase(65, 0.1)]
    [TestCase(4096, 1)]
    [TestCase(4097, 0.02)]
    [TestCase(20_000, 0)]
    [TestCase(20_000, 0.0005)]
    [TestCase(20_000, 0.5)]
    [TestCase(20_000, 1)]
    public void Table_FilledToAShare_IsTheSame(int places, double share)
    {
        var random = new Random(places);
        long[] numbers = new long[places];
        Pair[] pairs = new Pair[places];
        for (int i = 0; i < places; i++)
        {
            if (random.NextDouble() >= share)
                continue;
            numbers[i] = random.NextInt64();
            pairs[i] = random.Next(2) == 0 ? new Pair { First = random.Next(2), Second = 1 } : new Pair { Third = random.NextDouble() };
        }

        var to = new StateWriter();
        SparseValues.Save<long>(to, numbers);
        SparseValues.Save<Pair>(to, pairs);
        var from = new StateReader(to.ToArray());
        long[] numbersRead = new long[places];
        Pair[] pairsRead = new Pair[places];
        SparseValues.Load<long>(from, numbersRead);
        SparseValues.Load<Pair>(from, pairsRead);

        Assert.That(from.IsAtEnd, Is.True);
        Assert.That(numbersRead, Is.EqualTo(numbers));
        Assert.That(pairsRead, Is.EqualTo(pairs));
    }

    [Test]
    public void Table_NearlyEmpty_TakesFewBytes()
    {
        var to = new StateWriter();
        long[] places = new long[1_000_000];
        places[^1] = 1;

        SparseValues.Save<long>(to, places);

        Assert.That(to.Length, Is.LessThan(1000));
    }

    [Test]
    public void Table_OfAnotherSize_IsAFault()
    {
        var to = new StateWriter();
        SparseValues.Save<long>(to, new long[100]);

        Assert.That(
            () => SparseValues.Load<long>(new StateReader(to.ToArray()), new long[200]),
            Throws.TypeOf<StateFormatException>().With.Message.Contains("100 places where one of 200"));
    }
}
