using ConvLog.AspNetCore.Pages.Insight;
using ConvLog.AspNetCore.Text;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The content of the page of a function, endpoint or model.</summary>
/// <param name="Request">The request.</param>
/// <param name="Details">Its calls in the period.</param>
/// <param name="Earlier">Its calls in the previous period.</param>
/// <param name="Agents">The available agents.</param>
internal sealed record CallReport(CallsRequest Request, CallDetails Details, CallStatistics Earlier, IReadOnlyList<string> Agents)
{
    /// <summary>The maximum number of messages on the page.</summary>
    public const int ShownMessages = 25;

    /// <summary>The cost of a model; null for other kinds.</summary>
    public ModelCosts? Costs { get; init; }

    public CallFigures Figures => Details.Target.Figures;

    /// <summary>The figures of the previous period; null if the calls of either period were not all counted.</summary>
    public CallFigures? Before => Details.Since is not null || Earlier.Since is not null ? null
        : Earlier.Targets.Count > 0 ? Earlier.Targets[0].Figures : CallChange.None;

    public long Completed => Figures.Calls - Figures.Problems - Figures.Running - Figures.Canceled - Figures.Declined;

    /// <summary>The figures at the top, each with its change.</summary>
    public IReadOnlyList<(string Name, string Value, Change Change)> Kpis =>
    [
        ("Calls", ShownNumber.Count(Figures.Calls), CallChange.OfCalls(Figures, Before)),
        ("Problems", CallLabels.Share(Figures.Problems, Figures.Calls), CallChange.OfProblems(Figures, Before)),
        Percentile("p50", static duration => duration.P50),
        Percentile("p95", static duration => duration.P95),
        Percentile("p99", static duration => duration.P99),
        ("Conversations", ShownNumber.Count(Figures.Conversations), default),
    ];

    private (string Name, string Value, Change Change) Percentile(string name, Func<DurationStatistics, TimeSpan> percentile) => (
        name,
        Figures.Duration.Count == 0 ? CallLabels.None : ShownDuration.Exact(percentile(Figures.Duration)),
        CallChange.Of(Figures.Duration, Before?.Duration, percentile));
}
