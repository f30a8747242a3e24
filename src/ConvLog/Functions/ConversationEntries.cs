using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>
/// The entries of a conversation outside any turn. Because a conversation can last for months, its limit applies to the entries that are not flushed yet.
/// Flushed entries are kept for readers, up to one and a half times the limit, and the oldest are then discarded.
/// </summary>
internal sealed class ConversationEntries
{
    // A flush costs a commit, so the conversation does not request one for fewer entries.
    private const int LeastFlushed = 1_000;

    private readonly Lock _lock = new();
    private readonly EntryWriter _writer;
    private readonly int _limit;
    private volatile EntryBuffer _current;
    private EntryBuffer? _earlier;
    private long _releasedVisible;
    private long _releasedPersonal;

    // The number of flushed entries of the current buffer; if negative, the number of unflushed entries of the previous one.
    private int _flushedVisible;
    private int _flushedPersonal;
    private int _isFlushing;

    public ConversationEntries(EntryWriter writer, int limit)
    {
        _writer = writer;
        _limit = limit;
        _current = new EntryBuffer(writer, writer, limit);
    }

    /// <summary>The buffer that receives new entries.</summary>
    public EntryBuffer Current => _current;

    public LossLedger Ledger => _current.Ledger;

    /// <summary>The entries that are kept, in sequence order.</summary>
    public LogEntry[] ToArray()
    {
        lock (_lock)
        {
            return _earlier is null ? _current.ToArray() : [.. _earlier.ToArray(), .. _current.ToArray()];
        }
    }

    /// <summary>The numbers of entries received and lost.</summary>
    public LossCounts Losses(bool withPii)
    {
        lock (_lock)
        {
            return Ledger.Count(Count(isPii: false, _releasedVisible) + (withPii ? Count(isPii: true, _releasedPersonal) : 0), withPii);
        }

        long Count(bool isPii, long forgotten) => forgotten + (_earlier?.Kept(isPii) ?? 0) + _current.Kept(isPii);
    }

    /// <summary>The state before a flush begins, to pass to <see cref="Flushed"/>.</summary>
    public Mark MarkNow()
    {
        var current = _current;
        return new Mark(current, current.Within(isPii: false), current.Within(isPii: true));
    }

    /// <summary>Records that the entries up to a mark are flushed, which frees their space.</summary>
    public void Flushed(Mark mark)
    {
        lock (_lock)
        {
            if (mark.Buffer != _current)
            {
                return;
            }

            _flushedVisible = Math.Max(_flushedVisible, mark.Visible);
            _flushedPersonal = Math.Max(_flushedPersonal, mark.Personal);
            if (Math.Max(_flushedVisible, _flushedPersonal) >= Math.Max(1, _limit / 2))
            {
                Renew();
            }

            _current.SetLimits(RemainingLimit(_flushedVisible), RemainingLimit(_flushedPersonal));
        }
    }

    /// <summary>Whether there are so many unflushed entries that the caller should flush; true for one caller until <see cref="EndFlushing"/>.</summary>
    public bool BeginFlushing()
    {
        int least = _limit / 2;
        if (least < LeastFlushed || Volatile.Read(ref _isFlushing) != 0)
        {
            return false;
        }

        var current = _current;
        return (current.Within(isPii: false) - Volatile.Read(ref _flushedVisible) >= least
            || current.Within(isPii: true) - Volatile.Read(ref _flushedPersonal) >= least)
            && Interlocked.Exchange(ref _isFlushing, 1) == 0;
    }

    /// <summary>Whether a caller of <see cref="BeginFlushing"/> is flushing.</summary>
    public bool IsFlushing => Volatile.Read(ref _isFlushing) != 0;

    public void EndFlushing() => Volatile.Write(ref _isFlushing, 0);

    private void Renew()
    {
        _releasedVisible += _earlier?.Kept(isPii: false) ?? 0;
        _releasedPersonal += _earlier?.Kept(isPii: true) ?? 0;
        _earlier = _current;
        _flushedVisible -= _earlier.Within(isPii: false);
        _flushedPersonal -= _earlier.Within(isPii: true);
        _current = new EntryBuffer(_writer, _writer, _limit, RemainingLimit(_flushedVisible), RemainingLimit(_flushedPersonal), _earlier.Ledger);
    }

    // Unflushed entries of the previous buffer count against the limit of this one.
    private int RemainingLimit(int flushed) => (int)Math.Clamp((long)_limit + flushed, 0, int.MaxValue);

    /// <summary>The number of entries in a buffer at a point in time.</summary>
    /// <param name="Buffer">The buffer.</param>
    /// <param name="Visible">The number of its visible entries.</param>
    /// <param name="Personal">The number of its personal entries.</param>
    public readonly record struct Mark(EntryBuffer Buffer, int Visible, int Personal);
}
