namespace ConvLog.Records;

/// <summary>A record that belongs to a function event, or to a turn, or else to the conversation itself.</summary>
public abstract record ScopedRecord : WrittenRecord
{
    private protected ScopedRecord()
    {
    }

    /// <summary>The turn it belongs to, directly or by its function event; null outside any.</summary>
    public string? TurnId { get; init; }

    /// <summary>The function event it belongs to; null outside any.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>When it was logged, in UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }
}
