namespace ConvLog.Storage;

/// <summary>The state of the approval of a function call.</summary>
public enum ApprovalState
{
    /// <summary>The approval was requested and is not decided yet: a turn or a function call waits for it.</summary>
    Requested = 0,

    /// <summary>The approval was granted.</summary>
    Granted = 1,

    /// <summary>The approval was declined.</summary>
    Declined = 2,
}
