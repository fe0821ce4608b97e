namespace RtmPipeline.Topology.Poison;

/// <summary>A stage failed; the message says on which record, and what becomes of it.</summary>
internal sealed class RecordFailedException : Exception
{
    public RecordFailedException()
    {
    }

    public RecordFailedException(string message)
        : base(message)
    {
    }

    public RecordFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The record, where one can be named.</summary>
    public Posts.RecordPlace? Place { get; init; }
}
