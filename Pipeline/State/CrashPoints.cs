namespace RtmPipeline.State;

/// <summary>
/// Named places at which a test may have the process killed, so that what a crash there leaves behind is tried for sure. Ordinary runs have
/// <see cref="None"/>, which does nothing.
/// </summary>
internal sealed class CrashPoints
{
    private readonly string? _name;
    private readonly Action _crash;
    private int _left;

    private CrashPoints(string? name, int times, Action crash)
    {
        _name = name;
        _left = times;
        _crash = crash;
    }

    public static CrashPoints None { get; } = new(null, 0, () => { });

    /// <summary>Crashes at a place.</summary>
    /// <param name="place"><c>NAME</c> or <c>NAME:N</c>, for the N-th time it is reached.</param>
    /// <param name="crash">Ends the process, and does not return.</param>
    /// <exception cref="FormatException">That is not how a place is written.</exception>
    public static CrashPoints At(string place, Action<string> crash)
    {
        string[] parts = place.Split(':');
        int times = 1;
        if (parts.Length > 2 || parts[0].Length == 0 || (parts.Length == 2 && (!int.TryParse(parts[1], out times) || times < 1)))
            throw new FormatException($"'{place}' is not NAME or NAME:N");
        return new CrashPoints(parts[0], times, () => crash(parts[0]));
    }

    /// <summary>Says that a place was reached.</summary>
    public void Reach(string name)
    {
        if (name == _name && Interlocked.Decrement(ref _left) == 0)
            _crash();
    }
}
