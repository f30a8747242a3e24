namespace ConvLog;

/// <summary>
/// The entries of one function event, or of one turn or conversation outside any event. Personal entries have slots, a limit and counts of their own: how many
/// there are decides nothing that a reader without the permission can see.
/// </summary>
internal sealed class EntryBuffer(EntryWriter writer, object owner, int limit)
{
    private EntryLanes _visible = new(limit);
    private EntryLanes _personal = new(limit);

    public EntryWriter Writer { get; } = writer;

    /// <summary>The function event or turn, or the writer itself for the conversation's own entries.</summary>
    public object Owner { get; } = owner;

    /// <summary>The same by ids, once an entry was asked for it.</summary>
    public EntryPlace? Place { get; set; }

    public LossLedger Ledger { get; } = new();

    /// <summary>Reserves a slot in the list that is given back; null where the scope is full.</summary>
    public EntrySlots? Reserve(bool isPii, out int slot) => isPii ? _personal.Reserve(out slot) : _visible.Reserve(out slot);

    /// <summary>What was taken in and what of it was lost.</summary>
    public LossCounts Losses(bool withPii) => Ledger.Count(_visible.Kept + (withPii ? _personal.Kept : 0), withPii);

    /// <summary>The entries in sequence order.</summary>
    public LogEntry[] ToArray()
    {
        var entries = new List<LogEntry>();
        _visible.CopyTo(entries);
        _personal.CopyTo(entries);

        // Slots and sequence numbers are taken one after the other, so threads can cross; the number is the order.
        entries.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        return [.. entries];
    }
}
