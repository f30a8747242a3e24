namespace ConvLog.Storage.Alerts;

/// <summary>What is kept of an alert, for restarts and for other hosts.</summary>
internal sealed record AlertRecord
{
    /// <summary>The state; never <see cref="AlertState.Unknown"/>, which is one process's own.</summary>
    public AlertState State { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it fired last; null if never.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>Since when the value of a firing alert is low enough to resolve; null where it is not.</summary>
    public DateTimeOffset? RecoveringSince { get; init; }

    /// <summary>Whether a notification was made of the cause for which it fires.</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>When the last notification was made.</summary>
    public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>The notification that some receiver does not have yet; null where all have it.</summary>
    public AlertDelivery? Delivery { get; init; }

    /// <summary>The silence; null for none.</summary>
    public AlertSilence? Silence { get; init; }

    /// <summary>Whether notifications are withheld.</summary>
    public bool IsSilenced(DateTimeOffset now) => Silence?.IsOver(now) is false;
}
