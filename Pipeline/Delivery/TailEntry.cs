using System.Text;

namespace RtmPipeline.Delivery;

/// <summary>An entry as a consumer sees it.</summary>
internal sealed record TailEntry(OutputStream Stream, string EntryId, IReadOnlyList<string> Names, IReadOnlyList<byte[]> Values)
{
    /// <summary>Value of a field; null when the entry has no such field.</summary>
    public string? Text(string field)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            if (Names[i] == field)
                return Encoding.UTF8.GetString(Values[i]);
        }

        return null;
    }

    /// <summary>Dead letters have no field for their type: their stream says it.</summary>
    public string? Type => Stream == OutputStream.DeadLetters ? OutputTypes.DeadLetter : Text("type");
}
