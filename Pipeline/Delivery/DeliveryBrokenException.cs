namespace RtmPipeline.Delivery;

/// <summary>
/// What the delivery relies on does not hold any more, and trying again cannot help: another writer took over, the target lost entries,
/// or it holds others than were written. The message says which; the run must end.
/// </summary>
internal sealed class DeliveryBrokenException : Exception
{
    public DeliveryBrokenException()
    {
    }

    public DeliveryBrokenException(string message)
        : base(message)
    {
    }

    public DeliveryBrokenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
