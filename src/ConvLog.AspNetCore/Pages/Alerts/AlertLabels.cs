using ConvLog.AspNetCore.Http;
using ConvLog.AspNetCore.Pages.Calls;
using ConvLog.AspNetCore.Pages.List;
using ConvLog.AspNetCore.Pages.Parts;
using ConvLog.AspNetCore.Text;

namespace ConvLog.AspNetCore.Pages.Alerts;

/// <summary>Alerts in words, and links to their causes.</summary>
internal static class AlertLabels
{
    public static string NameOf(AlertState state) => state switch
    {
        AlertState.Normal => "Normal",
        AlertState.Pending => "Pending",
        AlertState.Firing => "Firing",
        AlertState.Resolved => "Resolved",
        _ => "Unknown",
    };

    /// <summary>The measure of a rule with its filters.</summary>
    public static string MeasureOf(AlertRule rule) => rule.Measure switch
    {
        AlertMeasure.ProblemRate => $"Problem rate of {(rule.Target is null ? $"all {CallLabels.Calls(rule.Kind)}" : "")}",
        AlertMeasure.P95Duration => "p95 duration of ",
        AlertMeasure.P95ResponseTime => "p95 response time",
        AlertMeasure.DislikeShare => "Share of dislikes in ratings",
        AlertMeasure.Dislikes => "Dislikes",
        AlertMeasure.Cost => "Cost of model usage",
        _ => "Records dropped by this process",
    };

    /// <summary>A value in the unit of the rule.</summary>
    public static string ValueOf(AlertRule rule, double value) => rule.Measure switch
    {
        AlertMeasure.ProblemRate or AlertMeasure.DislikeShare => ShownNumber.Percent(value),
        AlertMeasure.P95Duration or AlertMeasure.P95ResponseTime
            => ShownDuration.Exact(TimeSpan.FromSeconds(Math.Min(value, TimeSpan.FromDays(365).TotalSeconds))),
        AlertMeasure.Cost => ShownNumber.Money((decimal)Math.Min(value, 1e12), rule.Currency ?? ""),
        _ => string.Create(NumberForm.Viewers.Format, $"{value:#,0.##}"),
    };

    /// <summary>The count behind a ratio; null if the value is a count itself.</summary>
    public static string? CountOf(AlertStatus alert) => (alert.Count, alert.Rule.Measure) switch
    {
        ({ } count, AlertMeasure.ProblemRate or AlertMeasure.P95Duration) => $"of {ShownNumber.Count(count, "call", "calls")}",
        ({ } count, AlertMeasure.P95ResponseTime) => $"of {ShownNumber.Count(count, "turn", "turns")}",
        ({ } count, AlertMeasure.DislikeShare) => $"of {ShownNumber.Count(count, "rating", "ratings")}",
        _ => null,
    };

    public static string WindowOf(TimeSpan window) => window switch
    {
        { TotalDays: >= 1 } when window.Ticks % TimeSpan.TicksPerDay == 0 => ShownNumber.Count(window.Ticks / TimeSpan.TicksPerDay, "day", "days"),
        { TotalHours: >= 1 } when window.Ticks % TimeSpan.TicksPerHour == 0 => ShownNumber.Count(window.Ticks / TimeSpan.TicksPerHour, "hour", "hours"),
        _ => string.Create(NumberForm.Viewers.Format, $"{window.TotalMinutes:0.#} min"),
    };

    /// <summary>The page that shows the cause; null for none.</summary>
    public static string? Cause(ConsolePage page, AlertRule rule)
    {
        (string, string?)[] ofWhom = [("agent", rule.AgentId), ("environment", rule.Environment is { } environment ? Marks.NameOf(environment) : null)];
        (string, string?)[] filters = [(ListAddress.Period, (rule.Window > Period.Day.Length ? Period.Week : Period.Day).Word), .. ofWhom];
        string? kind = CallsRequest.WordOf(rule.Kind);
        return rule.Measure switch
        {
            AlertMeasure.ProblemRate or AlertMeasure.P95Duration when rule.Target is { } target
                => RequestQuery.Address(page.Paths.FunctionDetails, [.. filters, ("kind", kind), ("name", target)]),
            AlertMeasure.ProblemRate
                => RequestQuery.Address(page.Paths.Functions, [.. filters, ("kind", kind), ("sort", CallsOrders.WordOf(CallsOrder.Problems))]),
            AlertMeasure.DislikeShare or AlertMeasure.Dislikes => RequestQuery.Address(page.Paths.Feedback,
                [("source", "user"), ("rating", "dislike"), .. filters]),
            AlertMeasure.Cost or AlertMeasure.P95ResponseTime => RequestQuery.Address(page.Paths.Insight, filters),
            _ => null,
        };
    }
}
