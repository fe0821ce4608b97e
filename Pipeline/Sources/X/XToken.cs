using System.Text;

namespace RtmPipeline.Sources.X;

/// <summary>The bearer token, which may be changed in its file while the program runs.</summary>
/// <param name="token">As it was configured.</param>
/// <param name="file">Its file; null for none.</param>
internal sealed class XToken(string token, string? file)
{
    /// <summary>Longest token, bytes; the same limit as for all secrets.</summary>
    public const int MaxBytes = 4096;

    /// <summary>How often the file is looked at while the token is refused.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private string _current = token;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Current => Volatile.Read(ref _current);

    /// <summary>Completes when another token was found. Take it before a request, so that no change is missed.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <summary>Waits until the file holds another token; for ever where there is no file.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> came.</exception>
    public async Task LookForAnotherAsync(TimeProvider clock, CancellationToken stop)
    {
        if (file is null)
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, stop);
        while (!ReadAgain())
            await Task.Delay(LookEvery, clock, stop);
    }

    /// <summary>A text without the token, should a server have sent it back.</summary>
    public string Hide(string text) => text.Replace(Current, "(token)", StringComparison.Ordinal);

    /// <summary>A file that is being replaced may be away, empty or half written: then it is looked at again later.</summary>
    private bool ReadAgain()
    {
        try
        {
            using FileStream stream = File.OpenRead(file!);
            byte[] bytes = new byte[MaxBytes + 1];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            string found = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\r', '\n');
            if (length > MaxBytes || found.Length == 0 || found.Any(c => c is <= ' ' or > '~') || found == Current)
                return false;
            TaskCompletionSource changed;
            lock (_gate)
            {
                Volatile.Write(ref _current, found);
                changed = _changed;
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            changed.SetResult();
            return true;
        }
        catch (Exception away) when (away is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
