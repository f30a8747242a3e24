using System.Text;
using System.Threading.Channels;

namespace ConvLog.Extensions.Http.Tests;

/// <summary>A body that the test sends in parts, as a server does.</summary>
internal sealed class PushedStream : Stream
{
    private readonly Channel<byte[]> _parts = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> _part;

    public int Reads { get; private set; }

    public bool IsDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public void Push(string text) => _parts.Writer.TryWrite(Encoding.UTF8.GetBytes(text));

    public void End() => _parts.Writer.Complete();

    public void Break() => _parts.Writer.Complete(new IOException("connection reset"));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reads++;
        if (_part.IsEmpty && await _parts.Reader.WaitToReadAsync(cancellationToken))
        {
            _part = await _parts.Reader.ReadAsync(cancellationToken);
        }

        int taken = Math.Min(buffer.Length, _part.Length);
        _part[..taken].CopyTo(buffer);
        _part = _part[taken..];
        return taken;
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
