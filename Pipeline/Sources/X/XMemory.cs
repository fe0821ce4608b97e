using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>What the source writes down for itself. None of it is needed to go on, so a disk that fails is counted, and does not end the stream.</summary>
internal sealed class XMemory(SourceHost host)
{
    public byte[]? Read(string part)
    {
        try
        {
            return host.Memory.Read(part);
        }
        catch (IOException)
        {
            host.Watch.Count("memory");
            return null;
        }
    }

    /// <returns>False when it could not be written.</returns>
    public bool Write(string part, ReadOnlySpan<byte> bytes)
    {
        try
        {
            host.Memory.Write(part, bytes);
            return true;
        }
        catch (IOException)
        {
            host.Watch.Count("memory");
            return false;
        }
    }
}
