using System.Text.Json.Serialization;

namespace ConvLog.Storage.Alerts;

/// <summary>The saved state of an alert, for restarts and for other hosts.</summary>
internal sealed record AlertRecord
{
    /// <summary>The state; never <see cref="AlertState.Unknown"/>, which is specific to a process.</summary>
    public AlertState State { get; init; }

    /// <summary>When the state began.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When it fired last; null if never.</summary>
    [JsonPropertyName("fired")]
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>Since when the value of a firing alert is low enough to resolve; null if it is not.</summary>
    [JsonPropertyName("recovering")]
    public DateTimeOffset? RecoveringSince { get; init; }

    /// <summary>Whether a notification of the current firing was created.</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>When the last notification was created.</summary>
    [JsonPropertyName("announced")]
    public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>The notification that is not delivered to all receivers yet; null if it is.</summary>
    public AlertDelivery? Delivery { get; init; }

    /// <summary>The silence; null if there is none.</summary>
    public AlertSilence? Silence { get; init; }

    /// <summary>Whether notifications are withheld.</summary>
    public bool IsSilenced(DateTimeOffset now) => Silence?.IsOver(now) is false;
}
