namespace ConvLog.Entries;

/// <summary>
/// The entries of one function event, or of one turn or conversation outside any event. Personal entries have their own slots, limit and counts, so that
/// their number does not affect anything visible to a reader without the permission. Errors are dropped last: a full buffer has room for as many additional
/// errors as its limit.
/// </summary>
internal sealed class EntryBuffer
{
    private readonly int _limit;
    private EntryLanes _visible;
    private EntryLanes _personal;
    private ErrorReserve? _errors;

    public EntryBuffer(EntryWriter writer, object owner, int limit)
        : this(writer, owner, limit, limit, limit, new LossLedger())
    {
    }

    /// <param name="writer">The opening of the conversation.</param>
    /// <param name="owner">The function event or turn, or the writer itself.</param>
    /// <param name="limit">The number of errors kept once there is no more room.</param>
    /// <param name="visible">The number of visible entries kept.</param>
    /// <param name="personal">The number of personal entries kept.</param>
    /// <param name="ledger">Counts losses.</param>
    public EntryBuffer(EntryWriter writer, object owner, int limit, int visible, int personal, LossLedger ledger)
    {
        _limit = limit;
        _visible = new EntryLanes(visible);
        _personal = new EntryLanes(personal);
        Writer = writer;
        Owner = owner;
        Ledger = ledger;
    }

    public EntryWriter Writer { get; }

    /// <summary>The function event or turn, or the writer itself for the conversation's own entries.</summary>
    public object Owner { get; }

    /// <summary>The owner by its IDs, once requested for an entry.</summary>
    public EntryOrigin? Origin { get; set; }

    public LossLedger Ledger { get; }

    /// <summary>Reserves a slot in the returned list; null if the scope is full.</summary>
    public EntrySlots? Reserve(EntryLevel level, bool isPii, out int slot)
    {
        var slots = isPii ? _personal.Reserve(out slot) : _visible.Reserve(out slot);
        return slots is not null || level != EntryLevel.Error ? slots : ReserveError(isPii, out slot);
    }

    /// <summary>The number of entries kept within the limit.</summary>
    public int Within(bool isPii) => isPii ? _personal.Kept : _visible.Kept;

    /// <summary>The number of entries kept.</summary>
    public int Kept(bool isPii) => Within(isPii) + (_errors?.Kept(isPii) ?? 0);

    public void SetLimits(int visible, int personal)
    {
        _visible.Limit = visible;
        _personal.Limit = personal;
    }

    /// <summary>The numbers of entries received and lost.</summary>
    public LossCounts Losses(bool withPii) => Ledger.Count(Kept(isPii: false) + (withPii ? Kept(isPii: true) : 0), withPii);

    /// <summary>The entries in sequence order.</summary>
    public LogEntry[] ToArray()
    {
        var entries = new List<LogEntry>();
        _visible.CopyTo(entries);
        _personal.CopyTo(entries);
        _errors?.CopyTo(entries);

        // Slots and sequence numbers are assigned in two steps, so concurrent threads can assign them in different orders; the sequence number is the order.
        entries.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        return [.. entries];
    }

    private EntrySlots? ReserveError(bool isPii, out int slot)
    {
        var errors = _errors ?? Interlocked.CompareExchange(ref _errors, new ErrorReserve(_limit), null) ?? _errors!;
        return errors.Reserve(isPii, out slot);
    }
}
