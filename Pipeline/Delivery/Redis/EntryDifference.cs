using System.Globalization;
using System.Text;

namespace RtmPipeline.Delivery.Redis;

/// <summary>Compares an entry that came again with the one that is there, field by field and byte by byte.</summary>
internal static class EntryDifference
{
    /// <summary>The running number of a stored entry; null where it has none, and is not ours.</summary>
    public static long? SeqOf(StoredEntry stored)
    {
        for (int i = 0; i < stored.Names.Count; i++)
        {
            if (stored.Names[i] == "seq"
                && long.TryParse(Encoding.UTF8.GetString(stored.Values[i]), NumberStyles.None, CultureInfo.InvariantCulture, out long seq))
            {
                return seq;
            }
        }

        return null;
    }

    /// <summary>Where the first difference is, without saying what stands there, as that may be text of posts; null where there is none.</summary>
    public static string? Find(StoredEntry stored, OutputEntry entry, EntryId id)
    {
        IReadOnlyList<string> names = entry.Stream.Fields();
        if (stored.Id != id.ToString())
            return $"the entry there is {PlainText.Escape(stored.Id)}, and ours would be {id}";
        for (int i = 0; i < names.Count; i++)
        {
            if (i >= stored.Names.Count || stored.Names[i] != names[i])
                return $"the field '{names[i]}' is not in its place";
            if (!stored.Values[i].AsSpan().SequenceEqual(entry.Values[i]))
            {
                int at = stored.Values[i].AsSpan().CommonPrefixLength(entry.Values[i]);
                return $"the field '{names[i]}' differs from byte {at} on ({stored.Values[i].Length} bytes there, {entry.Values[i].Length} of ours)";
            }
        }

        return stored.Names.Count > names.Count ? "there are more fields than ours" : null;
    }

    /// <summary>What to say of a difference: the place, both ids, and what can have caused it.</summary>
    public static DeliveryBrokenException Of(string key, StoredEntry? stored, OutputEntry entry, string difference)
    {
        int at = stored is null ? -1 : stored.Names.ToList().IndexOf("id");
        string there = at < 0 ? "nothing of ours" : PlainText.Escape(Encoding.UTF8.GetString(stored!.Values[at]));
        return new DeliveryBrokenException(
            $"{key} holds another entry with seq {entry.Seq} than the one computed again: {there} is there, {entry.Text("id")} is ours; {difference}. "
            + "Nothing was written. The configuration, the profiles, the models or the program may have changed since it was written, or somebody changed the stream. "
            + "Go back to what was in use then, or begin anew under another --prefix");
    }
}
