using System.Net;
using System.Net.Sockets;

namespace RtmPipeline.Tests.TestKit;

/// <summary>A TCP proxy on loopback that can lose an answer: it passes the request on, and cuts the connection when the reply comes or in the middle of it.</summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task> _connections = [];
    private readonly int _target;
    private readonly Task _accepting;
    private int _armed;
    private int _cuts;

    public CutProxy(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Replies lost so far: a test asserts that its fault happened.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <param name="passedBytes">Bytes of the reply that are passed on before the cut; all but the last where it is shorter.</param>
    public void LoseNextReply(int passedBytes = 0) => Volatile.Write(ref _armed, 1 + passedBytes);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            // The end of the test.
        }
        catch (SocketException)
        {
            // The listener was stopped while it waited.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient near = client;
        using TcpClient far = new();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            Task up = near.GetStream().CopyToAsync(far.GetStream(), _end.Token);
            Task down = PassRepliesAsync(far.GetStream(), near.GetStream());
            await Task.WhenAny(up, down);
            near.Close();
            far.Close();
            await Task.WhenAll(up, down);
        }
        catch (IOException)
        {
            // Cutting connections is what this is for.
        }
        catch (SocketException)
        {
            // The server behind the proxy is away.
        }
        catch (ObjectDisposedException)
        {
            // One direction ended, and closed the other.
        }
        catch (OperationCanceledException)
        {
            // The end of the test.
        }
    }

    private async Task PassRepliesAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[64 * 1024];
        int length;
        while ((length = await from.ReadAsync(buffer, _end.Token)) > 0)
        {
            if (Interlocked.Exchange(ref _armed, 0) is > 0 and int armed)
            {
                await to.WriteAsync(buffer.AsMemory(0, Math.Min(armed, length) - 1), _end.Token);
                Interlocked.Increment(ref _cuts);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, length), _end.Token);
        }
    }
}
