using System.ComponentModel;
using System.Text;
using NUnit.Framework;
using RtmPipeline.Delivery;
using RtmPipeline.Delivery.Redis;
using StackExchange.Redis;

namespace RtmPipeline.Tests.TestKit;

/// <summary>A real redis-server for tests, that can be killed and started again on the same port and folder.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly string[] _settings;
    private PrivateRedis _server;
    private RedisLink _link;

    private RedisServer(PrivateRedis server, DirectoryInfo folder, string[] settings)
    {
        _server = server;
        _folder = folder;
        _settings = settings;
        _link = new RedisLink(Options, TimeProvider.System);
    }

    public int Port => _server.Port;

    public int ProcessId => _server.ProcessId;

    /// <summary>Where the server keeps its files.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Options with short waits, and the whole of a slow machine's patience.</summary>
    public RedisOptions Options => new()
    {
        Endpoint = _server.Endpoint,
        FirstRetryDelay = TimeSpan.FromMilliseconds(5),
        MaxRetryDelay = TimeSpan.FromMilliseconds(40),
    };

    /// <summary>Starts a server; the running test is skipped with a message where redis-server is not installed.</summary>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("rtm-test-redis-");
        try
        {
            return new RedisServer(await PrivateRedis.StartAsync(TimeProvider.System, CancellationToken.None, 0, folder.FullName, settings), folder, settings);
        }
        catch (DeliveryRefusedException refusal) when (refusal.InnerException is Win32Exception)
        {
            Assert.Ignore(refusal.Message);
            throw;
        }
    }

    /// <summary>
    /// Runs a command on a connection of the test's own. The client may give it the answer of a connection that a test broke (see <see cref="RedisScript"/>);
    /// then it is run again.
    /// </summary>
    public async Task<RedisResult> RunAsync(string command, params object[] arguments)
    {
        const int tries = 3;
        for (int i = 1; ; i++)
        {
            try
            {
                return await _link.ExecuteAsync(command, arguments, CancellationToken.None);
            }
            catch (RedisFaultException fault) when (fault.Kind == RedisFaultKind.Passing && i < tries)
            {
                await _link.DropAsync(CancellationToken.None);
            }
        }
    }

    public async Task<string?> TextAsync(string command, params object[] arguments) => (string?)await RunAsync(command, arguments);

    public async Task<long> NumberAsync(string command, params object[] arguments) => (long)await RunAsync(command, arguments);

    /// <summary>All entries of a stream of the prefix.</summary>
    public async Task<List<StoredEntry>> EntriesAsync(string stream, string prefix = RedisOptions.DefaultPrefix) =>
        RedisReply.Entries(await RunAsync("XRANGE", $"{prefix}:{stream}", "-", "+"));

    /// <summary>All entries of all streams of the prefix, by stream.</summary>
    public async Task<List<StoredEntry>[]> AllEntriesAsync(string prefix = RedisOptions.DefaultPrefix)
    {
        List<List<StoredEntry>> streams = [];
        foreach (string name in OutputStreams.Names)
            streams.Add(await EntriesAsync(name, prefix));
        return [.. streams];
    }

    /// <summary>The running numbers of all entries of a stream of the default prefix.</summary>
    public async Task<IEnumerable<string>> SeqsAsync(string stream) => (await EntriesAsync(stream)).Select(SeqOf);

    /// <summary>An entry's running number in its stream.</summary>
    public static string SeqOf(StoredEntry entry) => Encoding.UTF8.GetString(entry.Values[OutputStreams.SeqField]);

    /// <summary>Ends the server as a crash would.</summary>
    public async Task KillAsync() => await _server.EndAsync();

    public async Task RestartAsync()
    {
        int port = _server.Port;
        await _link.DisposeAsync();
        await _server.DisposeAsync();
        _server = await PrivateRedis.StartAsync(TimeProvider.System, CancellationToken.None, port, _folder.FullName, _settings);
        _link = new RedisLink(Options, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
