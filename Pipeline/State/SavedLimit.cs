namespace RtmPipeline.State;

/// <summary>
/// Limits that a state was made with and that give its tables their shape. They are written before the tables, so that a state of another configuration is told by the
/// name of the option, and not by bytes that do not fit.
/// </summary>
internal static class SavedLimit
{
    public static void Save(StateWriter to, long limit) => to.Long(limit);

    /// <summary>Reads a limit and compares it with the present one.</summary>
    /// <param name="from">Where from.</param>
    /// <param name="option">Name of the option, as in the configuration.</param>
    /// <param name="limit">Its value now.</param>
    /// <exception cref="StateFormatException">It was another one.</exception>
    public static void Check(StateReader from, string option, long limit)
    {
        long saved = from.Long();
        if (saved != limit)
            throw from.Broken($"the state was made with {option} {saved}, and it is {limit} now");
    }
}
