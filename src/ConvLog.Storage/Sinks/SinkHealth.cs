namespace ConvLog.Storage.Sinks;

/// <summary>Health of all of a host's store sinks together, as the parts <c>queue</c> and <c>drops</c>.</summary>
internal static class SinkHealth
{
    /// <param name="sinks">The sinks.</param>
    public static IEnumerable<HealthPart> Of(IReadOnlyCollection<StoreSink> sinks)
    {
        if (sinks.Count == 0)
        {
            return [];
        }

        SinkState[] states = [.. sinks.Select(static sink => sink.State)];
        return [Combine([.. states.Select(static state => QueueHealth.Of(state, withDrops: false))]), Combine([.. states.Select(DropHealth.Of)])];
    }

    /// <summary>The health reported if the sinks cannot be created.</summary>
    /// <param name="failure">The reason.</param>
    public static HealthPart Missing(Exception failure)
        => new("queue", StoreHealthStatus.Unhealthy, $"The sinks of this host cannot be made: {failure.GetType().Name}.",
            new Dictionary<string, double>(StringComparer.Ordinal));

    private static HealthPart Combine(HealthPart[] parts)
    {
        var worst = parts.MaxBy(static part => part.Status)!;
        return parts.Length == 1 ? worst : worst with
        {
            Figures = Combine(parts.SelectMany(static part => part.Figures)),
            LastSuccess = parts.Min(static part => part.LastSuccess),
            LastFailure = parts.Max(static part => part.LastFailure),
            Visible = worst.Visible is null ? null : Combine([.. parts.Select(static part => part.Visible!)]),
        };
    }

    // Times are those of the sink that is furthest behind; the other figures are summed.
    private static Dictionary<string, double> Combine(IEnumerable<KeyValuePair<string, double>> figures)
        => figures.GroupBy(static figure => figure.Key, static figure => figure.Value, StringComparer.Ordinal)
            .ToDictionary(static name => name.Key, static name => name.Key.Contains("seconds", StringComparison.Ordinal) ? name.Max() : name.Sum(),
            StringComparer.Ordinal);
}
