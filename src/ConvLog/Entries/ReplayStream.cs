namespace ConvLog.Entries;

/// <summary>A stream of which the beginning was read already: gives that again, then the rest.</summary>
internal sealed class ReplayStream(ReadOnlyMemory<byte> head, Stream rest) : Stream
{
    private ReadOnlyMemory<byte> _head = head;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of a response that is still being read is not known.");

    public override long Position
    {
        get => throw new NotSupportedException("A response that is still being read has no position.");
        set => throw new NotSupportedException("A response that is still being read has no position.");
    }

    /// <summary>Content with the same headers that can be read from its start once more.</summary>
    public static StreamContent ContentOf(HttpContent content, ReadOnlyMemory<byte> head, Stream rest)
    {
        var replay = new StreamContent(new ReplayStream(head, rest));
        foreach (var header in content.Headers)
        {
            replay.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return replay;
    }

    public override int Read(Span<byte> buffer) => TakeHead(buffer) is var taken and > 0 ? taken : rest.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => TakeHead(buffer.Span) is var taken and > 0 ? new(taken) : rest.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A response that is still being read cannot be sought in.");

    public override void SetLength(long value) => throw new NotSupportedException("A response is read-only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A response is read-only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private int TakeHead(Span<byte> buffer)
    {
        int taken = Math.Min(_head.Length, buffer.Length);
        _head.Span[..taken].CopyTo(buffer);
        _head = _head[taken..];
        return taken;
    }
}
