using System.Net;
using System.Net.Sockets;

namespace RtmPipeline.Tests.TestKit;

/// <summary>
/// A TCP proxy on loopback that breaks connections where a test wants them broken: a reply lost or cut in the middle, a request cut in the middle, all
/// connections reset. Its target can be changed, as a failover behind one address does.
/// </summary>
internal sealed class CutProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<Task> _connections = [];
    private readonly List<TcpClient> _open = [];
    private readonly Task _accepting;
    private int _target;
    private int _armed;
    private int _cuts;

    public CutProxy(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    private enum Fault
    {
        None,
        LostReply,
        HalfReply,
        HalfRequest,
    }

    public int Port { get; }

    public string Endpoint => $"127.0.0.1:{Port}";

    /// <summary>Faults so far: a test asserts that its fault happened.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>The next request is passed on, and its reply is not.</summary>
    public void LoseNextReply() => Arm(Fault.LostReply);

    /// <summary>Of the next reply only half is passed on.</summary>
    public void CutNextReply() => Arm(Fault.HalfReply);

    /// <summary>Of the next request only half is passed on.</summary>
    public void CutNextRequest() => Arm(Fault.HalfRequest);

    /// <summary>Resets all connections; new ones go to another server.</summary>
    public void FailOver(int target)
    {
        Volatile.Write(ref _target, target);
        Reset();
    }

    /// <summary>Resets all connections at once, by RST.</summary>
    public void Reset()
    {
        TcpClient[] open;
        lock (_lock)
        {
            open = [.. _open];
            _open.Clear();
        }

        foreach (TcpClient client in open)
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0);
            client.Close();
            Interlocked.Increment(ref _cuts);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private void Arm(Fault fault) => Volatile.Write(ref _armed, (int)fault);

    private bool Fires(Fault fault)
    {
        if (Interlocked.CompareExchange(ref _armed, (int)Fault.None, (int)fault) != (int)fault)
            return false;
        Interlocked.Increment(ref _cuts);
        return true;
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
        lock (_lock)
            _open.Add(near);
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, Volatile.Read(ref _target), _end.Token);
            Task up = PassAsync(near.GetStream(), far.GetStream(), Fault.None, Fault.HalfRequest);
            Task down = PassAsync(far.GetStream(), near.GetStream(), Fault.LostReply, Fault.HalfReply);
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
        catch (InvalidOperationException)
        {
            // The connection was reset before it was served.
        }
        catch (OperationCanceledException)
        {
            // The end of the test.
        }
        finally
        {
            lock (_lock)
                _open.Remove(near);
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, Fault losing, Fault halving)
    {
        byte[] buffer = new byte[64 * 1024];
        int length;
        while ((length = await from.ReadAsync(buffer, _end.Token)) > 0)
        {
            if (losing != Fault.None && Fires(losing))
                return;
            bool isHalf = length > 1 && Fires(halving);
            await to.WriteAsync(buffer.AsMemory(0, isHalf ? length / 2 : length), _end.Token);
            if (isHalf)
                return;
        }
    }
}
