using System.Net.WebSockets;

namespace RtmPipeline.Sources.Bluesky;

/// <summary>What came as one message.</summary>
internal enum MessageKind : byte
{
    Text,

    /// <summary>Compressed by a scheme that was not asked for, or something else that nobody knows.</summary>
    Binary,

    /// <summary>Longer than the limit; only its head is kept.</summary>
    TooLong,

    /// <summary>The server closes.</summary>
    Close,
}

/// <summary>One message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Bytes">Its bytes, or its head; valid until the next message is read.</param>
/// <param name="Length">Bytes of the whole message.</param>
internal readonly record struct ReceivedMessage(MessageKind Kind, ReadOnlyMemory<byte> Bytes, long Length);

/// <summary>Puts messages together from the pieces in which they come. Memory: the longest message that came, at most the limit; the rest of a longer one is passed over.</summary>
/// <param name="socket">The connection; stays the caller's.</param>
/// <param name="maxBytes">Longest message.</param>
internal sealed class MessageReader(WebSocket socket, int maxBytes)
{
    /// <summary>Bytes kept of a message that is too long.</summary>
    public const int HeadBytes = 4096;

    private byte[] _buffer = new byte[Math.Min(maxBytes, 16 << 10)];

    /// <summary>Reads the next message.</summary>
    /// <exception cref="WebSocketException">The connection was cut, or what came is no message.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cut"/> came; the connection is of no use any more.</exception>
    public async ValueTask<ReceivedMessage> ReadAsync(CancellationToken cut)
    {
        long length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await socket.ReceiveAsync(Room(length), cut);
            if (part.MessageType == WebSocketMessageType.Close)
                return new ReceivedMessage(MessageKind.Close, default, 0);
            length += part.Count;
            if (!part.EndOfMessage)
                continue;
            bool isTooLong = length > maxBytes;
            MessageKind kind = isTooLong ? MessageKind.TooLong : part.MessageType == WebSocketMessageType.Binary ? MessageKind.Binary : MessageKind.Text;
            return new ReceivedMessage(kind, _buffer.AsMemory(0, isTooLong ? HeadBytes : (int)length), length);
        }
    }

    private Memory<byte> Room(long length)
    {
        if (length >= maxBytes)
            return _buffer.AsMemory(HeadBytes);
        if (length == _buffer.Length)
            Array.Resize(ref _buffer, Math.Min(maxBytes, _buffer.Length * 2));
        return _buffer.AsMemory((int)length);
    }
}
