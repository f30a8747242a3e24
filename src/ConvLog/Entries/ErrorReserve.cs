namespace ConvLog.Entries;

/// <summary>Room for errors in a full scope: the cause of a flood of entries often appears at its end. Allocated when first needed.</summary>
/// <param name="limit">The number of errors, separately for visible and personal ones.</param>
internal sealed class ErrorReserve(int limit)
{
    private EntryLanes _visible = new(limit);
    private EntryLanes _personal = new(limit);

    public EntrySlots? Reserve(bool isPii, out int slot) => isPii ? _personal.Reserve(out slot) : _visible.Reserve(out slot);

    public int Kept(bool isPii) => isPii ? _personal.Kept : _visible.Kept;

    public void CopyTo(List<LogEntry> entries)
    {
        _visible.CopyTo(entries);
        _personal.CopyTo(entries);
    }
}
