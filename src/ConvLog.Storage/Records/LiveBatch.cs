namespace ConvLog.Records;

/// <summary>Events that arrived together.</summary>
public sealed record LiveBatch
{
    /// <summary>The events, in the order of the log within each conversation. Empty in the first batch and in heartbeats.</summary>
    public required IReadOnlyList<LiveEvent> Events { get; init; }

    /// <summary>The cursor to continue after this batch; null while missed events are replayed: continue with the last cursor then.</summary>
    public string? Place { get; init; }

    /// <summary>Whether events may have been lost. Reload the conversations that you follow. Default false.</summary>
    public bool IsReset { get; init; }
}
