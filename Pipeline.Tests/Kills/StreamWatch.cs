using System.Net.Sockets;
using RtmPipeline.Tests.Kills.Audit;

namespace RtmPipeline.Tests.Kills;

/// <summary>Counts the entries that a child has written, while it writes and while Redis itself comes and goes.</summary>
internal sealed class StreamWatch(int port, string prefix) : IDisposable
{
    private RespLink? _link;

    /// <summary>Entries in all streams; null while Redis does not answer.</summary>
    public long? Count()
    {
        try
        {
            _link ??= new RespLink(port);
            return StreamBook.Count(_link, prefix);
        }
        catch (IOException)
        {
            Dispose();
            return null;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _link?.Dispose();
        _link = null;
    }
}
