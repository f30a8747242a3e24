namespace ConvLog.PostgreSql.Statistics;

/// <summary>The counted days of a period (<see cref="CountedDays"/>), and the days to read from rows.</summary>
internal sealed class CountedPeriod
{
    private bool _isAnyKnown;

    /// <summary>The requested parts of each counted day that lies within the period, the latest day first.</summary>
    public SortedDictionary<int, List<byte[]>> Days { get; } = new(Comparer<int>.Create(static (one, other) => other.CompareTo(one)));

    /// <summary>The days to read from rows: neither counted nor outside of the period.</summary>
    public SortedSet<int> Uncounted { get; } = [];

    /// <summary><see cref="Uncounted"/> as an argument of statements; null for all days.</summary>
    public int[]? UncountedDays => _isAnyKnown ? [.. Uncounted] : null;

    /// <param name="day">A counted day.</param>
    /// <param name="isWhole">Whether it lies within the period.</param>
    /// <param name="isOutside">Whether it lies outside of the period.</param>
    public void Add(int day, bool isWhole, bool isOutside)
    {
        _isAnyKnown |= isWhole || isOutside;
        if (isWhole)
        {
            Days[day] = [];
        }

        if (isWhole || isOutside)
        {
            Uncounted.Remove(day);
        }
    }

    /// <summary>Discards the counts of a day, which is then read from rows.</summary>
    public void Discard(int day)
    {
        Days.Remove(day);
        Uncounted.Add(day);
    }
}
