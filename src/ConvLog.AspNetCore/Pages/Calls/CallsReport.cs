using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The content of the list of functions, endpoints or models.</summary>
/// <param name="Request">The request.</param>
/// <param name="Statistics">The calls of the period.</param>
/// <param name="Before">The calls of the previous period.</param>
/// <param name="Agents">The available agents.</param>
internal sealed record CallsReport(CallsRequest Request, CallStatistics Statistics, CallStatistics Before, IReadOnlyList<string> Agents)
{
    private const int PerPage = 50;

    private readonly Dictionary<(string Name, string? Provider), CallFigures> _before
        = Before.Targets.ToDictionary(static target => (target.Name, target.Provider), static target => target.Figures);

    /// <summary>The cost of models by month; null for other kinds.</summary>
    public ModelMonthRows? Months { get; init; }

    public int Pages => (Statistics.Targets.Count + PerPage - 1) / PerPage;

    /// <summary>The rows of the page.</summary>
    public IReadOnlyList<CallTargetStatistics> Shown => [.. Sorted().Skip((Request.Page - 1) * PerPage).Take(PerPage)];

    /// <summary>The figures of the previous period; null if they were not all counted in both periods.</summary>
    public CallFigures? PreviousFiguresOf(CallTargetStatistics target)
        => Statistics.Since is not null || Before.Since is not null ? null : _before.GetValueOrDefault((target.Name, target.Provider), CallChange.None);

    /// <summary>The increase of the 95th percentile.</summary>
    public Change P95ChangeOf(CallTargetStatistics target)
        => CallChange.Of(target.Figures.Duration, PreviousFiguresOf(target)?.Duration, static duration => duration.P95);

    // Stable sorting keeps the order of the statistics for equal values.
    private IEnumerable<CallTargetStatistics> Sorted() => Request.Order switch
    {
        CallsOrder.Problems => Statistics.Targets.OrderByDescending(static target => target.Figures.Problems),
        CallsOrder.P95 => Statistics.Targets.OrderByDescending(static target => target.Figures.Duration.P95),
        CallsOrder.Slower => Statistics.Targets.OrderByDescending(Slower),
        CallsOrder.LastProblem => Statistics.Targets.OrderByDescending(static target => target.LastProblem?.StartedAt),
        _ => Statistics.Targets,
    };

    private TimeSpan Slower(CallTargetStatistics target)
        => PreviousFiguresOf(target) is { } before && before.Duration.Count >= CallChange.Fewest && target.Figures.Duration.Count >= CallChange.Fewest
            ? target.Figures.Duration.P95 - before.Duration.P95 : TimeSpan.MinValue;
}
