namespace ConvLog.Storage.Access;

/// <summary>
/// Finds how far the access log has expired, read by read from the first on: the rule of <see cref="RetentionCut.AccessBefore"/>, for stores that delete some
/// at a time.
/// </summary>
/// <param name="before">What is before it has expired, in ticks.</param>
/// <param name="now">The moment of the cut, in ticks: a read with a time after it holds up no other.</param>
/// <param name="most">How many reads are enough, unless more are behind one whose time has not come yet.</param>
internal sealed class ExpiredAccesses(long before, long now, long most)
{
    private long _seen;

    /// <summary>The last read that goes; null for none.</summary>
    public long? Last { get; private set; }

    /// <summary>Takes the next read.</summary>
    /// <returns>Whether the one after it is needed.</returns>
    public bool Take(long number, long at)
    {
        _seen++;
        if (at >= before)
        {
            return at > now;
        }

        Last = number;
        return _seen < most;
    }
}
