namespace ConvLog.Storage;

/// <summary>Statistics of the calls of one function, endpoint or model.</summary>
public sealed record CallTargetStatistics
{
    /// <summary>The name of the function or model; of an endpoint, the method and the URL.</summary>
    public required string Name { get; init; }

    /// <summary>The provider of a model; null if unknown, and for other kinds.</summary>
    public string? Provider { get; init; }

    /// <summary>All of its calls.</summary>
    public required CallFigures Figures { get; init; }

    /// <summary>
    /// Its calls over the period, in order and without gaps: by hour up to 2 days, by 6 hours up to 14 days, by day up to 124 days, otherwise by week, each in
    /// the time zone of the query.
    /// </summary>
    public required IReadOnlyList<CallInterval> Series { get; init; }

    /// <summary>The first call that is a problem; null without one.</summary>
    public CallReference? FirstProblem { get; init; }

    /// <summary>The latest call that is a problem; null without one.</summary>
    public CallReference? LastProblem { get; init; }
}
