namespace ConvLog.Storage;

/// <summary>How a run of retention stands.</summary>
public enum RetentionRunState
{
    /// <summary>It runs, or was interrupted and is taken up again.</summary>
    Running,

    /// <summary>Everything that had expired is gone.</summary>
    Completed,

    /// <summary>It would have taken more at once than is allowed, and did nothing. It can be confirmed.</summary>
    Refused,

    /// <summary>The store failed for too long. Finished batches are kept; the next run continues.</summary>
    Failed,
}
