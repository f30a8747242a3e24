namespace ConvLog.Storage.Health;

/// <summary>Reports how far the rows shown in lists are behind, the same for every database.</summary>
internal static class ListsHealth
{
    private const string Name = "lists";

    private static readonly TimeSpan s_mostLag = TimeSpan.FromSeconds(10);

    /// <summary>The part if the state cannot be read.</summary>
    public static HealthPart Unknown => new(Name, StoreHealthStatus.Degraded, "What lists are yet to show cannot be read.",
        new Dictionary<string, double>(StringComparer.Ordinal));

    /// <param name="due">Since when the oldest uncounted record waits; null if there is none.</param>
    /// <param name="visibleDue">The same for records that are visible to everyone.</param>
    /// <param name="now">The current time.</param>
    /// <param name="setAside">The number of conversations whose rows cannot be changed.</param>
    /// <param name="canCount">Whether this store counts; a read-only one depends on other processes.</param>
    public static HealthPart Of(DateTimeOffset? due, DateTimeOffset? visibleDue, DateTimeOffset now, long setAside, bool canCount)
        => Of(now - (due ?? now), setAside, canCount) with { Visible = Of(now - (visibleDue ?? now), setAside, canCount) };

    private static HealthPart Of(TimeSpan lag, long setAside, bool canCount)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["lag_seconds"] = Math.Max(0, lag.TotalSeconds), ["set_aside_conversations"] = setAside,
        };
        return setAside > 0
            ? new HealthPart(Name, StoreHealthStatus.Degraded,
                "The rows of some conversations cannot be changed: lists show them as they were. See whether something was added to the table conversation.",
                figures)
            : lag > s_mostLag && canCount
                ? new HealthPart(Name, StoreHealthStatus.Degraded, "Lists are behind: they do not show the latest data yet.", figures)
                : new HealthPart(Name, StoreHealthStatus.Healthy, "They show what is written.", figures);
    }
}
