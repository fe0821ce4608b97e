using System.Buffers;
using System.Text;
using RtmPipeline.Delivery;

namespace RtmPipeline.Commands.DeadLetters;

/// <summary>Letters for people. All of it is foreign text: what could disturb a terminal is escaped.</summary>
internal static class LetterText
{
    /// <summary>Characters of an error shown in a row.</summary>
    private const int ErrorWidth = 100;

    public static string Head => Row("TIME", "REASON", "STAGE", "ID", "PLACE", "ERROR");

    public static string RowOf(DeadLetter letter)
    {
        string error = letter.Field("error");
        return Row(
            WireNumbers.Rfc3339(letter.Time),
            letter.Reason,
            letter.Stage,
            letter.Id,
            letter.Position.ToString(),
            error.Length <= ErrorWidth ? error : $"{error[..ErrorWidth]}…");
    }

    public static string JsonOf(DeadLetter letter)
    {
        ArrayBufferWriter<byte> line = new();
        EntryLine.Write(line, OutputStream.DeadLetters, letter.EntryId, letter.Entry.Names, letter.Entry.Values);
        return Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\n');
    }

    /// <summary>All fields, a line each, and then the payload with its lines.</summary>
    public static string AllOf(DeadLetter letter)
    {
        const int nameWidth = 9;
        StringBuilder text = new();
        text.Append("entry".PadRight(nameWidth)).Append(PlainText.Escape(letter.EntryId)).Append('\n');
        foreach (string name in letter.Entry.Names.Where(name => name != "payload"))
            text.Append(PlainText.Escape(name).PadRight(nameWidth)).Append(PlainText.Escape(letter.Field(name))).Append('\n');
        text.Append('\n');
        foreach (string line in letter.Field("payload").Split('\n'))
            text.Append(PlainText.Escape(line.TrimEnd('\r'))).Append('\n');
        return text.ToString();
    }

    private static string Row(string time, string reason, string stage, string id, string place, string error) =>
        $"{PlainText.Escape(time),-24}  {PlainText.Escape(reason),-15} {PlainText.Escape(stage),-8} {PlainText.Escape(id),-35}  {PlainText.Escape(place)}  {PlainText.Escape(error)}";
}
