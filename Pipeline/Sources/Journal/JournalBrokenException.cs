namespace RtmPipeline.Sources.Journal;

/// <summary>
/// The journal cannot go on: its disk failed, another writes it, or records that are needed are not there. What was not flushed before is not accepted; the message says
/// where and why.
/// </summary>
internal sealed class JournalBrokenException : Exception
{
    public JournalBrokenException()
    {
    }

    public JournalBrokenException(string message)
        : base(message)
    {
    }

    public JournalBrokenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
