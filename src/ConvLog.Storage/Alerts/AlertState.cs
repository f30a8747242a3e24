namespace ConvLog;

/// <summary>The state of an alert.</summary>
public enum AlertState
{
    /// <summary>The value is within the threshold, and the alert has not fired yet.</summary>
    Normal,

    /// <summary>The value is above the threshold, but not yet for as long as <see cref="AlertRule.For"/>.</summary>
    Pending,

    /// <summary>The alert fires.</summary>
    Firing,

    /// <summary>The alert fired and its cause is gone.</summary>
    Resolved,

    /// <summary>The value cannot be measured because the store does not answer. The alert neither fires nor resolves.</summary>
    Unknown,
}
