using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>
/// The entries of a conversation outside any turn. A conversation can go on for months, so its limit is not for its life: it is for what is not flushed yet.
/// What is flushed is kept for whoever reads it, up to the limit and a half, and then forgotten, the oldest first.
/// </summary>
internal sealed class ConversationEntries
{
    // A flush costs a commit, so the conversation does not ask for one by itself for less.
    private const int LeastFlushed = 1_000;

    private readonly Lock _lock = new();
    private readonly EntryWriter _writer;
    private readonly int _limit;
    private volatile EntryBuffer _current;
    private EntryBuffer? _earlier;
    private long _forgottenVisible;
    private long _forgottenPersonal;

    // How many of the current buffer are flushed; below zero, how many of the one before are not.
    private int _flushedVisible;
    private int _flushedPersonal;
    private int _isFlushing;

    public ConversationEntries(EntryWriter writer, int limit)
    {
        _writer = writer;
        _limit = limit;
        _current = new EntryBuffer(writer, writer, limit);
    }

    /// <summary>Where entries go now.</summary>
    public EntryBuffer Current => _current;

    public LossLedger Ledger => _current.Ledger;

    /// <summary>What is kept, in sequence order.</summary>
    public LogEntry[] ToArray()
    {
        lock (_lock)
        {
            return _earlier is null ? _current.ToArray() : [.. _earlier.ToArray(), .. _current.ToArray()];
        }
    }

    /// <summary>What was taken in and what of it was lost.</summary>
    public LossCounts Losses(bool withPii)
    {
        lock (_lock)
        {
            return Ledger.Count(Count(isPii: false, _forgottenVisible) + (withPii ? Count(isPii: true, _forgottenPersonal) : 0), withPii);
        }

        long Count(bool isPii, long forgotten) => forgotten + (_earlier?.Kept(isPii) ?? 0) + _current.Kept(isPii);
    }

    /// <summary>What there is before a flush begins; for <see cref="Flushed"/>.</summary>
    public Mark MarkNow()
    {
        var current = _current;
        return new Mark(current, current.Within(isPii: false), current.Within(isPii: true));
    }

    /// <summary>What was there at a mark is flushed: its room is free again.</summary>
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

            _current.SetLimits(Room(_flushedVisible), Room(_flushedPersonal));
        }
    }

    /// <summary>Whether so much is not flushed that someone should; true for one caller until <see cref="EndFlushing"/>.</summary>
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

    /// <summary>Whether someone flushes because much was not flushed.</summary>
    public bool IsFlushing => Volatile.Read(ref _isFlushing) != 0;

    public void EndFlushing() => Volatile.Write(ref _isFlushing, 0);

    private void Renew()
    {
        _forgottenVisible += _earlier?.Kept(isPii: false) ?? 0;
        _forgottenPersonal += _earlier?.Kept(isPii: true) ?? 0;
        _earlier = _current;
        _flushedVisible -= _earlier.Within(isPii: false);
        _flushedPersonal -= _earlier.Within(isPii: true);
        _current = new EntryBuffer(_writer, _writer, _limit, Room(_flushedVisible), Room(_flushedPersonal), _earlier.Ledger);
    }

    // What the buffer before still has to flush takes room in this one.
    private int Room(int flushed) => (int)Math.Clamp((long)_limit + flushed, 0, int.MaxValue);

    /// <summary>How much a buffer held at a moment.</summary>
    /// <param name="Buffer">The buffer.</param>
    /// <param name="Visible">Its visible entries.</param>
    /// <param name="Personal">Its personal entries.</param>
    public readonly record struct Mark(EntryBuffer Buffer, int Visible, int Personal);
}
