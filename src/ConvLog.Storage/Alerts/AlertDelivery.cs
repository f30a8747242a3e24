using System.Text.Json.Serialization;

namespace ConvLog.Storage.Alerts;

/// <summary>A notification to be delivered.</summary>
internal sealed record AlertDelivery
{
    private const int MostMinutes = 30;

    /// <summary>The ID of the notification.</summary>
    public required Guid Id { get; init; }

    /// <summary>The state that it reports.</summary>
    public required AlertState State { get; init; }

    /// <summary>When that state began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The value at that moment.</summary>
    public required double Value { get; init; }

    /// <summary>The count at that moment.</summary>
    public required long Count { get; init; }

    /// <summary>The receivers that do not have it.</summary>
    public required IReadOnlyList<string> Receivers { get; init; }

    /// <summary>How often it was attempted.</summary>
    public int Attempts { get; init; }

    /// <summary>When the next attempt is due. A host claims an attempt by moving this: if it ends before sending, another attempt is made then.</summary>
    [JsonPropertyName("next")]
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Failure { get; init; }

    // A time later than any claim can set comes from a clock that was ahead.
    public bool IsDue(DateTimeOffset now) => now >= NextAttemptAt || NextAttemptAt - now > TimeSpan.FromMinutes(MostMinutes + 1);

    /// <summary>The delivery with a claimed attempt, which has 1, 2, 4, … minutes, at most 30.</summary>
    public AlertDelivery Claimed(DateTimeOffset now) => this with
    {
        Attempts = Attempts + 1,
        NextAttemptAt = now + TimeSpan.FromMinutes(Math.Min(MostMinutes, Math.Pow(2, Math.Min(Attempts, 10)))),
    };
}
