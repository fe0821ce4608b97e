namespace RtmPipeline.Sources.Live;

/// <summary>What one brand profile looks for.</summary>
/// <param name="Id">Of the profile.</param>
/// <param name="Names">Its own names and those of its products and people.</param>
/// <param name="Handles">Accounts, without the sign before them.</param>
/// <param name="Hashtags">Without the sign before them.</param>
/// <param name="Competitors">Names of others.</param>
/// <param name="Field">Words of the field it is in.</param>
/// <param name="Languages">Languages it wants, as <c>es</c>; empty for all.</param>
internal sealed record WatchedBrand(
    string Id,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Handles,
    IReadOnlyList<string> Hashtags,
    IReadOnlyList<string> Competitors,
    IReadOnlyList<string> Field,
    IReadOnlyList<string> Languages);

/// <summary>What all profiles look for, for sources that have to be told. Profiles change while the program runs; whoever cares looks again when told.</summary>
internal sealed class WatchedBrands(IReadOnlyList<WatchedBrand> brands)
{
    private readonly Lock _gate = new();
    private IReadOnlyList<WatchedBrand> _current = brands;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<WatchedBrand> Current
    {
        get
        {
            lock (_gate)
                return _current;
        }
    }

    /// <summary>Completes at the next change. Take it before <see cref="Current"/>, so that no change is missed.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    public void Replace(IReadOnlyList<WatchedBrand> brands)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _current = brands;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }
}
