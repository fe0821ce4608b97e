using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using RtmPipeline.Posts;

namespace RtmPipeline.Tests.TestKit;

/// <summary>How an object is taken apart to be compared.</summary>
internal enum PartsKind
{
    /// <summary>It has no state worth comparing.</summary>
    Nothing,

    /// <summary>A number, a text or the like: compared as a whole.</summary>
    Value,

    Array,

    /// <summary>A collection whose order counts.</summary>
    Ordered,

    /// <summary>A set or dictionary.</summary>
    Unordered,

    /// <summary>A priority queue.</summary>
    Heap,

    /// <summary>An object with fields.</summary>
    Fields,

    /// <summary>A class of the runtime that nobody has thought about here.</summary>
    Unknown,
}

/// <summary>Takes objects apart for <see cref="SameState"/>.</summary>
internal static class ObjectParts
{
    private const BindingFlags OwnFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, PartsKind> s_kinds = new();
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> s_fields = new();
    private static readonly ConcurrentDictionary<Type, bool> s_canChange = new();
    private static readonly ConcurrentDictionary<Type, bool> s_plain = new();

    private static readonly HashSet<Type> s_values =
        [typeof(string), typeof(decimal), typeof(Half), typeof(Int128), typeof(UInt128), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan),
        typeof(DateOnly), typeof(TimeOnly), typeof(Rune), typeof(StringBuilder), typeof(Regex), typeof(Uri)];

    private static readonly HashSet<Type> s_ordered =
        [typeof(List<>), typeof(Queue<>), typeof(Stack<>), typeof(LinkedList<>), typeof(SortedDictionary<,>), typeof(SortedSet<>), typeof(SortedList<,>),
        typeof(OrderedDictionary<,>), typeof(ImmutableList<>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>), typeof(ConcurrentQueue<>), typeof(BitArray)];

    private static readonly HashSet<Type> s_unordered =
        [typeof(Dictionary<,>), typeof(HashSet<>), typeof(ConcurrentDictionary<,>), typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>)];

    private static readonly HashSet<Type> s_fielded = [typeof(KeyValuePair<,>), typeof(ImmutableArray<>), typeof(Random)];

    public static PartsKind KindOf(Type type) => s_kinds.GetOrAdd(type, static t => Kind(t));

    public static FieldInfo[] FieldsOf(Type type) => s_fields.GetOrAdd(type, static t => [.. Bases(t).SelectMany(b => b.GetFields(OwnFields))]);

    /// <summary>Name of a field as it is written: that of a property for the field behind it, that of a parameter for a captured one.</summary>
    public static string NameOf(FieldInfo field) =>
        field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    /// <summary>True for a class whose objects can change, so that it matters who shares them.</summary>
    public static bool CanChange(Type type) => s_canChange.GetOrAdd(type, static t => KindOf(t) switch
    {
        PartsKind.Array => false,
        PartsKind.Ordered or PartsKind.Unordered or PartsKind.Heap => !IsImmutable(t),
        _ => FieldsOf(t).Any(f => !f.IsInitOnly),
    });

    public static bool SameValue(object first, object second) => (first, second) switch
    {
        (double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b),
        (float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b),
        (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
        (StringBuilder a, StringBuilder b) => a.Equals(b),
        (Regex a, Regex b) => a.ToString() == b.ToString() && a.Options == b.Options,
        _ => first.Equals(second),
    };

    /// <summary>A value as a text that no other value of its type has.</summary>
    public static string TextOf(object value) => value switch
    {
        double number => $"{number.ToString("R", CultureInfo.InvariantCulture)}",
        float number => $"{number.ToString("R", CultureInfo.InvariantCulture)}f",
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Quick answer for arrays of numbers and of structs of numbers; false says nothing, since bytes between fields may differ.</summary>
    public static bool SameBytes(Array first, Array second)
    {
        Type element = first.GetType().GetElementType()!;
        return first.Rank == 1 && first.Length == second.Length && IsPlain(element)
            && (bool)Generic(nameof(SameBytesOf), element).Invoke(null, [first, second])!;
    }

    /// <summary>What an array or a collection holds, in its order.</summary>
    public static IReadOnlyList<object?> Items(object holder) =>
        holder.GetType().IsDefined(typeof(InlineArrayAttribute))
            ? (object?[])Generic(nameof(InlineItems), holder.GetType(), FieldsOf(holder.GetType())[0].FieldType).Invoke(null, [holder])!
            : [.. ((IEnumerable)holder).Cast<object?>()];

    /// <summary>What a set or dictionary holds, in an order that follows from the keys alone.</summary>
    public static IReadOnlyList<object?> Sorted(object holder) =>
        [.. Items(holder).Select(item => (Item: item, Key: KeyText(KeyOf(item), 0))).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Item)];

    /// <summary>What a priority queue holds: in the order in which it would come out, or, where two tie, as it lies in memory, since that decides between them.</summary>
    public static IReadOnlyList<object?> Heap(object queue) =>
        (object?[])Generic(nameof(HeapItems), queue.GetType().GetGenericArguments()).Invoke(null, [queue])!;

    /// <summary>Type of the comparer of a collection; null for what has none.</summary>
    public static string? ComparerOf(object holder) =>
        holder.GetType().Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true
            ? (holder.GetType().GetProperty("Comparer") ?? holder.GetType().GetProperty("KeyComparer"))?.GetValue(holder)?.GetType().Name
            : null;

    private static PartsKind Kind(Type type)
    {
        Type open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (type.IsPrimitive || type.IsEnum || s_values.Contains(type))
            return type == typeof(IntPtr) || type == typeof(UIntPtr) ? PartsKind.Nothing : PartsKind.Value;
        if (type.IsArray)
            return PartsKind.Array;
        if (type.IsPointer || HasNoState(type))
            return PartsKind.Nothing;
        if (s_ordered.Contains(open) || type.IsDefined(typeof(InlineArrayAttribute)))
            return PartsKind.Ordered;
        if (s_unordered.Contains(open) || IsFrozen(type))
            return PartsKind.Unordered;
        if (open == typeof(PriorityQueue<,>))
            return PartsKind.Heap;
        bool isOurs = type.Assembly == typeof(ObjectParts).Assembly || type.Assembly == typeof(Post).Assembly;
        return isOurs || s_fielded.Contains(open) || IsPartOf(type, typeof(Random)) || typeof(ITuple).IsAssignableFrom(type) ? PartsKind.Fields : PartsKind.Unknown;
    }

    private static bool HasNoState(Type type) =>
        typeof(Delegate).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type) || type == typeof(object) || type == typeof(Lock)
        || typeof(TimeProvider).IsAssignableFrom(type) || typeof(CultureInfo).IsAssignableFrom(type) || typeof(Encoding).IsAssignableFrom(type)
        || (type.Assembly == typeof(object).Assembly && (typeof(IComparer).IsAssignableFrom(type) || typeof(IEqualityComparer).IsAssignableFrom(type)) && !typeof(ITuple).IsAssignableFrom(type) && !type.IsArray);

    private static bool IsFrozen(Type type) =>
        Bases(type).Any(b => b.IsGenericType && (b.GetGenericTypeDefinition() == typeof(FrozenDictionary<,>) || b.GetGenericTypeDefinition() == typeof(FrozenSet<>)));

    private static bool IsImmutable(Type type) => type.Namespace is "System.Collections.Immutable" or "System.Collections.Frozen";

    /// <summary>The generators inside a <see cref="Random"/> are nested in it.</summary>
    private static bool IsPartOf(Type type, Type holder) => type.DeclaringType is { } declaring && (declaring == holder || IsPartOf(declaring, holder));

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? at = type; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
            yield return at;
    }

    private static bool IsPlain(Type type) => s_plain.GetOrAdd(type, static t =>
        t.IsPrimitive || t.IsEnum || (t.IsValueType && KindOf(t) is PartsKind.Fields or PartsKind.Ordered && FieldsOf(t).All(f => IsPlain(f.FieldType) && !IgnoredFields.Holds(t, NameOf(f)))));

    private static MethodInfo Generic(string name, params Type[] types) =>
        typeof(ObjectParts).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(types);

    private static bool SameBytesOf<T>(T[] first, T[] second)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(first).SequenceEqual(MemoryMarshal.AsBytes<T>(second));

    private static object?[] InlineItems<TArray, TItem>(TArray array)
        where TArray : struct
    {
        int length = typeof(TArray).GetCustomAttribute<InlineArrayAttribute>()!.Length;
        ReadOnlySpan<TItem> items = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TArray, TItem>(ref array), length);
        object?[] boxed = new object?[length];
        for (int i = 0; i < length; i++)
            boxed[i] = items[i];
        return boxed;
    }

    private static object?[] HeapItems<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue)
    {
        (TElement Element, TPriority Priority)[] items = [.. queue.UnorderedItems];
        (TElement Element, TPriority Priority)[] sorted = [.. items.OrderBy(item => item.Priority, queue.Comparer)];
        for (int i = 1; i < sorted.Length; i++)
        {
            if (queue.Comparer.Compare(sorted[i - 1].Priority, sorted[i].Priority) == 0)
                return [.. items];
        }

        return [.. sorted];
    }

    /// <summary>The key of an entry of a dictionary; of a set the item itself.</summary>
    private static object? KeyOf(object? item) =>
        item?.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? type.GetProperty("Key")!.GetValue(item) : item;

    /// <summary>A key as a text. Keys that are objects are told apart by their first levels of fields.</summary>
    private static string KeyText(object? key, int depth)
    {
        const int MaxDepth = 4;
        if (key is null || depth > MaxDepth)
            return "";
        return KindOf(key.GetType()) switch
        {
            PartsKind.Value => TextOf(key),
            PartsKind.Array or PartsKind.Ordered => string.Join('\u001F', Items(key).Select(item => KeyText(item, depth + 1))),
            PartsKind.Unordered => string.Join('\u001F', Items(key).Select(item => KeyText(item, depth + 1)).Order(StringComparer.Ordinal)),
            PartsKind.Fields => string.Join('\u001E', FieldsOf(key.GetType()).Select(f => KeyText(f.GetValue(key), depth + 1))),
            _ => "",
        };
    }
}
