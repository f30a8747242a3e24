namespace ConvLog;

/// <summary>
/// The entries of one function event, or of one turn or conversation outside any event. Personal entries have slots, a limit and counts of their own: how many
/// there are decides nothing that a reader without the permission can see.
/// </summary>
internal sealed class EntryBuffer(EntryWriter writer, object owner, int limit)
{
    private EntrySlots _visible = new(limit);
    private EntrySlots _personal = new(limit);

    public EntryWriter Writer { get; } = writer;

    /// <summary>The function event or turn, or the writer itself for the conversation's own entries.</summary>
    public object Owner { get; } = owner;

    public LossLedger Ledger { get; } = new();

    /// <summary>Reserves a slot; false where the scope is full.</summary>
    public bool TryReserve(bool isPii, out int slot) => isPii ? _personal.TryReserve(out slot) : _visible.TryReserve(out slot);

    public void Fill(int slot, LogEntry entry)
    {
        if (entry.IsPii)
        {
            _personal.Fill(slot, entry);
        }
        else
        {
            _visible.Fill(slot, entry);
        }
    }

    /// <summary>Gives up a reserved slot: the entry could not be made.</summary>
    public void GiveUp(bool isPii)
    {
        if (isPii)
        {
            _personal.GiveUp();
        }
        else
        {
            _visible.GiveUp();
        }
    }

    /// <summary>What was taken in and what of it was lost.</summary>
    public LossCounts Losses(bool withPii) => Ledger.Count(_visible.Kept + (withPii ? _personal.Kept : 0), withPii);

    /// <summary>The entries in sequence order.</summary>
    public LogEntry[] ToArray()
    {
        var entries = new List<LogEntry>();
        _visible.CopyTo(entries);
        _personal.CopyTo(entries);

        // Slots and sequence numbers are taken one after the other, so two threads can cross; the number is the order.
        entries.Sort(static (a, b) => a.Sequence.CompareTo(b.Sequence));
        return [.. entries];
    }
}
