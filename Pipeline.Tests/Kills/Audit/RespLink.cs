using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RtmPipeline.Tests.Kills.Audit;

/// <summary>
/// A connection to a Redis on loopback that knows just enough of its protocol (RESP2) to read streams. Written for the auditor alone, so that a fault in
/// the program's own client cannot hide what the program did.
/// </summary>
internal sealed class RespLink : IDisposable
{
    /// <summary>Longest text of an answer, bytes; Redis' own limit.</summary>
    private const long MaxTextBytes = 512L * 1024 * 1024;

    /// <summary>Lists within lists: the answers asked for here have three.</summary>
    private const int MaxDepth = 8;

    private const int BufferBytes = 64 * 1024;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client = new();
    private readonly BufferedStream _stream;

    /// <exception cref="SocketException">Nobody listens there.</exception>
    public RespLink(int port)
    {
        _client.Connect(IPAddress.Loopback, port);
        _client.ReceiveTimeout = (int)s_patience.TotalMilliseconds;
        _client.SendTimeout = (int)s_patience.TotalMilliseconds;
        _stream = new BufferedStream(_client.GetStream(), BufferBytes);
    }

    /// <summary>Runs a command; an error is an answer as well.</summary>
    /// <exception cref="IOException">The connection broke, or what came is not the protocol.</exception>
    public RespValue Run(params string[] words)
    {
        StringBuilder call = new($"*{words.Length}\r\n");
        foreach (string word in words)
            call.Append(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n");
        _stream.Write(Encoding.UTF8.GetBytes(call.ToString()));
        _stream.Flush();
        return Read(0);
    }

    /// <summary>Runs a command that must not fail.</summary>
    /// <exception cref="IOException">Redis answered with an error, or the connection broke.</exception>
    public RespValue Get(params string[] words)
    {
        RespValue answer = Run(words);
        return answer.Error is null ? answer : throw new IOException($"{words[0]}: {answer.Error}");
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private RespValue Read(int depth)
    {
        if (depth > MaxDepth)
            throw new IOException($"an answer of more than {MaxDepth} lists within lists");
        string line = ReadLine();
        string rest = line[1..];
        switch (line[0])
        {
            case '+':
                return new RespValue { Bytes = Encoding.UTF8.GetBytes(rest) };
            case '-':
                return new RespValue { Error = rest };
            case ':':
                return new RespValue { Number = NumberOf(rest) };
            case '$':
                long length = NumberOf(rest);
                return length < 0 ? new RespValue() : new RespValue { Bytes = ReadText(length) };
            case '*':
                long count = NumberOf(rest);
                List<RespValue> items = [];
                for (long i = 0; i < count; i++)
                    items.Add(Read(depth + 1));
                return new RespValue { Items = items };
            default:
                throw new IOException($"'{line[0]}' begins no answer");
        }
    }

    private byte[] ReadText(long length)
    {
        if (length > MaxTextBytes)
            throw new IOException($"a text of {length} bytes, more than {MaxTextBytes}");
        byte[] text = new byte[length];
        _stream.ReadExactly(text);
        if (_stream.ReadByte() != '\r' || _stream.ReadByte() != '\n')
            throw new IOException("a text that does not end where it should");
        return text;
    }

    private string ReadLine()
    {
        StringBuilder line = new();
        int one;
        while ((one = _stream.ReadByte()) is not '\r')
        {
            if (one < 0)
                throw new IOException("the connection ended within an answer");
            line.Append((char)one);
        }

        if (_stream.ReadByte() != '\n' || line.Length == 0)
            throw new IOException("a line that does not end where it should");
        return line.ToString();
    }

    private static long NumberOf(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : throw new IOException($"'{text}' is no number");
}
