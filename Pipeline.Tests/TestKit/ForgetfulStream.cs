namespace RtmPipeline.Tests.TestKit;

/// <summary>Reads a file of a <see cref="ForgetfulFolder"/> as it stands, also while it grows and after its name is gone.</summary>
internal sealed class ForgetfulStream(Lock gate, ForgetfulFile file) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length
    {
        get
        {
            lock (gate)
                return file.Length;
        }
    }

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        lock (gate)
        {
            int read = file.Read(Position, buffer);
            Position += read;
            return read;
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
