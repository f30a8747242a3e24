namespace ConvLog.Storage.Payloads.Rows;

/// <summary>A turn as the row of its conversation counts it. Times and durations are ticks.</summary>
internal readonly record struct CountedTurnRow(
    long Started, long? Ended, long? ResponseTime, ModelUsage? Usage, bool HasFailed, bool IsInterrupted, bool IsRefused);
