using System.Runtime.CompilerServices;
using NUnit.Framework;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.TestKit;

internal sealed class SameStateTests
{
    [InlineArray(3)]
    private struct Three
    {
        private double _first;
    }

    private sealed class Node
    {
        public Node? Next;
        public int Number;
    }

    private sealed record Fixed(int Number);

    private class Below
    {
        private readonly int _hidden;

        public Below(int hidden) => _hidden = hidden;

        public int Hidden => _hidden;
    }

    private sealed class Above(int hidden) : Below(hidden);

    private struct Entry
    {
        public string? Name;
        public Three Sums;
    }

    private static readonly object[][] s_alike =
    [
        ["numbers", 1.5, 1.5],
        ["not a number", double.NaN, double.NaN],
        ["dictionaries filled in another order", new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }, new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 }],
        ["sets filled in another order", new HashSet<(int, string)> { (1, "a"), (2, "b") }, new HashSet<(int, string)> { (2, "b"), (1, "a") }],
        ["lists with other room", new List<int>(100) { 1, 2 }, new List<int> { 1, 2 }],
        ["queues that begin at another place", Turned(), new Queue<int>([2, 3])],
        ["heaps without ties", Heap((1, 30), (2, 10), (3, 20)), Heap((2, 10), (3, 20), (1, 30))],
        ["delegates", new Func<int>(() => 1), new Func<int>(() => 1)],
        ["equal records in many places", new[] { new Fixed(1), new Fixed(1) }, Twice(new Fixed(1))],
        ["random generators at the same place", Rolled(1, 3), Rolled(1, 3)],
    ];

    private static readonly object[][] s_different =
    [
        ["numbers", 1.5, 1.25, "root: 1.5 became 1.25"],
        ["negative zero", 0.0, -0.0, "root: 0 became -0"],
        ["types", 1, 1L, "root: 1 became 1"],
        ["a field of a base class", new Above(1), new Above(2), "root._hidden: 1 became 2"],
        ["null", new Node { Next = new Node() }, new Node(), "root.Next: Node became null"],
        ["a number in an array", new[] { 1, 2, 3 }, new[] { 1, 5, 3 }, "root[1]: 2 became 5"],
        ["a struct in an array", new[] { Named("a", 1) }, new[] { Named("a", 2) }, "root[0].Sums[2]: 1 became 2"],
        ["lengths", new List<int> { 1 }, new List<int> { 1, 2 }, "root: 1 items became 2"],
        ["the order of a list", new List<string> { "a", "b" }, new List<string> { "b", "a" }, "root[0]: \"a\" became \"b\""],
        ["a value in a dictionary", new Dictionary<int, string> { [7] = "a" }, new Dictionary<int, string> { [7] = "b" }, "root[0].value: \"a\" became \"b\""],
        ["a key of a dictionary", new Dictionary<int, string> { [7] = "a" }, new Dictionary<int, string> { [8] = "a" }, "root[0].key: 7 became 8"],
        ["a queue", new Queue<int>([1, 2]), new Queue<int>([1, 3]), "root[1]: 2 became 3"],
        ["what comes first out of a heap", Heap((1, 10)), Heap((2, 10)), "root[0].Item1: 1 became 2"],
        ["ties that lie otherwise in a heap", Heap((1, 5), (2, 5)), Heap((2, 5), (1, 5)), "root[0].Item1: 1 became 2"],
        ["the comparer", new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.OrdinalIgnoreCase), "root: the comparer"],
        ["where a random generator stands", Rolled(1, 3), Rolled(1, 4), "root._impl"],
        ["a class nobody thought of", new MemoryStream(), new MemoryStream(), "root: it is not known how to compare"],
    ];

    [TestCaseSource(nameof(s_alike))]
    public void Differences_Alike_AreNone(string name, object original, object restored) =>
        Assert.That(SameState.Differences(original, restored), Is.Empty, name);

    [TestCaseSource(nameof(s_different))]
    public void Differences_Different_NamesThePlace(string name, object original, object restored, string difference) =>
        Assert.That(SameState.Differences(original, restored)[0], Does.StartWith(difference), name);

    [Test]
    public void Differences_Cycle_Ends()
    {
        Assert.That(SameState.Differences(Ring(3), Ring(3)), Is.Empty);
        Assert.That(SameState.Differences(Ring(3), Ring(4)), Is.Not.Empty);
    }

    [Test]
    public void Differences_LongChain_NeedsNoDepth()
    {
        Node? original = null;
        Node? restored = null;
        for (int i = 0; i < 100_000; i++)
        {
            original = new Node { Next = original, Number = i };
            restored = new Node { Next = restored, Number = i };
        }

        Assert.That(SameState.Differences(original, restored), Is.Empty);
    }

    [Test]
    public void Differences_SharedObjectThatBecameTwo_IsReported() =>
        Assert.That(
            SameState.Differences(Twice(new Node()), new[] { new Node(), new Node() }),
            Is.EqualTo(["root[1]: the object that stands at root[0] too became two"]));

    [Test]
    public void Differences_TwoObjectsThatBecameOne_AreReported() =>
        Assert.That(
            SameState.Differences(new[] { new Node(), new Node() }, Twice(new Node())),
            Is.EqualTo(["root[1]: an object of its own became the one that stands at root[0]"]));

    [Test]
    public void Differences_MoreThanWanted_StopsThere() =>
        Assert.That(SameState.Differences(new[] { 1, 2, 3 }, new[] { 4, 5, 6 }, 2), Has.Count.EqualTo(2));

    [Test]
    public void Check_Different_Fails() => Assert.That(() => SameState.Check(1, 2), Throws.TypeOf<AssertionException>());

    [Test]
    public void IgnoredFields_EachEntry_NamesAFieldAndAReason()
    {
        foreach (IgnoredField ignored in IgnoredFields.All)
        {
            Type[] types = [.. typeof(Post).Assembly.GetTypes().Where(type => type.Name == ignored.Type)];
            Assert.That(types.SelectMany(ObjectParts.FieldsOf).Select(ObjectParts.NameOf), Has.Member(ignored.Field), ignored.Type);
            Assert.That(ignored.Reason, Is.Not.Empty, ignored.Type);
        }
    }

    private static Node Ring(int nodes)
    {
        var first = new Node();
        Node last = first;
        for (int i = 1; i < nodes; i++)
            last = last.Next = new Node();
        last.Next = first;
        return first;
    }

    private static T[] Twice<T>(T item) => [item, item];

    private static Entry Named(string name, double third)
    {
        var entry = new Entry { Name = name };
        entry.Sums[2] = third;
        return entry;
    }

    private static Queue<int> Turned()
    {
        var queue = new Queue<int>([1, 2, 3]);
        queue.Dequeue();
        return queue;
    }

    private static PriorityQueue<int, int> Heap(params (int Element, int Priority)[] items)
    {
        var queue = new PriorityQueue<int, int>();
        foreach ((int element, int priority) in items)
            queue.Enqueue(element, priority);
        return queue;
    }

    private static Random Rolled(int seed, int times)
    {
        var random = new Random(seed);
        for (int i = 0; i < times; i++)
            random.Next();
        return random;
    }
}
