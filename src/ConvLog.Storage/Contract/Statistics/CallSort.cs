namespace ConvLog.Storage;

/// <summary>What a list of calls is sorted by, in descending order. Equal values are ordered by the IDs of conversation and call.</summary>
public enum CallSort
{
    /// <summary>When the call started.</summary>
    Started,

    /// <summary>How long it took. Calls without a duration come last.</summary>
    Duration,
}
