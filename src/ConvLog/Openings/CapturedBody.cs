using System.Text;

namespace ConvLog.Openings;

/// <summary>
/// The error body of a response, copied while the caller reads it. It is logged once, with its response: when it has been read or closed, when the opening
/// ends, or after <see cref="Longest"/>. Safe to use from any thread; its methods never throw.
/// </summary>
internal sealed class CapturedBody
{
    /// <summary>The time after which the part of a body received so far is logged.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly int _limit;
    private readonly Encoding _encoding;
    private readonly long? _total;
    private readonly ITimer _timer;
    private Action<CapturedBody, string, string?>? _write;
    private byte[] _bytes = [];
    private int _length;

    /// <param name="limit">The number of bytes to keep.</param>
    /// <param name="encoding">The body's encoding.</param>
    /// <param name="total">The body's length; null if unknown.</param>
    /// <param name="time">The clock.</param>
    /// <param name="write">Logs the text, with a mark if it is truncated; called once.</param>
    public CapturedBody(int limit, Encoding encoding, long? total, TimeProvider time, Action<CapturedBody, string, string?> write)
    {
        _limit = limit;
        _encoding = encoding;
        _total = total;
        _write = write;

        // The timer must not keep the flow that starts it in memory.
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static body => ((CapturedBody)body!).Close(), this, Longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the body has been logged, so that later bytes are ignored.</summary>
    public bool IsLogged
    {
        get
        {
            lock (_lock)
            {
                return _write is null;
            }
        }
    }

    /// <summary>Adds bytes that the caller has read.</summary>
    /// <param name="position">Their position in the body. Bytes that were already added, or that follow a gap, are ignored.</param>
    /// <param name="bytes">The bytes.</param>
    public void Add(long position, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            // One byte more than is logged shows whether the text was truncated.
            if (_write is null || position > _length || position + bytes.Length <= _length)
            {
                return;
            }

            bytes = bytes[(int)(_length - position)..];
            bytes = bytes[..Math.Min(bytes.Length, _limit + 1 - _length)];
            if (_bytes.Length < _length + bytes.Length)
            {
                Array.Resize(ref _bytes, Math.Min(_limit + 1, Math.Max(2 * _bytes.Length, _length + bytes.Length)));
            }

            bytes.CopyTo(_bytes.AsSpan(_length));
            _length += bytes.Length;
            if (_length <= _limit && _length != _total)
            {
                return;
            }
        }

        Log(isWhole: false, failure: null);
    }

    /// <summary>Records that the body has ended.</summary>
    /// <param name="position">The position of the end. After a gap it is ignored, because the caller may still read the skipped part.</param>
    public void End(long position)
    {
        lock (_lock)
        {
            if (position > _length)
            {
                return;
            }
        }

        Log(isWhole: true, failure: null);
    }

    /// <summary>Records that reading the body failed.</summary>
    public void Fail(Exception exception) => Log(isWhole: false, exception);

    /// <summary>Records that the caller stopped reading, or that the time is over.</summary>
    public void Close() => Log(isWhole: false, failure: null);

    private void Log(bool isWhole, Exception? failure)
    {
        Action<CapturedBody, string, string?>? write;
        lock (_lock)
        {
            (write, _write) = (_write, null);
        }

        if (write is null)
        {
            return;
        }

        _timer.Dispose();
        var (text, cut) = ErrorBodyText.Of(_bytes.AsSpan(0, _length), _limit, _encoding, isWhole || _length == _total, _total);
        write(this, _length > 0 || isWhole ? text : failure is null ? "[not read]" : "", cut is null || (failure is null && _length == 0) ? null
            : failure is null ? cut : $"{(_length > 0 ? "… " : "")}{ErrorBodyText.Unreadable(failure)}");
        _bytes = [];
    }
}
