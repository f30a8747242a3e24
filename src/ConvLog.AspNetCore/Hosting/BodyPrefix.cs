using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// The beginning of a request's body that a delegate has read, kept so that the endpoint can read it again. All reads of the body are made here, so that a
/// read that the delegate has abandoned is completed for the endpoint and no data is lost. Thread-safe.
/// </summary>
/// <param name="body">The server's body.</param>
/// <param name="limit">The maximum number of bytes that the delegate can read.</param>
/// <param name="onRead">Called when a part of the body has arrived, until the delegate has ended. It must only set a timer: a lock is held.</param>
internal sealed class BodyPrefix(Stream body, int limit, Action? onRead)
{
    private const int LeastRead = 4 * 1_024;

    private readonly Lock _lock = new();
    private byte[] _bytes = [];
    private int _count;
    private bool _hasEnded;
    private bool _isClosed;
    private Task? _reading;

    /// <summary>The server's body, positioned after the bytes that were read.</summary>
    public Stream Remainder => body;

    /// <summary>Whether the client aborted the body: it disconnected, or sent less or other data than announced. The endpoint gets the same error.</summary>
    public bool IsBrokenOff { get; private set; }

    /// <summary>The number of bytes read.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>The pending read of the body; null if there is none.</summary>
    public Task? Reading
    {
        get
        {
            lock (_lock)
            {
                return _reading;
            }
        }
    }

    /// <summary>Copies bytes that were read; returns zero after the last.</summary>
    public int Copy(int position, Span<byte> target)
    {
        lock (_lock)
        {
            int count = Math.Min(target.Length, _count - position);
            _bytes.AsSpan(position, count).CopyTo(target);
            return count;
        }
    }

    /// <summary>Whether there is data for the delegate after a position; reads it if necessary.</summary>
    /// <exception cref="IOException">The body is larger than the limit.</exception>
    /// <exception cref="ObjectDisposedException">The delegate has ended or was abandoned.</exception>
    public async ValueTask<bool> EnsureReadAsync(int position, CancellationToken cancellationToken)
    {
        while (!IsRead(position))
        {
            Task reading;
            lock (_lock)
            {
                if (_hasEnded && _reading is null)
                {
                    return false;
                }

                ObjectDisposedException.ThrowIf(_isClosed, typeof(DelegateBody));
                reading = _reading ??= ReadAsync();
            }

            await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>The synchronous form of <see cref="EnsureReadAsync"/>, for servers that allow it.</summary>
    public bool EnsureRead(int position)
    {
        while (!IsRead(position))
        {
            lock (_lock)
            {
                if (_hasEnded)
                {
                    return false;
                }
            }

            try
            {
                Arrived(body.Read(FreeSpace().Span));
            }
            catch (IOException e) when (BreaksOff(e))
            {
                IsBrokenOff = true;
                throw;
            }
        }

        return true;
    }

    /// <summary>Ends the delegate's reading: later reads fail.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    /// <summary>Releases memory that the endpoint has read.</summary>
    public void Release()
    {
        lock (_lock)
        {
            (_bytes, _count) = ([], 0);
        }
    }

    // A body that exceeds the server's limit was not aborted by the client, and the failure is logged.
    private static bool BreaksOff(IOException exception)
        => exception is not BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };

    private bool IsRead(int position)
    {
        lock (_lock)
        {
            // Also for a read that was waiting: it would otherwise read on and take data from the endpoint.
            ObjectDisposedException.ThrowIf(_isClosed, typeof(DelegateBody));
            if (position >= limit && _count > limit)
            {
                throw new IOException(
                    $"The request's body is larger than {limit} bytes, of which a delegate of UseConvLog may read as many. Set "
                        + "RequestConversationOptions.MaximumBodySize, or take the conversation's ID from the address, a header or the session.");
            }

            return position < Math.Min(_count, limit);
        }
    }

    // Starts while the caller holds the lock; continuations never run under it.
    private async Task ReadAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            Arrived(await body.ReadAsync(FreeSpace()).ConfigureAwait(false));
        }
        catch (IOException e) when (BreaksOff(e))
        {
            IsBrokenOff = true;
            throw;
        }
        finally
        {
            lock (_lock)
            {
                _reading = null;
            }
        }
    }

    // One byte more than the limit, to detect a longer body.
    private Memory<byte> FreeSpace()
    {
        lock (_lock)
        {
            if (_count == _bytes.Length)
            {
                Array.Resize(ref _bytes, (int)Math.Min((long)limit + 1, Math.Max(LeastRead, 2L * _bytes.Length)));
            }

            return _bytes.AsMemory(_count);
        }
    }

    private void Arrived(int count)
    {
        lock (_lock)
        {
            _count += count;
            _hasEnded = count == 0;
            if (!_isClosed)
            {
                onRead?.Invoke();
            }
        }
    }
}
