namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The body of a notification to the host's webhook.</summary>
internal readonly struct AlertNotificationJson(AlertNotification notification, string? console)
{
    public Guid Id => notification.Id;
    public string Text => notification.Text;
    public string Rule => notification.Rule;
    public AlertState State => notification.State;
    public AlertMeasure Measure => notification.Measure;
    public double Value => notification.Value;
    public double Threshold => notification.Threshold;
    public string? Currency => notification.Currency;
    public long Count => notification.Count;
    public long WindowSeconds => (long)notification.Window.TotalSeconds;
    public DateTimeOffset FiredAt => notification.FiredAt;
    public DateTimeOffset? ResolvedAt => notification.ResolvedAt;
    public string? Console => console;
}
