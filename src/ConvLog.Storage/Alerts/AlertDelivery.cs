namespace ConvLog.Storage.Alerts;

/// <summary>A notification on its way.</summary>
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

    /// <summary>When it may be attempted next. A host claims an attempt by moving this: if it ends before it has sent, another one is made then.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Failure { get; init; }

    // A time that no claim can have set was set by a clock that ran ahead.
    public bool IsDue(DateTimeOffset now) => now >= NextAttemptAt || NextAttemptAt - now > TimeSpan.FromMinutes(MostMinutes + 1);

    /// <summary>The delivery with an attempt that is claimed: 1, 2, 4, … minutes, at most 30, belong to it.</summary>
    public AlertDelivery Claimed(DateTimeOffset now) => this with
    {
        Attempts = Attempts + 1,
        NextAttemptAt = now + TimeSpan.FromMinutes(Math.Min(MostMinutes, Math.Pow(2, Math.Min(Attempts, 10)))),
    };
}
