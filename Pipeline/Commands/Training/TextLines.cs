using System.IO.Compression;
using System.Text;

namespace RtmPipeline.Commands.Training;

/// <summary>
/// The lines of a UTF-8 file, gzip or not. Only a line feed ends a line (one carriage return before it goes), so that files aligned line by line stay so
/// whatever else stands in the texts.
/// </summary>
internal sealed class TextLines : IDisposable
{
    /// <summary>Most characters of a line; of a longer one the rest is skipped.</summary>
    public const int MaxLength = 1 << 20;

    private const int GzipFirst = 0x1F;

    private readonly StreamReader _reader;
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _line = new();
    private int _at;
    private int _end;

    private TextLines(Stream stream) => _reader = new StreamReader(stream, Encoding.UTF8);

    /// <summary>The line without its end; cut when <see cref="IsTooLong"/>.</summary>
    public string Line { get; private set; } = "";

    /// <summary>Number of the line, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    public bool IsTooLong { get; private set; }

    /// <exception cref="IOException">It cannot be opened; other exceptions of <see cref="File.OpenRead"/> too.</exception>
    public static TextLines Open(string path)
    {
        FileStream file = File.OpenRead(path);
        int first = file.ReadByte();
        file.Position = 0;
        return new TextLines(first == GzipFirst ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    /// <summary>The lines of a stream, which is disposed of with them.</summary>
    public static TextLines Over(Stream stream) => new(stream);

    /// <exception cref="InvalidDataException">A gzip file is damaged or cut off here.</exception>
    public bool MoveNext()
    {
        _line.Clear();
        IsTooLong = false;
        if (_at == _end && !Fill())
            return false;
        bool isEnded = false;
        while (!isEnded && (_at < _end || Fill()))
        {
            int feed = _buffer.AsSpan(_at, _end - _at).IndexOf('\n');
            isEnded = feed >= 0;
            Take(isEnded ? feed : _end - _at);
            _at += isEnded ? 1 : 0;
        }
        if (_line.Length > 0 && _line[^1] == '\r')
            _line.Length--;
        Line = _line.ToString();
        Number++;
        return true;
    }

    public void Dispose() => _reader.Dispose();

    private void Take(int count)
    {
        int kept = Math.Min(count, MaxLength - _line.Length);
        _line.Append(_buffer, _at, kept);
        IsTooLong |= kept < count;
        _at += count;
    }

    private bool Fill()
    {
        _at = 0;
        _end = _reader.Read(_buffer, 0, _buffer.Length);
        return _end > 0;
    }
}
