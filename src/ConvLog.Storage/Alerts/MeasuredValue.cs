namespace ConvLog.Storage.Alerts;

/// <summary>A value of a rule.</summary>
/// <param name="Value">The value; zero if <paramref name="Count"/> is zero.</param>
/// <param name="Count">The number of calls, ratings, turns or records it is based on.</param>
internal readonly record struct MeasuredValue(double Value, long Count)
{
    /// <summary>Whether the count is below the minimum of a rule.</summary>
    public bool IsTooFewFor(AlertRule rule) => rule.NeedsCount && Count < rule.MinimumCount;
}
