namespace ConvLog.PostgreSql.Statistics;

/// <summary>What is counted of a period (<see cref="CountedDays"/>), and what is left.</summary>
internal sealed class CountedPeriod
{
    private bool _isAnyKnown;

    /// <summary>The parts that are asked for of each day that is counted and has nothing outside of the period, the latest day first.</summary>
    public SortedDictionary<int, List<byte[]>> Days { get; } = new(Comparer<int>.Create(static (one, other) => other.CompareTo(one)));

    /// <summary>The days that are to be read from rows; a day that is counted and has nothing in the period is none of them.</summary>
    public SortedSet<int> Left { get; } = [];

    /// <summary>The same as an argument of statements; null for all days.</summary>
    public int[]? LeftDays => _isAnyKnown ? [.. Left] : null;

    /// <param name="day">A day that is counted.</param>
    /// <param name="isWhole">Whether all of it is in the period.</param>
    /// <param name="isOutside">Whether nothing is.</param>
    public void Add(int day, bool isWhole, bool isOutside)
    {
        _isAnyKnown |= isWhole || isOutside;
        if (isWhole)
        {
            Days[day] = [];
        }

        if (isWhole || isOutside)
        {
            Left.Remove(day);
        }
    }

    /// <summary>Reads a day from rows instead.</summary>
    public void GiveBack(int day)
    {
        Days.Remove(day);
        Left.Add(day);
    }
}
