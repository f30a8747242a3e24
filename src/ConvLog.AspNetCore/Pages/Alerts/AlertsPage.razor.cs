using ConvLog.AspNetCore.Pages.Parts;
using ConvLog.AspNetCore.Text;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Alerts;

/// <summary>The alerts of the host's rules.</summary>
public partial class AlertsPage
{
    private const string Code = """
        builder.Services.AddConvLog(options => options.Alerts.Rules.Add(
            new AlertRule { Name = "Bookings fail", Target = "save_guest", Threshold = 0.1 }));
        """;

    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal AlertsReport Report { get; set; } = null!;

    private string Summary => Report.Alerts.Count == 0 ? "" : $"{ShownNumber.Count(Report.Firing)} of {ShownNumber.Count(Report.Alerts.Count)} firing";

    private static RenderFragment Mark(AlertState state) => state switch
    {
        AlertState.Firing => Marks.Level(EntryLevel.Error),
        AlertState.Pending or AlertState.Unknown => Marks.Level(EntryLevel.Warning),
        _ => Marks.Icon("check", "tiny"),
    };

    private static string? Details(AlertStatus alert) => alert switch
    {
        { State: AlertState.Unknown } => $"The store does not answer. Was {AlertLabels.NameOf(alert.LastState).ToLowerInvariant()}.",
        { EvaluatedAt: null } => "Not evaluated yet",
        { HasTooFew: true, Count: { } count } => $"Too few to judge ({ShownNumber.Count(count)} of {ShownNumber.Count(alert.Rule.MinimumCount)})",
        _ => null,
    };
}
