using System.Buffers;
using System.Text;
using System.Text.Json;

namespace RtmPipeline.Telemetry;

/// <summary>
/// Standard error as people read it, or as collectors of logs do: then each line becomes one JSON object with <c>time</c>, <c>level</c> and <c>message</c>. Texts of posts are in neither.
/// For use from several threads: a line given in one call stays whole.
/// </summary>
internal sealed class MessageWriter(TextWriter inner, TimeProvider clock) : TextWriter
{
    /// <summary>What begins a line for people.</summary>
    public const string Prefix = "rtm: ";

    private readonly Lock _gate = new();
    private readonly StringBuilder _line = new();
    private int _passing;

    public override Encoding Encoding => inner.Encoding;

    /// <summary>True from when on lines are JSON.</summary>
    public bool IsJson { get; set; }

    /// <summary>What is written from now on: <c>warning</c>, or <c>error</c> for what ends the program.</summary>
    public string Level { get; set; } = "warning";

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write($"{value}\n");

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_gate)
        {
            if (!IsJson)
            {
                TakeAway();
                inner.Write(buffer);
                return;
            }

            foreach (char c in buffer)
            {
                if (c == '\n')
                    EndLine();
                else if (c != '\r')
                    _line.Append(c);
            }
        }
    }

    /// <summary>Shows a line that passes: the next one, and whatever else is written, takes its place. For a terminal; nothing where lines are JSON.</summary>
    /// <param name="line">Without a line end, and no wider than a terminal.</param>
    public void ShowPassing(string line)
    {
        lock (_gate)
        {
            if (IsJson)
                return;
            inner.Write($"\r{line.PadRight(_passing)}");
            inner.Flush();
            _passing = line.Length;
        }
    }

    /// <summary>Takes the line that passes away.</summary>
    public void EndPassing()
    {
        lock (_gate)
        {
            TakeAway();
            inner.Flush();
        }
    }

    public override void Flush()
    {
        lock (_gate)
            inner.Flush();
    }

    private void TakeAway()
    {
        if (_passing > 0)
            inner.Write($"\r{new string(' ', _passing)}\r");
        _passing = 0;
    }

    private void EndLine()
    {
        string message = _line.ToString();
        _line.Clear();
        if (message.Length == 0)
            return;
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter json = new(line))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", Level);
            json.WriteString("message", message.StartsWith(Prefix, StringComparison.Ordinal) ? message[Prefix.Length..] : message);
            json.WriteEndObject();
        }

        inner.Write($"{Encoding.UTF8.GetString(line.WrittenSpan)}\n");
    }
}
