namespace ConvLog;

/// <summary>Notifications of an alert are withheld. The alert is still evaluated and shown.</summary>
public sealed record AlertSilence
{
    /// <summary>The name of the reader who silenced it.</summary>
    public required string By { get; init; }

    /// <summary>When it was silenced, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the silence ends, in UTC; null if it ends when the alert resolves.</summary>
    public DateTimeOffset? Until { get; init; }

    internal bool IsOver(DateTimeOffset now) => now >= Until;
}
