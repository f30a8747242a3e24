namespace ConvLog.AspNetCore.Pages.Alerts;

/// <summary>The contents of the page of alerts.</summary>
/// <param name="Alerts">The alerts, those that need attention first.</param>
/// <param name="KeepsState">Whether the states survive a restart of the process.</param>
internal sealed record AlertsReport(IReadOnlyList<AlertStatus> Alerts, bool KeepsState)
{
    public int Firing => Alerts.Count(static alert => alert.State == AlertState.Firing);

    public static AlertsReport Of(IReadOnlyList<AlertStatus> alerts, bool keepsState) => new([.. alerts.OrderBy(Rank)], keepsState);

    // Sorting is stable: alerts of equal rank keep the order of the rules.
    private static int Rank(AlertStatus alert) => alert.State switch
    {
        AlertState.Firing => alert.Silence is null ? 0 : 1,
        AlertState.Unknown => 2,
        AlertState.Pending => 3,
        _ => 4,
    };
}
