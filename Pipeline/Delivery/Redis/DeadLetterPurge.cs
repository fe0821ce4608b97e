using StackExchange.Redis;
using RtmPipeline.State;

namespace RtmPipeline.Delivery.Redis;

/// <summary>
/// Removes the dead letters of deleted posts. Finding them means reading all letters, so deletes are gathered: where letters are few, a pass begins within a second; otherwise within
/// <see cref="MaxWait"/>. A pass goes on in steps, so that writing is never held up for long. Not for use from several threads at once.
/// </summary>
/// <param name="commands">Commands to Redis, tried again while it has passing faults.</param>
/// <param name="keys">Names of the keys.</param>
/// <param name="clock">Tells when a pass is due; it reaches no output.</param>
internal sealed class DeadLetterPurge(TailCommands commands, RedisKeys keys, TimeProvider clock)
{
    /// <summary>Longest wait of a delete for its pass where there are many letters. With a pass of minutes at most, a delete is through well within the hour.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(30);

    /// <summary>Longest wait where letters are few, so that deletes that come together share a pass.</summary>
    public static readonly TimeSpan FewWait = TimeSpan.FromSeconds(1);

    /// <summary>Letters up to which they are few: reading them takes some milliseconds.</summary>
    public const int FewLetters = 1_000;

    /// <summary>Deletes that wait at most; when they are so many, the pass is made at once and to its end.</summary>
    public const int MaxWaiting = 10_000;

    /// <summary>Pages read in one step.</summary>
    private const int StepPages = 8;

    private readonly List<string> _waiting = [];
    private List<string> _ofPass = [];
    private DeletedPosts? _pass;
    private string _from = "-";
    private long _seen;
    private long _letters;
    private long _since;

    /// <summary>Letters removed so far.</summary>
    public long Removed { get; private set; }

    /// <summary>True when nothing waits and no pass is under way.</summary>
    public bool IsIdle => _waiting.Count == 0 && _pass is null;

    /// <summary>Takes ids of deleted posts and accounts, in the form of <c>Post.Id</c>.</summary>
    public void Add(IEnumerable<string> ids)
    {
        if (_waiting.Count == 0)
            _since = clock.GetTimestamp();
        _waiting.AddRange(ids);
    }

    /// <summary>Does a step of what is due; called after each batch and when nothing happens. Costs nothing where nothing is due.</summary>
    public async Task StepAsync(CancellationToken stop)
    {
        if (_pass is null && IsDue)
            Begin();
        if (_pass is not null)
            await GoOnAsync(_waiting.Count >= MaxWaiting ? int.MaxValue : StepPages, stop);
    }

    /// <summary>Does everything that waits, as before an orderly end.</summary>
    public async Task FinishAsync(CancellationToken stop)
    {
        while (!IsIdle)
        {
            if (_pass is null)
                Begin();
            await GoOnAsync(int.MaxValue, stop);
        }
    }

    /// <summary>Writes down the deletes that are not through; a pass is begun again.</summary>
    public void Save(StateWriter to)
    {
        to.Section("delivery.purge");
        to.Int(_ofPass.Count + _waiting.Count);
        foreach (string id in _ofPass.Concat(_waiting))
            to.Text(id);
    }

    public void Load(StateReader from)
    {
        from.Section("delivery.purge");
        int count = from.Count(sizeof(int));
        List<string> ids = new(count);
        for (int i = 0; i < count; i++)
            ids.Add(from.NotNullText());
        if (count > 0)
            Add(ids);
    }

    private bool IsDue
    {
        get
        {
            if (_waiting.Count == 0)
                return false;
            return _waiting.Count >= MaxWaiting || clock.GetElapsedTime(_since) >= (_letters <= FewLetters ? FewWait : MaxWait);
        }
    }

    private void Begin()
    {
        _ofPass = [.. _waiting];
        _waiting.Clear();
        _pass = new DeletedPosts(_ofPass);
        _from = "-";
        _seen = 0;
    }

    private async Task GoOnAsync(int pages, CancellationToken stop)
    {
        RedisKey key = keys.Stream(OutputStream.DeadLetters);
        for (int i = 0; i < pages; i++)
        {
            RedisResult reply = await commands.RunAsync("XRANGE", [key, _from, "+", "COUNT", DeadLetterStore.PageLetters], stop);
            List<StoredEntry> page = RedisReply.Entries(reply);
            object[] named = [.. page.Where(IsNamed).Select(entry => entry.Id)];
            if (named.Length > 0)
                Removed += (long)await commands.RunAsync("XDEL", [key, .. named], stop);
            _seen += page.Count - named.Length;
            if (page.Count < DeadLetterStore.PageLetters)
            {
                End();
                return;
            }

            _from = $"({page[^1].Id}";
        }
    }

    private void End()
    {
        _pass = null;
        _ofPass = [];
        _letters = _seen;
        _since = clock.GetTimestamp();
    }

    private bool IsNamed(StoredEntry entry) =>
        _pass!.AreNamedIn(new DeadLetter(new TailEntry(OutputStream.DeadLetters, entry.Id, entry.Names, entry.Values)).Payload);
}
