using System.Reflection;
using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace RtmPipeline.Tests.TestKit;

/// <summary>
/// Compares two graphs of objects field by field, private ones and those of base classes too: what a stage was, and what was restored of it. A field that
/// <c>Save</c> forgot, or <c>Load</c> put elsewhere, is named by its path.
/// </summary>
/// <remarks>
/// <para>Collections of the runtime are compared by what they hold: dictionaries and sets without regard to order, since no decision may depend on it; priority queues by what would
/// come out, and by their inner layout where elements tie; all others in order. Numbers are compared by their bits, so that −0 is not 0 and NaN is NaN.</para>
/// <para>Where two fields of one graph hold one and the same object, so must those of the other: else a change made through one is not seen through the other. That is checked for classes
/// that can change and for collections, not for arrays and for classes all of whose fields are readonly.</para>
/// <para>Not compared: delegates, locks, comparers other than by type, static fields, and what <see cref="IgnoredFields"/> lists. A class of the runtime that is not known here is reported, not skipped.</para>
/// </remarks>
internal sealed class SameState
{
    private readonly List<string> _differences = [];
    private readonly int _most;
    private readonly Stack<Pair> _open = new();
    private readonly HashSet<(object, object)> _met = new(PairsByReference.Instance);
    private readonly Dictionary<object, (object Other, Place Place)> _restoredOf = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, (object Other, Place Place)> _originalOf = new(ReferenceEqualityComparer.Instance);

    private SameState(int most) => _most = most;

    /// <summary>Two values to compare; of two arrays those from an index on, so that a large one is not unpacked at once.</summary>
    private readonly record struct Pair(object? Original, object? Restored, Place Place, int From = 0);

    /// <summary>Fails the running test where the two differ, and says where.</summary>
    public static void Check(object original, object restored, int most = 10) =>
        Assert.That(Differences(original, restored, most), Is.Empty, "the restored state differs from the original one");

    /// <summary>Paths and values of the first differences, in the order of fields; empty for two graphs that are the same.</summary>
    /// <param name="original">Root of the one graph.</param>
    /// <param name="restored">Root of the other.</param>
    /// <param name="most">Differences after which it stops.</param>
    public static IReadOnlyList<string> Differences(object? original, object? restored, int most = 10)
    {
        var walk = new SameState(most);
        walk._open.Push(new Pair(original, restored, Place.Root));
        while (walk._open.TryPop(out Pair pair) && walk._differences.Count < most)
        {
            if (pair.From > 0)
                walk.OpenArray((Array)pair.Original!, (Array)pair.Restored!, pair.Place, pair.From);
            else
                walk.Compare(pair);
        }

        return walk._differences;
    }

    private void Compare(in Pair pair)
    {
        (object? original, object? restored, Place place, _) = pair;
        if (ReferenceEquals(original, restored))
            return;
        if (original is null || restored is null || original.GetType() != restored.GetType())
        {
            Report(place, $"{Shown(original)} became {Shown(restored)}");
            return;
        }

        Type type = original.GetType();
        switch (ObjectParts.KindOf(type))
        {
            case PartsKind.Nothing:
                return;
            case PartsKind.Unknown:
                Report(place, $"it is not known how to compare a {type}");
                return;
            case PartsKind.Value:
                if (!ObjectParts.SameValue(original, restored))
                    Report(place, $"{Shown(original)} became {Shown(restored)}");
                return;
        }

        if (!type.IsValueType && !Enters(original, restored, type, place))
            return;
        Open(original, restored, type, place);
    }

    /// <summary>Checks that an object stands for the same one wherever it is met.</summary>
    /// <returns>False when the two were compared already.</returns>
    private bool Enters(object original, object restored, Type type, Place place)
    {
        if (!_met.Add((original, restored)))
            return false;
        if (!ObjectParts.CanChange(type))
            return true;
        if (_restoredOf.TryGetValue(original, out (object Other, Place Place) before))
            Report(place, $"the object that stands at {before.Place} too became two");
        else if (_originalOf.TryGetValue(restored, out before))
            Report(place, $"an object of its own became the one that stands at {before.Place}");
        _restoredOf.TryAdd(original, (restored, place));
        _originalOf.TryAdd(restored, (original, place));
        return true;
    }

    private void Open(object original, object restored, Type type, Place place)
    {
        switch (ObjectParts.KindOf(type))
        {
            case PartsKind.Array when ObjectParts.SameBytes((Array)original, (Array)restored):
                return;
            case PartsKind.Array when ((Array)original).Rank == 1:
                if (((Array)original).Length != ((Array)restored).Length)
                    Report(place, $"{((Array)original).Length} items became {((Array)restored).Length}");
                OpenArray((Array)original, (Array)restored, place, 0);
                break;
            case PartsKind.Array or PartsKind.Ordered:
                OpenItems(ObjectParts.Items(original), ObjectParts.Items(restored), place);
                break;
            case PartsKind.Unordered:
                OpenItems(ObjectParts.Sorted(original), ObjectParts.Sorted(restored), place);
                break;
            case PartsKind.Heap:
                OpenItems(ObjectParts.Heap(original), ObjectParts.Heap(restored), place);
                break;
            default:
                OpenFields(original, restored, type, place);
                break;
        }

        if (!string.Equals(ObjectParts.ComparerOf(original), ObjectParts.ComparerOf(restored), StringComparison.Ordinal))
            Report(place, $"the comparer {ObjectParts.ComparerOf(original)} became {ObjectParts.ComparerOf(restored)}");
    }

    private void OpenArray(Array original, Array restored, Place place, int index)
    {
        if (index >= Math.Min(original.Length, restored.Length))
            return;
        _open.Push(new Pair(original, restored, place, index + 1));
        _open.Push(new Pair(original.GetValue(index), restored.GetValue(index), new Place(place, null, index)));
    }

    private void OpenItems(IReadOnlyList<object?> original, IReadOnlyList<object?> restored, Place place)
    {
        if (original.Count != restored.Count)
            Report(place, $"{original.Count} items became {restored.Count}");
        for (int i = Math.Min(original.Count, restored.Count) - 1; i >= 0; i--)
            _open.Push(new Pair(original[i], restored[i], new Place(place, null, i)));
    }

    private void OpenFields(object original, object restored, Type type, Place place)
    {
        FieldInfo[] fields = ObjectParts.FieldsOf(type);
        for (int i = fields.Length - 1; i >= 0; i--)
        {
            string name = ObjectParts.NameOf(fields[i]);
            if (!IgnoredFields.Holds(fields[i].DeclaringType!, name))
                _open.Push(new Pair(fields[i].GetValue(original), fields[i].GetValue(restored), new Place(place, name, -1)));
        }
    }

    private void Report(Place place, string what)
    {
        if (_differences.Count < _most)
            _differences.Add($"{place}: {what}");
    }

    private static string Shown(object? value)
    {
        string text = value switch
        {
            null => "null",
            string s => $"\"{s}\"",
            _ when ObjectParts.KindOf(value.GetType()) == PartsKind.Value => ObjectParts.TextOf(value),
            _ => value.GetType().Name,
        };
        return text.Length <= 80 ? text : text[..80] + "…";
    }

    /// <summary>Where a value stands, from the root on; a text only when it is shown, since a state has millions.</summary>
    private sealed record Place(Place? Holder, string? Field, int Index)
    {
        public static Place Root { get; } = new(null, "root", -1);

        public override string ToString()
        {
            var parts = new List<string>();
            for (Place? at = this; at is not null; at = at.Holder)
                parts.Add(at.Field is null ? $"[{at.Index}]" : at.Holder is null ? at.Field : $".{at.Field}");
            parts.Reverse();
            return string.Concat(parts);
        }
    }

    private sealed class PairsByReference : IEqualityComparer<(object First, object Second)>
    {
        public static PairsByReference Instance { get; } = new();

        public bool Equals((object First, object Second) x, (object First, object Second) y) =>
            ReferenceEquals(x.First, y.First) && ReferenceEquals(x.Second, y.Second);

        public int GetHashCode((object First, object Second) pair) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(pair.First), RuntimeHelpers.GetHashCode(pair.Second));
    }
}
