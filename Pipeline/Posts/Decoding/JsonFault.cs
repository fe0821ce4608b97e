using System.Text.Json;

namespace RtmPipeline.Posts.Decoding;

/// <summary>What the JSON reader's messages say, without what they quote.</summary>
internal static class JsonFault
{
    /// <summary>Longest quotation that is one byte of the text: <c>0xFF</c>.</summary>
    private const int MaxQuoted = 4;

    private const string Place = " LineNumber:";
    private const string AfterQuotation = "' is ";

    /// <summary>
    /// The reason alone: the place is the caller's to tell, as the reader's counts from where it began. A word that begins like <c>true</c> and is not is quoted
    /// by the reader with everything behind it, to the end of the record; that is left out.
    /// </summary>
    public static string ReasonOf(JsonException fault)
    {
        string message = fault.Message;
        int place = message.LastIndexOf(Place, StringComparison.Ordinal);
        string reason = place < 0 ? message : message[..place];
        int quoteEnd = reason.LastIndexOf(AfterQuotation, StringComparison.Ordinal);
        return reason.StartsWith('\'') && quoteEnd > MaxQuoted + 1 ? $"here is {reason[(quoteEnd + AfterQuotation.Length)..]}" : reason;
    }
}
