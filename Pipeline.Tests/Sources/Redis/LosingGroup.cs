using RtmPipeline.Sources.Redis;

namespace RtmPipeline.Tests.Sources.Redis;

/// <summary>How an answer is lost.</summary>
internal enum LostAnswer
{
    /// <summary>The connection breaks behind the command, which was carried out.</summary>
    Broken,

    /// <summary>The answer is another one's, of the right form, that says there is nothing.</summary>
    Nothing,

    /// <summary>The connection breaks before the command reaches the server.</summary>
    NotSent,
}

/// <summary>Carries commands out, and loses each n-th answer of those that change something, a few times.</summary>
internal sealed class LosingGroup(IStreamGroup inner, LostAnswer how, int each) : IStreamGroup
{
    /// <summary>Each makes the source wait for longer.</summary>
    private const int Most = 3;

    private int _commands;
    private int _lost;

    /// <summary>How many answers were lost.</summary>
    public int Lost => _lost;

    public Task<Version?> VersionAsync(CancellationToken stop) => inner.VersionAsync(stop);

    public Task<StreamFacts?> LookAsync(string stream, CancellationToken stop) => inner.LookAsync(stream, stop);

    public Task CreateAsync(string stream, StreamId? from, CancellationToken stop) => inner.CreateAsync(stream, from, stop);

    public Task<IReadOnlyList<StreamEntry>> ReadOwnAsync(string stream, string consumer, StreamId after, int most, CancellationToken stop) => inner.ReadOwnAsync(stream, consumer, after, most, stop);

    public Task<IReadOnlyList<StreamEntry>> ReadNewAsync(string stream, string consumer, int most, CancellationToken stop) =>
        LoseAsync(() => inner.ReadNewAsync(stream, consumer, most, stop), static () => []);

    public Task<int> AcknowledgeAsync(string stream, IReadOnlyList<StreamId> ids, CancellationToken stop) => LoseAsync(() => inner.AcknowledgeAsync(stream, ids, stop));

    public Task<IReadOnlyList<GroupMember>> MembersAsync(string stream, CancellationToken stop) => inner.MembersAsync(stream, stop);

    public Task<IReadOnlyList<PendingEntry>> PendingAsync(string stream, TimeSpan idle, StreamId from, int most, CancellationToken stop) => inner.PendingAsync(stream, idle, from, most, stop);

    public Task<IReadOnlyList<StreamId>> ClaimAsync(string stream, string consumer, TimeSpan idle, IReadOnlyList<StreamId> ids, CancellationToken stop) =>
        LoseAsync(() => inner.ClaimAsync(stream, consumer, idle, ids, stop), static () => []);

    public Task<bool> HasAsync(string stream, StreamId id, CancellationToken stop) => inner.HasAsync(stream, id, stop);

    public async Task RemoveAsync(string stream, string consumer, CancellationToken stop) => await LoseAsync(
        async () =>
        {
            await inner.RemoveAsync(stream, consumer, stop);
            return true;
        });

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>Loses the answer, or gives one in its place where there is one that says nothing.</summary>
    private async Task<T> LoseAsync<T>(Func<Task<T>> run, Func<T>? nothing = null)
    {
        bool isLost = ++_commands % each == 0 && ++_lost <= Most;
        if (isLost && how == LostAnswer.NotSent)
            throw new StreamTroubleException(StreamTroubleKind.Passing, "not sent");
        T answer = await run();
        if (!isLost)
            return answer;
        return how == LostAnswer.Nothing && nothing is not null ? nothing() : throw new StreamTroubleException(StreamTroubleKind.Passing, "lost");
    }
}
