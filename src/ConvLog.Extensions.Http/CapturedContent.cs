using System.Net;
using ConvLog.Openings;

namespace ConvLog.Extensions.Http;

/// <summary>The content of an error response, copied for the log while the caller reads it. Headers, length and streams are unchanged.</summary>
internal sealed class CapturedContent : HttpContent
{
    // The time for which the runtime itself drains a closed response.
    private static readonly TimeSpan s_longestDrain = TimeSpan.FromSeconds(2);

    private readonly HttpContent _content;
    private readonly CapturedBody _body;
    private readonly bool _readsAtClose;
    private readonly bool _isMultiplexed;
    private bool _isRead;
    private bool _isDisposed;

    /// <param name="content">The content.</param>
    /// <param name="body">Receives the copy.</param>
    /// <param name="version">The HTTP version.</param>
    public CapturedContent(HttpContent content, CapturedBody body, Version version)
    {
        _content = content;
        _body = body;
        _isMultiplexed = version.Major > 1;

        // The stream of another library's content may have side effects.
        _readsAtClose = content.GetType().Assembly == typeof(HttpContent).Assembly;
        foreach (var header in content.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override async Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken)
    {
        _isRead = true;
        return new CapturedStream(await _content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), _body);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
    {
        _isRead = true;
        return new CapturedStream(_content.ReadAsStream(cancellationToken), _body);
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isRead = true;
        var copy = new CopyingStream(stream, _body);
        try
        {
            await _content.CopyToAsync(copy, context, cancellationToken).ConfigureAwait(false);
            copy.End();
        }
        catch (Exception e)
        {
            _body.Fail(e);
            throw;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isRead = true;
        var copy = new CopyingStream(stream, _body);
        try
        {
            _content.CopyTo(copy, context, cancellationToken);
            copy.End();
        }
        catch (Exception e)
        {
            _body.Fail(e);
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        long? known = _content.Headers.ContentLength;
        length = known ?? 0;
        return known is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            bool isReading = _readsAtClose && !_isRead && TakeArrived();
            _body.Close();
            if (!isReading)
            {
                _content.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    // Captures the part of an unread body that has already arrived; GetFromJsonAsync, for example, closes an error unread. Returns true if a read is pending,
    // after which the content is disposed.
    private bool TakeArrived()
    {
        try
        {
            if (_content.ReadAsStreamAsync(CancellationToken.None) is not { IsCompletedSuccessfully: true, Result: var stream })
            {
                return false;
            }

            var stop = new CancellationTokenSource();
            byte[] buffer = new byte[4096];
            for (long position = 0; !_body.IsLogged;)
            {
                var reading = stream.ReadAsync(buffer, stop.Token);
                if (!reading.IsCompleted)
                {
                    _ = DisposeAfterAsync(reading.AsTask(), stop);
                    return true;
                }

                int part = reading.Result;
                _body.Add(position, buffer.AsSpan(0, part));
                position += part;
                if (part == 0)
                {
                    _body.End(position);
                }
            }
        }
        catch (Exception e)
        {
            _body.Fail(e);
        }

        return false;
    }

    // A stream must not be disposed during a read. On a dedicated connection, the read gets as long as the runtime would drain the rest to reuse the
    // connection; on a multiplexed connection, it is canceled immediately, as the stream's own disposal would do.
    private async Task DisposeAfterAsync(Task<int> reading, CancellationTokenSource stop)
    {
        stop.CancelAfter(_isMultiplexed ? TimeSpan.Zero : s_longestDrain);
        try
        {
            await reading.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // These bytes are not needed.
        }

        stop.Dispose();
        _content.Dispose();
    }
}
