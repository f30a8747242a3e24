using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>
/// The beginning of a request's body, as far as a delegate has read it: kept, so that the endpoint reads it again. It reads the body in one place, so that a
/// read which the delegate has left is finished for the endpoint and loses nothing. Any thread.
/// </summary>
/// <param name="body">The body, as the server has it.</param>
/// <param name="limit">How many bytes the delegate may read.</param>
/// <param name="onRead">Called when a part of the body has arrived, until the delegate has ended. It only sets a timer: a lock is held.</param>
internal sealed class BodyPrefix(Stream body, int limit, Action? onRead)
{
    private const int LeastRead = 4 * 1_024;

    private readonly Lock _lock = new();
    private byte[] _bytes = [];
    private int _count;
    private bool _hasEnded;
    private bool _isClosed;
    private Task? _reading;

    /// <summary>The body, behind what was read of it.</summary>
    public Stream Rest => body;

    /// <summary>Whether the client broke the body off: it left, or sent less or something else than it had said. The endpoint meets the same.</summary>
    public bool IsBrokenOff { get; private set; }

    /// <summary>How many bytes were read.</summary>
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

    /// <summary>The read of the body that has not ended; null if there is none.</summary>
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

    /// <summary>Copies what was read; zero where there is no more of it.</summary>
    public int Copy(int position, Span<byte> target)
    {
        lock (_lock)
        {
            int count = Math.Min(target.Length, _count - position);
            _bytes.AsSpan(position, count).CopyTo(target);
            return count;
        }
    }

    /// <summary>Whether there is more behind a position for the delegate, which is then read.</summary>
    /// <exception cref="IOException">The body is larger than the limit.</exception>
    /// <exception cref="ObjectDisposedException">The delegate has ended, or was given up.</exception>
    public async ValueTask<bool> ReachAsync(int position, CancellationToken cancellationToken)
    {
        while (!IsReached(position))
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

    /// <summary>As <see cref="ReachAsync"/>, for a server that allows it.</summary>
    public bool Reach(int position)
    {
        while (!IsReached(position))
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
                Arrived(body.Read(Room().Span));
            }
            catch (IOException e) when (BreaksOff(e))
            {
                IsBrokenOff = true;
                throw;
            }
        }

        return true;
    }

    /// <summary>Ends the delegate's reading: what it does later changes nothing.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }

    /// <summary>Lets go of what the endpoint has read.</summary>
    public void Release()
    {
        lock (_lock)
        {
            (_bytes, _count) = ([], 0);
        }
    }

    // One that is larger than the server allows was not broken off, and the host's limit is worth a line.
    private static bool BreaksOff(IOException exception)
        => exception is not BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };

    private bool IsReached(int position)
    {
        lock (_lock)
        {
            // Also one that waited for what has come now: it would look for more in the request, and take it from the endpoint.
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

    // Begins under the lock, which is held by the caller, and never continues there.
    private async Task ReadAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            Arrived(await body.ReadAsync(Room()).ConfigureAwait(false));
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

    // One byte more than the limit tells whether the body is longer.
    private Memory<byte> Room()
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
