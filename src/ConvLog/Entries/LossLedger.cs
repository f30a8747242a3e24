namespace ConvLog.Entries;

/// <summary>
/// Counts the losses of one function event, turn or conversation. Entries with personal data are counted separately, because a reader without the permission
/// must not learn of them from a count. Safe to use from any thread.
/// </summary>
internal sealed class LossLedger
{
    private static readonly LossReason[] s_reasons = Enum.GetValues<LossReason>();

    private long[]? _lostVisible;
    private long[]? _lostPii;

    public void Lose(LossReason reason, bool isPii)
    {
        ref long[]? lost = ref isPii ? ref _lostPii : ref _lostVisible;
        if (lost is null)
        {
            Interlocked.CompareExchange(ref lost, new long[s_reasons.Length], null);
        }

        Interlocked.Increment(ref lost[(int)reason]);
    }

    public void LoseAll(LossSet reasons, bool isPii)
    {
        foreach (var reason in s_reasons)
        {
            if (reasons.Contains(reason))
            {
                Lose(reason, isPii);
            }
        }
    }

    /// <summary>The counts of all entries, or only of the visible ones.</summary>
    /// <param name="kept">The number of entries that were kept: the number accepted is those plus the dropped ones.</param>
    /// <param name="withPii">Whether personal entries count.</param>
    public LossCounts Count(long kept, bool withPii)
    {
        if (_lostVisible is null && (!withPii || _lostPii is null))
        {
            return kept == 0 ? LossCounts.None : LossCounts.None with { Accepted = kept };
        }

        var dropped = new Dictionary<LossReason, long>();
        var truncated = new Dictionary<LossReason, long>();
        foreach (var reason in s_reasons)
        {
            long count = Read(_lostVisible, reason) + (withPii ? Read(_lostPii, reason) : 0);
            if (count > 0)
            {
                (LossCounts.IsDrop(reason) ? dropped : truncated)[reason] = count;
            }
        }

        return new LossCounts { Accepted = kept + dropped.Values.Sum(), Dropped = dropped, Truncated = truncated };
    }

    private static long Read(long[]? lost, LossReason reason) => lost is null ? 0 : Interlocked.Read(ref lost[(int)reason]);
}
