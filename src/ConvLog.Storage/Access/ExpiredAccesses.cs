namespace ConvLog.Storage.Access;

/// <summary>
/// Determines how far the access log has expired, read by read from the oldest: implements <see cref="RetentionCut.AccessBefore"/> for stores that delete in
/// batches.
/// </summary>
/// <param name="before">Reads before this time have expired, in ticks.</param>
/// <param name="now">The time of the cut, in ticks: a read dated after it does not block later ones.</param>
/// <param name="most">The number of reads to examine; more are examined only while the last one is dated after the cut.</param>
internal sealed class ExpiredAccesses(long before, long now, long most)
{
    private long _seen;

    /// <summary>The last read to delete; null for none.</summary>
    public long? Last { get; private set; }

    /// <summary>Examines the next read.</summary>
    /// <returns>Whether to examine the one after it.</returns>
    public bool Examine(long number, long at)
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
