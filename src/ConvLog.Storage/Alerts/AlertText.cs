using System.Globalization;

namespace ConvLog.Storage.Alerts;

/// <summary>Texts of alerts for notifications and logs, in English.</summary>
internal static class AlertText
{
    public static string Of(AlertRule rule, AlertState state, MeasuredValue measured) => state == AlertState.Resolved
        ? $"Alert resolved: {rule.Name}. {Sentence(rule, measured)}"
        : $"Alert: {rule.Name}. {Sentence(rule, measured)}";

    private static string Sentence(AlertRule rule, MeasuredValue measured) => string.Create(CultureInfo.InvariantCulture,
        $"{NameOf(rule)} was {ValueOf(rule, measured.Value)}{CountOf(rule, measured.Count)} in the last {WindowOf(rule.Window)}; the threshold is {ValueOf(rule, rule.Threshold)}.");

    private static string NameOf(AlertRule rule) => rule.Measure switch
    {
        AlertMeasure.ProblemRate => "The problem rate",
        AlertMeasure.P95Duration => "The 95th percentile of durations",
        AlertMeasure.P95ResponseTime => "The 95th percentile of response times",
        AlertMeasure.DislikeShare => "The share of dislikes",
        AlertMeasure.Dislikes => "The number of dislikes",
        AlertMeasure.Cost => "The cost",
        _ => "The number of dropped records",
    };

    private static string ValueOf(AlertRule rule, double value) => FormattableString.Invariant(rule.Measure switch
    {
        AlertMeasure.ProblemRate or AlertMeasure.DislikeShare => $"{value * 100:0.##} %",
        _ when rule.IsDuration => $"{value:0.###} s",
        AlertMeasure.Cost => $"{value:0.######} {rule.Currency}",
        _ => $"{value:0.##}",
    });

    private static string CountOf(AlertRule rule, long count) => rule.NeedsCount
        ? string.Create(CultureInfo.InvariantCulture, $" of {count} {(rule.IsOfCalls ? "calls" : rule.Measure == AlertMeasure.P95ResponseTime ? "turns" : "ratings")}") : "";

    private static string WindowOf(TimeSpan window) => window switch
    {
        { TotalDays: >= 1 } when window.Ticks % TimeSpan.TicksPerDay == 0 => Counted(window.TotalDays, "day"),
        { TotalHours: >= 1 } when window.Ticks % TimeSpan.TicksPerHour == 0 => Counted(window.TotalHours, "hour"),
        _ => Counted(window.TotalMinutes, "minute"),
    };

    private static string Counted(double number, string unit)
        => string.Create(CultureInfo.InvariantCulture, $"{number:0.##} {unit}{(number == 1 ? "" : "s")}");
}
