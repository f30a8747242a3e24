namespace ConvLog.Entries;

/// <summary>
/// The truncations of one entry, counted separately for personal values: a reader without the permission must not learn from a count that a hidden value was
/// long.
/// </summary>
internal struct CaptureLosses
{
    public LossSet Visible;
    public LossSet Personal;

    public readonly bool IsEmpty => Visible.IsEmpty && Personal.IsEmpty;

    public void Add(LossSet losses, bool isPii)
    {
        if (isPii)
        {
            Personal.Add(losses);
        }
        else
        {
            Visible.Add(losses);
        }
    }
}
