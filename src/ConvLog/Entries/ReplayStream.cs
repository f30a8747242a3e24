namespace ConvLog.Entries;

/// <summary>A stream whose beginning is read ahead; reading it returns that first, then the rest. A pending read-ahead completes in the next read.</summary>
/// <param name="rest">The stream.</param>
/// <param name="head">The buffer for reading ahead.</param>
internal sealed class ReplayStream(Stream rest, byte[] head) : Stream
{
    private readonly CancellationTokenSource _closed = new();
    private Task<int>? _reading; // Kept if it failed, so that the next read fails as well.
    private int _length;
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("The length of a response that is still being read is not known.");

    public override long Position
    {
        get => throw new NotSupportedException("A response that is still being read has no position.");
        set => throw new NotSupportedException("A response that is still being read has no position.");
    }

    /// <summary>The bytes that were read ahead.</summary>
    public ReadOnlySpan<byte> Head => head.AsSpan(0, _length);

    /// <summary>Whether the buffer has room to read ahead.</summary>
    public bool HasRoom => _length < head.Length;

    /// <summary>Whether a read-ahead is pending.</summary>
    public bool IsReading => _reading is { IsCompleted: false };

    /// <summary>Reads ahead. Canceling or a timeout does not end the pending read.</summary>
    /// <returns>The number of bytes read; 0 at the end.</returns>
    /// <exception cref="TimeoutException">No bytes arrived within that time.</exception>
    public async Task<int> ReadAheadAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        _reading ??= rest.ReadAsync(head.AsMemory(_length), _closed.Token).AsTask();
        int part = await _reading.WaitAsync(longest, time, cancellationToken).ConfigureAwait(false);
        _length += part;
        _reading = null;
        return part;
    }

    /// <summary>Content with the same headers that can be read from its start again.</summary>
    public StreamContent ContentLike(HttpContent content)
    {
        var replay = new StreamContent(this);
        foreach (var header in content.Headers.NonValidated)
        {
            replay.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return replay;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_given == _length && _reading is not null && ReadAheadAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, default).GetAwaiter().GetResult() == 0)
        {
            return 0;
        }

        return ReadHead(buffer) is var taken and > 0 ? taken : rest.Read(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _length && _reading is not null
            && await ReadAheadAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false) == 0)
        {
            return 0;
        }

        return ReadHead(buffer.Span) is var taken and > 0 ? taken : await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

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
            if (IsReading)
            {
                _closed.Cancel();
            }

            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadHead(Span<byte> buffer)
    {
        int taken = Math.Min(_length - _given, buffer.Length);
        head.AsSpan(_given, taken).CopyTo(buffer);
        _given += taken;
        return taken;
    }
}
