using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>An alert, with its rule.</summary>
internal readonly struct AlertJson(AlertStatus alert)
{
    public string Rule => alert.Rule.Name;
    public AlertMeasure Measure => alert.Rule.Measure;
    public CallTargetKind? Kind => alert.Rule.Measure is AlertMeasure.ProblemRate or AlertMeasure.P95Duration ? alert.Rule.Kind : null;
    public string? Target => alert.Rule.Target;
    public string? AgentId => alert.Rule.AgentId;
    public ConversationEnvironment? Environment => alert.Rule.Environment;
    public string? Currency => alert.Rule.Currency;
    public double Threshold => alert.Rule.Threshold;
    public long MinimumCount => alert.Rule.MinimumCount;
    public long WindowSeconds => (long)alert.Rule.Window.TotalSeconds;
    public AlertState State => alert.State;
    [Words("normal", "pending", "firing", "resolved")]
    public AlertState LastState => alert.LastState;
    public DateTimeOffset? Since => alert.Since;
    public double? Value => alert.Value;
    public long? Count => alert.Count;
    public bool TooFew => alert.HasTooFew;
    public DateTimeOffset? EvaluatedAt => alert.EvaluatedAt;
    public DateTimeOffset? NotifiedAt => alert.NotifiedAt;
    public IReadOnlyList<string> Undelivered => alert.Undelivered;
    public string? DeliveryFailure => alert.DeliveryFailure;
    public DateTimeOffset? NextAttemptAt => alert.NextAttemptAt;
    public AlertSilenceJson? Silence => alert.Silence is { } silence ? new(silence) : null;
}
