namespace ConvLog.AspNetCore.Pages.Alerts;

/// <summary>The content of the page of alerts.</summary>
/// <param name="Alerts">The alerts, those that need attention first.</param>
/// <param name="KeepsState">Whether states are persisted across restarts.</param>
internal sealed record AlertsReport(IReadOnlyList<AlertStatus> Alerts, bool KeepsState)
{
    public int Firing => Alerts.Count(static alert => alert.State == AlertState.Firing);

    public static AlertsReport Of(IReadOnlyList<AlertStatus> alerts, bool keepsState) => new([.. alerts.OrderBy(Rank)], keepsState);

    // Stable sorting keeps the order of the rules within a rank.
    private static int Rank(AlertStatus alert) => alert.State switch
    {
        AlertState.Firing => alert.Silence is null ? 0 : 1,
        AlertState.Unknown => 2,
        AlertState.Pending => 3,
        _ => 4,
    };
}
