using System.Text;
using RtmPipeline.Sources;
using RtmPipeline.Sources.Files.Follow;
using RtmPipeline.Sources.Live;
using RtmPipeline.State;
using RtmPipeline.Tests.TestKit;

namespace RtmPipeline.Tests.Sources.Files.Follow;

/// <summary>A folder that is followed, with a journal in memory that outlives the source.</summary>
internal sealed class FollowRun : IAsyncDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly LiveHost _host;
    private readonly Queue<Action> _accepted = new();
    private CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>Records that the journal takes before it is gone.</summary>
    private int _left = int.MaxValue;

    /// <param name="memory">Folder of the source's memory; null for one that does not fail.</param>
    public FollowRun(IDurableFolder? memory = null)
    {
        _host = new LiveHost(memory: memory);
        Options = new FilesOptions { Paths = [Folder] };
    }

    public string Folder => Path.GetDirectoryName(_scratch.PathOf("x"))!;

    public FilesOptions Options { get; set; }

    public IFollowedDisk Disk { get; set; } = new FollowedDisk();

    public FollowSource Source { get; private set; } = null!;

    /// <summary>Batches that are told to be safe at once; else they wait for <see cref="AcceptSome"/>.</summary>
    public bool AcceptsAtOnce { get; init; } = true;

    /// <summary>What the journal holds.</summary>
    public List<(string Source, long Origin, string Text, long ReceivedAt, RecordForm Form)> Journal { get; } = [];

    public string[] Texts => [.. Journal.Select(static record => record.Text)];

    public SteppedClock Clock => _host.Clock;

    public IReadOnlyDictionary<string, long> Counts => Source.Watch.Counts;

    public string PathOf(string name) => _scratch.PathOf(name);

    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    public void Append(string name, string text) => File.AppendAllText(PathOf(name), text);

    /// <summary>Begins, as after a restart, and reads what is there.</summary>
    public async Task BeginAsync()
    {
        SourceHost host = _host.Begin() with
        {
            Journalled = Journal.GroupBy(static record => record.Source).ToDictionary(static group => group.Key, static group => group.Max(static record => record.Origin)),
        };
        Source = new FollowSource(Options, host, Disk);
        _stop = new CancellationTokenSource();
        _reading = Task.Run(ReadAsync);
        await IdleAsync();
    }

    /// <summary>Lets it look again, and reads what it finds.</summary>
    public async Task PollAsync(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            await Clock.AdvanceToNextAsync();
            await IdleAsync();
        }
    }

    /// <summary>From so many more records on, the process is dead and takes nothing.</summary>
    public void DieAfter(int records) => _left = records;

    /// <summary>Tells that some of the batches that wait are safe.</summary>
    public void AcceptSome(int batches)
    {
        for (int i = 0; i < batches && _accepted.TryDequeue(out Action? accepted); i++)
            accepted();
    }

    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _accepted.Clear();
        _left = int.MaxValue;
        _stop.Dispose();
    }

    public async Task RestartAsync()
    {
        await EndAsync();
        await BeginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
        _host.Dispose();
        _scratch.Dispose();
    }

    private Task IdleAsync() => Eventually.IsTrue(() => _reading.IsCompleted || Clock.NextDue is not null || Source.Watch.State.Phase == SourcePhase.Refused, "all that is there was read");

    private async Task ReadAsync()
    {
        await foreach (RawBatch batch in Source.ReadAsync(3, _stop.Token))
        {
            using (batch)
            {
                foreach (RawRecord record in batch.Records)
                {
                    if (_left-- > 0)
                        Journal.Add((record.Position.Source, record.Position.Origin!.Value, Encoding.UTF8.GetString(record.Bytes.Span), record.ReceivedAt, record.Form));
                }
            }

            if (_left <= 0 || batch.Accepted is null)
                continue;
            if (AcceptsAtOnce)
                batch.Accepted();
            else
                _accepted.Enqueue(batch.Accepted);
        }
    }
}
