namespace ConvLog.Storage.Alerts;

/// <summary>A value of a rule.</summary>
/// <param name="Value">The value; zero where <paramref name="Count"/> is.</param>
/// <param name="Count">How many calls, ratings, turns or records it is made of.</param>
internal readonly record struct Measured(double Value, long Count)
{
    /// <summary>Whether there are too few to say anything.</summary>
    public bool IsTooFewFor(AlertRule rule) => rule.NeedsCount && Count < rule.MinimumCount;
}
