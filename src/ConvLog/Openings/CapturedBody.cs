using System.Text;

namespace ConvLog.Openings;

/// <summary>
/// The error body of a response, copied while the caller reads it. It is logged once, with its response: when it has ended or is closed, with the end of the
/// opening, or after <see cref="Longest"/>. Any thread; its methods never throw.
/// </summary>
internal sealed class CapturedBody
{
    /// <summary>How long a body may take until it is logged as far as it has come.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly int _limit;
    private readonly Encoding _encoding;
    private readonly long? _total;
    private readonly ITimer _timer;
    private Action<CapturedBody, string, string?>? _write;
    private byte[] _bytes = [];
    private int _length;

    /// <param name="limit">How many bytes are kept.</param>
    /// <param name="encoding">The body's encoding.</param>
    /// <param name="total">Its length; null where that is not known.</param>
    /// <param name="time">The clock.</param>
    /// <param name="write">Logs the text, with the mark that it goes on; called once.</param>
    public CapturedBody(int limit, Encoding encoding, long? total, TimeProvider time, Action<CapturedBody, string, string?> write)
    {
        _limit = limit;
        _encoding = encoding;
        _total = total;
        _write = write;

        // The timer keeps nothing of the flow that starts it.
        using var flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static body => ((CapturedBody)body!).Close(), this, Longest, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether it is logged: what comes later is not kept.</summary>
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

    /// <summary>Takes bytes that the caller has read.</summary>
    /// <param name="position">Where they are in the body. What was taken before is not taken again, nor what comes after a gap.</param>
    /// <param name="bytes">The bytes.</param>
    public void Take(long position, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            // One byte more than is logged tells whether the text was cut.
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

    /// <summary>Takes that the body has ended.</summary>
    /// <param name="position">Where. After a gap, the caller may come back to what it left out.</param>
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

    /// <summary>Takes that the body cannot be read further.</summary>
    public void Fail(Exception exception) => Log(isWhole: false, exception);

    /// <summary>Takes that nobody reads further, or that it has taken long enough.</summary>
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
