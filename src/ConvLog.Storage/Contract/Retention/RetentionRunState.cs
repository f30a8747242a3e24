namespace ConvLog.Storage;

/// <summary>The state of a retention run.</summary>
public enum RetentionRunState
{
    /// <summary>The run is in progress, or was interrupted and will be resumed.</summary>
    Running,

    /// <summary>All expired data was deleted.</summary>
    Completed,

    /// <summary>The run would have deleted more than the safety limit allows, and deleted nothing. It can be confirmed.</summary>
    Refused,

    /// <summary>The store failed for too long. Finished batches remain valid; the next run continues.</summary>
    Failed,
}
