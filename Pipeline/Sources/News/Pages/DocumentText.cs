using System.Text;

namespace RtmPipeline.Sources.News.Pages;

/// <summary>
/// A document as characters in which markup can be found, and from which the bytes come back as they were: those of an encoding that contains ASCII stand for themselves, whatever
/// the letters between the tags mean. Which letters they are is the decoder's to find out.
/// </summary>
internal sealed class DocumentText
{
    private readonly Encoding _encoding;
    private readonly byte[] _mark;

    private DocumentText(string text, Encoding encoding, byte[] mark)
    {
        Text = text;
        _encoding = encoding;
        _mark = mark;
    }

    public string Text { get; }

    /// <summary>False where a byte may look like markup and be half a letter, as in ISO 2022, which switches with escape signs.</summary>
    public bool CanBeCut => !(ReferenceEquals(_encoding, Encoding.Latin1) && Text.Contains('\x1b', StringComparison.Ordinal));

    public static DocumentText Of(byte[] bytes)
    {
        (Encoding encoding, int mark) = bytes.AsSpan() switch
        {
            [0xff, 0xfe, 0, 0, ..] => ((Encoding)new UTF32Encoding(false, false), 4),
            [0, 0, 0xfe, 0xff, ..] => (new UTF32Encoding(true, false), 4),
            [0xff, 0xfe, ..] => (new UnicodeEncoding(false, false), 2),
            [0xfe, 0xff, ..] => (new UnicodeEncoding(true, false), 2),
            [(byte)'<', 0, 0, 0, ..] => (new UTF32Encoding(false, false), 0),
            [0, 0, 0, (byte)'<', ..] => (new UTF32Encoding(true, false), 0),
            [(byte)'<', 0, ..] => (new UnicodeEncoding(false, false), 0),
            [0, (byte)'<', ..] => (new UnicodeEncoding(true, false), 0),
            [0xef, 0xbb, 0xbf, ..] => (Encoding.Latin1, 3),
            _ => (Encoding.Latin1, 0),
        };
        return new DocumentText(encoding.GetString(bytes.AsSpan(mark)), encoding, bytes[..mark]);
    }

    /// <summary>Bytes of a text that was made of pieces of this one.</summary>
    public byte[] BytesOf(string text)
    {
        byte[] bytes = new byte[_mark.Length + _encoding.GetByteCount(text)];
        _mark.CopyTo(bytes, 0);
        _encoding.GetBytes(text, bytes.AsSpan(_mark.Length));
        return bytes;
    }
}
