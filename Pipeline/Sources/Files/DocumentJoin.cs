using System.Text.Json;

namespace RtmPipeline.Sources.Files;

internal enum JoinStep : byte
{
    NeedMore,
    Complete,
    Failed,
}

/// <summary>
/// Looks for the end of one JSON value over several lines, line by line, without keeping bytes of its own: a JSON token never
/// spans lines, so no byte is read twice. The window must not advance meanwhile.
/// </summary>
internal sealed class DocumentJoin(int maxDocumentBytes)
{
    /// <summary>The depth the decoders allow; deeper values would be refused later anyway.</summary>
    private const int MaxDepth = 64;

    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = MaxDepth });
    private int _parsed;
    private int _searched;

    /// <summary>Bytes of the value itself, once complete.</summary>
    public int DocumentBytes { get; private set; }

    /// <summary>Complete: bytes up to the end of its last line. Failed: bytes before the line that broke it.</summary>
    public int Bytes { get; private set; }

    /// <summary>Line ends in <see cref="Bytes"/>.</summary>
    public int Lines { get; private set; }

    public JoinStep Continue(ByteWindow window)
    {
        while (true)
        {
            ReadOnlySpan<byte> unread = window.Unread;
            int feed = unread[_searched..].IndexOf((byte)'\n');
            int lineEnd = feed < 0 ? unread.Length : _searched + feed + 1;
            if (lineEnd > maxDocumentBytes)
                return JoinStep.Failed;
            if (feed < 0 && !window.Ended)
            {
                _searched = unread.Length;
                return JoinStep.NeedMore;
            }

            if (feed < 0 && window.Fault is not null)
                return JoinStep.Failed;
            JoinStep step = ParseLine(unread[_parsed..lineEnd]);
            if (step == JoinStep.Complete)
                Lines += feed < 0 ? 0 : 1;
            if (step == JoinStep.NeedMore && feed < 0)
                step = JoinStep.Failed;
            if (step == JoinStep.Failed)
                return step;
            Bytes = lineEnd;
            if (step == JoinStep.Complete)
                return step;
            Lines++;
            _searched = lineEnd;
        }
    }

    private JoinStep ParseLine(ReadOnlySpan<byte> line)
    {
        Utf8JsonReader reader = new(line, isFinalBlock: false, _state);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth > 0 || reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
                    continue;
                int used = (int)reader.BytesConsumed;
                DocumentBytes = _parsed + used;
                return Blanks.IsBlank(line[used..]) ? JoinStep.Complete : JoinStep.Failed;
            }
        }
        catch (JsonException)
        {
            return JoinStep.Failed;
        }

        _state = reader.CurrentState;
        _parsed += (int)reader.BytesConsumed;
        return JoinStep.NeedMore;
    }
}
