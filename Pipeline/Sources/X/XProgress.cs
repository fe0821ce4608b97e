using System.Buffers.Binary;
using RtmPipeline.Sources.Live;

namespace RtmPipeline.Sources.X;

/// <summary>
/// Up to when the stream is known to have been received: X numbers nothing, so a time is all there is to go on from. It tells how many minutes are to be sent again after a
/// connection was lost, or after a restart, and whether they cover what was missed.
/// </summary>
internal sealed class XProgress(XOptions options, SourceHost host)
{
    private const string Part = "received";

    /// <summary>X's own posts take some seconds to be delivered, so what is asked for again begins that much earlier.</summary>
    private static readonly TimeSpan s_delivery = TimeSpan.FromSeconds(10);

    private readonly XMemory _memory = new(host);
    private long _heard;
    private long _accepted;
    private long _remembered;

    /// <summary>Reads what an earlier process wrote down.</summary>
    public void Restore()
    {
        if (_memory.Read(Part) is not { } known)
            return;
        long received = known.Length == sizeof(long) ? BinaryPrimitives.ReadInt64LittleEndian(known) : 0;
        if (received <= 0)
        {
            host.Watch.Count("memory");
            host.Watch.Tell($"what was kept of when it last received ({known.Length} bytes) is not readable; what was missed before this start is not asked for");
            return;
        }

        _heard = _accepted = _remembered = Math.Min(received, host.Now);
    }

    /// <summary>Notes that the connection lives: everything up to now was received.</summary>
    public void Heard() => Volatile.Write(ref _heard, host.Now);

    /// <summary>Notes that what was received up to a time is safe.</summary>
    public void Accepted(long receivedAt)
    {
        if (receivedAt > Volatile.Read(ref _accepted))
            Volatile.Write(ref _accepted, receivedAt);
    }

    /// <summary>Minutes that are to be sent again at the next connect; 0 for none.</summary>
    /// <param name="isCovered">False when more was missed than is sent again.</param>
    public int BackfillMinutes(out bool isCovered)
    {
        long heard = Volatile.Read(ref _heard);
        isCovered = true;
        if (heard == 0)
            return 0;
        TimeSpan missed = TimeSpan.FromMilliseconds(Math.Max(0, host.Now - heard)) + s_delivery;
        int wanted = (int)Math.Min(Math.Ceiling(missed.TotalMinutes), int.MaxValue);
        isCovered = wanted <= options.BackfillMinutes;
        return Math.Min(wanted, options.BackfillMinutes);
    }

    /// <summary>Writes down up to when what was received is safe.</summary>
    public void Remember()
    {
        long accepted = Volatile.Read(ref _accepted);
        if (accepted <= _remembered)
            return;
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, accepted);
        if (_memory.Write(Part, bytes))
            _remembered = accepted;
    }
}
