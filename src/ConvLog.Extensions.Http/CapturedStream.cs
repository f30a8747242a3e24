using ConvLog.Openings;

namespace ConvLog.Extensions.Http;

/// <summary>The stream of a body, copied for the log while the caller reads it. Supports seeking if the original does.</summary>
internal sealed class CapturedStream : Stream
{
    private readonly Stream _stream;
    private readonly CapturedBody _body;
    private readonly long _start;
    private long _read;

    /// <param name="stream">The stream.</param>
    /// <param name="body">Receives the copy.</param>
    public CapturedStream(Stream stream, CapturedBody body)
    {
        _stream = stream;
        _body = body;
        _start = stream.CanSeek ? stream.Position : 0;
    }

    public override bool CanRead => _stream.CanRead;

    public override bool CanSeek => _stream.CanSeek;

    public override bool CanWrite => false;

    public override bool CanTimeout => _stream.CanTimeout;

    public override int ReadTimeout
    {
        get => _stream.ReadTimeout;
        set => _stream.ReadTimeout = value;
    }

    public override long Length => _stream.Length;

    public override long Position
    {
        get => _stream.Position;
        set => _stream.Position = value;
    }

    // The offset of the next read from the start of the body.
    private long Offset => _stream.CanSeek ? _stream.Position - _start : _read;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            long at = Offset;
            return Capture(at, buffer, _stream.Read(buffer));
        }
        catch (Exception e)
        {
            _body.Fail(e);
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            long at = Offset;
            return Capture(at, buffer.AsSpan(offset, count), _stream.Read(buffer, offset, count));
        }
        catch (Exception e)
        {
            _body.Fail(e);
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            long at = Offset;
            int read = await _stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Capture(at, buffer.Span, read);
        }
        catch (Exception e)
        {
            _body.Fail(e);
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
        => TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    public override long Seek(long offset, SeekOrigin origin) => _stream.Seek(offset, origin);

    public override void Flush() => _stream.Flush();

    public override void SetLength(long value) => throw new NotSupportedException("A response is read-only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A response is read-only.");

    public override async ValueTask DisposeAsync()
    {
        _body.Close();
        await _stream.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Close();
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Capture(long at, ReadOnlySpan<byte> buffer, int read)
    {
        _read += read;
        if (read > 0)
        {
            _body.Add(at, buffer[..read]);
        }
        else if (buffer.Length > 0)
        {
            _body.End(at);
        }

        return read;
    }
}
