namespace RtmPipeline.State;

/// <summary>Bytes that should be a state are not one, or are one of another version; the message says which part and where.</summary>
internal sealed class StateFormatException : Exception
{
    public StateFormatException()
    {
    }

    public StateFormatException(string message)
        : base(message)
    {
    }

    public StateFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
