namespace RtmPipeline.Sources.Journal;

/// <summary>Tasks that many wait for. Who waits goes on elsewhere, and never within the writer's lock.</summary>
internal static class Signals
{
    public static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets all who wait go on, and takes a new one for those who come.</summary>
    public static void Complete(ref TaskCompletionSource signal)
    {
        signal.TrySetResult();
        signal = New();
    }
}
