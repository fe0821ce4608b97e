using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// A redis-server of our own: a child process on a free loopback port, that keeps nothing on disk unless asked to. It ends, by its process id, when
/// this is disposed; a process that is killed leaves it behind.
/// </summary>
internal sealed class PrivateRedis : IAsyncDisposable
{
    /// <summary>Ports tried: another process may take a free port before the server does.</summary>
    private const int MaxTries = 5;

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_pingLimit = TimeSpan.FromSeconds(2);
    private readonly Process _process;
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private bool _disposed;

    private PrivateRedis(Process process, int port, string folder, bool ownsFolder)
    {
        _process = process;
        Port = port;
        _folder = folder;
        _ownsFolder = ownsFolder;
    }

    public int Port { get; }

    public int ProcessId => _process.Id;

    /// <summary><c>127.0.0.1:PORT</c>, as <see cref="RedisOptions.Endpoint"/> takes it.</summary>
    public string Endpoint => $"127.0.0.1:{Port}";

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="time">Times the waits.</param>
    /// <param name="stop">Ends waiting; the server is ended too.</param>
    /// <param name="port">Port to use; 0 for any free one.</param>
    /// <param name="folder">Existing folder to work in, which stays; null for one of its own, which goes with it.</param>
    /// <param name="settings">Further settings of redis-server, as <c>["--appendonly", "yes"]</c>; later ones win.</param>
    /// <exception cref="DeliveryRefusedException">redis-server is not installed, or does not start.</exception>
    public static async Task<PrivateRedis> StartAsync(
        TimeProvider time, CancellationToken stop, int port = 0, string? folder = null, IReadOnlyList<string>? settings = null)
    {
        for (int i = 0; i < MaxTries; i++)
        {
            int candidate = port == 0 ? FreePort() : port;
            string workFolder = folder ?? Directory.CreateTempSubdirectory("rtm-redis-").FullName;
            PrivateRedis server = new(Launch(candidate, workFolder, settings ?? []), candidate, workFolder, folder is null);
            bool answers = false;
            bool hangs = false;
            try
            {
                answers = await server.WaitUntilItAnswersAsync(time, stop);
                hangs = !answers && !server._process.HasExited;
            }
            finally
            {
                if (!answers)
                    await server.DisposeAsync();
            }

            if (answers)
                return server;
            if (hangs)
                throw new DeliveryRefusedException($"redis-server started on port {candidate}, and did not answer within {s_startLimit.TotalSeconds:0} s");
        }

        throw new DeliveryRefusedException($"redis-server ended at once, {MaxTries} times on different ports; try it by hand to see why");
    }

    /// <summary>Ends the server at once, as a crash would; what it has not written to its folder is lost.</summary>
    public async Task EndAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await EndAsync();
        _process.Dispose();
        if (_ownsFolder && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static Process Launch(int port, string folder, IReadOnlyList<string> settings)
    {
        ProcessStartInfo start = new("redis-server")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        string[] arguments =
            ["--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no", "--daemonize", "no", "--logfile", "redis.log"];
        foreach (string argument in (string[])[.. arguments, .. settings])
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start) ?? throw new DeliveryRefusedException("redis-server did not start");
        }
        catch (Win32Exception cause)
        {
            throw new DeliveryRefusedException("redis-server is not installed; on Debian and Ubuntu: apt install redis-server", cause);
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> WaitUntilItAnswersAsync(TimeProvider time, CancellationToken stop)
    {
        long begun = time.GetTimestamp();
        while (!_process.HasExited && time.GetElapsedTime(begun) < s_startLimit)
        {
            if (await AnswersAsync(time, stop))
                return true;
            await Task.Delay(s_poll, time, stop);
        }

        return false;
    }

    /// <summary>Asks for the process id, not just for a sign of life: some other server may answer on this port.</summary>
    private async Task<bool> AnswersAsync(TimeProvider time, CancellationToken stop)
    {
        const int largestAnswer = 16 * 1024;
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync(IPAddress.Loopback, Port, stop);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync("PING\r\nINFO server\r\nQUIT\r\n"u8.ToArray(), stop);
            byte[] answer = new byte[largestAnswer];
            int length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, stop).AsTask().WaitAsync(s_pingLimit, time, stop);
            string text = Encoding.UTF8.GetString(answer, 0, length);
            return text.StartsWith("+PONG", StringComparison.Ordinal) && text.Contains($"process_id:{_process.Id}\r", StringComparison.Ordinal);
        }
        catch (SocketException)
        {
            return false;
        }
        catch (IOException)
        {
            return false;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
