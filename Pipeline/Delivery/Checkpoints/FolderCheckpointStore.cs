using System.Globalization;
using System.Runtime.CompilerServices;
using RtmPipeline.State;

namespace RtmPipeline.Delivery.Checkpoints;

/// <summary>
/// Keeps checkpoints as files. A new one is written under a passing name, flushed, given its name, and the folder flushed; only then older ones are
/// removed. So at every moment the folder holds a whole one.
/// </summary>
/// <param name="folder">Folder of its own or shared with others; it touches only names that begin with <c>checkpoint-</c>.</param>
/// <param name="keep">Checkpoints that are kept; at least 1.</param>
/// <param name="warn">Gets a sentence for each broken one.</param>
/// <param name="crashPoints">For tests.</param>
internal sealed class FolderCheckpointStore(IDurableFolder folder, int keep, Action<string> warn, CrashPoints crashPoints) : ICheckpointStore
{
    private const string Prefix = "checkpoint-";
    private const string Unfinished = ".unfinished";

    public string Place => folder.Path;

    public Task<long> SaveAsync(Checkpoint checkpoint, CancellationToken hardStop)
    {
        string name = $"{Prefix}{checkpoint.Number.ToString("D10", CultureInfo.InvariantCulture)}";
        long length = Write(checkpoint, name + Unfinished, hardStop);
        crashPoints.Reach("checkpoint.before-rename");
        folder.Rename(name + Unfinished, name);
        folder.Flush();
        crashPoints.Reach("checkpoint.after-rename");
        Trim(checkpoint.Number);
        return Task.FromResult(length);
    }

    public async IAsyncEnumerable<Checkpoint> LoadAsync([EnumeratorCancellation] CancellationToken hardStop)
    {
        foreach ((long number, string name) in Kept().OrderByDescending(kept => kept.Number))
        {
            hardStop.ThrowIfCancellationRequested();
            if (Read(number, name) is { } checkpoint)
                yield return checkpoint;
            await Task.CompletedTask;
        }
    }

    private long Write(Checkpoint checkpoint, string name, CancellationToken hardStop)
    {
        using IDurableFile file = folder.Create(name);
        foreach (ReadOnlyMemory<byte> piece in CheckpointFormat.Write(checkpoint))
        {
            hardStop.ThrowIfCancellationRequested();
            file.Write(piece.Span);
        }

        crashPoints.Reach("checkpoint.before-flush");
        file.Flush();
        return file.Length;
    }

    private Checkpoint? Read(long number, string name)
    {
        try
        {
            Checkpoint checkpoint = CheckpointFormat.Read(folder.Read(name));
            if (checkpoint.Number == number)
                return checkpoint;
            warn($"checkpoint {name} in {folder.Path} passed over: it holds number {checkpoint.Number}");
        }
        catch (StateFormatException broken)
        {
            warn($"checkpoint {name} in {folder.Path} passed over: {broken.Message}");
        }
        catch (IOException unreadable)
        {
            warn($"checkpoint {name} in {folder.Path} passed over: {unreadable.Message}");
        }

        return null;
    }

    /// <summary>Removes what is beyond the number kept, what was never finished, and what a run left that another one went back behind.</summary>
    private void Trim(long newest)
    {
        string[] old =
        [
            .. Kept().Where(kept => kept.Number <= newest).OrderByDescending(kept => kept.Number).Skip(keep).Select(kept => kept.Name),
            .. Kept().Where(kept => kept.Number > newest).Select(kept => kept.Name),
            .. folder.List().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Unfinished, StringComparison.Ordinal)),
        ];
        if (old.Length == 0)
            return;
        crashPoints.Reach("checkpoint.before-delete");
        foreach (string name in old)
            folder.Delete(name);
        folder.Flush();
    }

    private IEnumerable<(long Number, string Name)> Kept()
    {
        foreach (string name in folder.List())
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal)
                && long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number))
            {
                yield return (number, name);
            }
        }
    }
}
