namespace RtmPipeline.Sources.Redis;

/// <summary>
/// What the source needs of Redis: the commands of a consumer group, over one connection that is made when it is needed, and anew after it broke. Every answer is checked to be
/// one to the question; what was asked when the connection broke may have happened or not. Commands go one after another.
/// </summary>
/// <remarks>All methods throw <see cref="StreamTroubleException"/> for whatever went wrong, and <see cref="OperationCanceledException"/> on a stop.</remarks>
internal interface IStreamGroup : IAsyncDisposable
{
    /// <summary>The server's version; null where it does not let us ask.</summary>
    Task<Version?> VersionAsync(CancellationToken stop);

    /// <summary>What is known of a stream and its group; null where there is no such stream.</summary>
    Task<StreamFacts?> LookAsync(string stream, CancellationToken stop);

    /// <summary>Makes the group; one that is there already is fine.</summary>
    /// <param name="stream">The stream, which must exist.</param>
    /// <param name="from">The group begins behind this id; null for behind the newest entry.</param>
    /// <param name="stop">Gives up.</param>
    Task CreateAsync(string stream, StreamId? from, CancellationToken stop);

    /// <summary>Entries that a consumer was given and has not acknowledged, in the order of their ids. It also tells the group that the consumer lives.</summary>
    Task<IReadOnlyList<StreamEntry>> ReadOwnAsync(string stream, string consumer, StreamId after, int most, CancellationToken stop);

    /// <summary>Takes entries that no consumer of the group was given yet.</summary>
    Task<IReadOnlyList<StreamEntry>> ReadNewAsync(string stream, string consumer, int most, CancellationToken stop);

    /// <returns>How many were not acknowledged before.</returns>
    Task<int> AcknowledgeAsync(string stream, IReadOnlyList<StreamId> ids, CancellationToken stop);

    Task<IReadOnlyList<GroupMember>> MembersAsync(string stream, CancellationToken stop);

    /// <summary>Entries of all consumers that were not acknowledged for long.</summary>
    Task<IReadOnlyList<PendingEntry>> PendingAsync(string stream, TimeSpan idle, StreamId from, int most, CancellationToken stop);

    /// <summary>Makes entries another consumer's, unless somebody did so just before.</summary>
    /// <returns>Those that were.</returns>
    Task<IReadOnlyList<StreamId>> ClaimAsync(string stream, string consumer, TimeSpan idle, IReadOnlyList<StreamId> ids, CancellationToken stop);

    /// <summary>True when the stream still has an entry.</summary>
    Task<bool> HasAsync(string stream, StreamId id, CancellationToken stop);

    /// <summary>Removes a consumer, which must have nothing left.</summary>
    Task RemoveAsync(string stream, string consumer, CancellationToken stop);
}

/// <summary>One entry. One that was trimmed or deleted after it was given to the consumer has no fields.</summary>
internal sealed record StreamEntry(StreamId Id, IReadOnlyList<string> Names, IReadOnlyList<byte[]> Values);

/// <summary>What is known of a stream.</summary>
/// <param name="LastId">Id of the newest entry that it ever had.</param>
/// <param name="Length">Entries that it has.</param>
/// <param name="Group">Its group; null where that is not there.</param>
internal sealed record StreamFacts(StreamId LastId, long Length, GroupFacts? Group);

/// <summary>What is known of a group.</summary>
/// <param name="LastDelivered">The newest entry that a consumer was given.</param>
/// <param name="Pending">Entries that were given and not acknowledged.</param>
/// <param name="Lag">Entries that nobody was given yet; null where the server cannot tell, as before version 7 and after some deletes.</param>
internal sealed record GroupFacts(StreamId LastDelivered, long Pending, long? Lag);

/// <summary>A consumer of the group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pending">Entries that it was given and has not acknowledged.</param>
/// <param name="Idle">How long it has not asked for anything.</param>
internal sealed record GroupMember(string Name, long Pending, TimeSpan Idle);

/// <summary>An entry that a consumer was given and has not acknowledged.</summary>
internal readonly record struct PendingEntry(StreamId Id, string Consumer);
