using ConvLog.Openings;

namespace ConvLog.Extensions.Http;

/// <summary>Wraps a stream to which a body is written, and copies the body for the log.</summary>
internal sealed class CopyingStream(Stream stream, CapturedBody body) : Stream
{
    private long _position;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => stream.CanWrite;

    public override long Length => throw new NotSupportedException("A body that is being written has no length.");

    public override long Position
    {
        get => throw new NotSupportedException("A body that is being written has no position.");
        set => throw new NotSupportedException("A body that is being written has no position.");
    }

    /// <summary>Records that the body is complete.</summary>
    public void End() => body.End(_position);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Capture(buffer);
        stream.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        Capture(buffer.AsSpan(offset, count));
        stream.Write(buffer, offset, count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Capture(buffer.Span);
        return stream.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Capture(buffer.AsSpan(offset, count));
        return stream.WriteAsync(buffer, offset, count, cancellationToken);
    }

    public override void Flush() => stream.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A body is only written here.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A body is only written here.");

    public override void SetLength(long value) => throw new NotSupportedException("A body is only written here.");

    private void Capture(ReadOnlySpan<byte> bytes)
    {
        body.Add(_position, bytes);
        _position += bytes.Length;
    }
}
