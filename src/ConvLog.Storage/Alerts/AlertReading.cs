namespace ConvLog.Storage.Alerts;

/// <summary>The state of an alert in one process. Guarded by the lock of its owner.</summary>
internal sealed class AlertReading
{
    private static readonly AlertRecord s_none = new();

    /// <summary>The record as last read or written; null before that.</summary>
    public AlertRecord? Record { get; set; }

    /// <summary>The latest value.</summary>
    public MeasuredValue? Measured { get; set; }

    /// <summary>When it was measured.</summary>
    public DateTimeOffset? EvaluatedAt { get; set; }

    /// <summary>Since when it cannot be measured; null if it can.</summary>
    public DateTimeOffset? UnknownSince { get; set; }

    public bool IsFiring => Record?.State == AlertState.Firing;

    public AlertStatus ToStatus(AlertRule rule, DateTimeOffset now, bool canReadPii)
    {
        var record = Record ?? s_none;
        var shown = rule.Measure == AlertMeasure.Drops && !canReadPii ? null : Measured;
        return new AlertStatus
        {
            Rule = rule.Copy(),
            State = UnknownSince is null ? record.State : AlertState.Unknown,
            LastState = record.State,
            Since = UnknownSince ?? Record?.Since,
            Value = shown?.Value,
            Count = shown?.Count,
            HasTooFew = Measured?.IsTooFewFor(rule) is true,
            EvaluatedAt = EvaluatedAt,
            NotifiedAt = record.AnnouncedAt,
            Undelivered = record.Delivery?.Receivers ?? [],
            DeliveryFailure = record.Delivery?.Failure,
            NextAttemptAt = record.Delivery?.NextAttemptAt,
            Silence = record.IsSilenced(now) ? record.Silence : null,
        };
    }
}
