namespace ConvLog;

/// <summary>How a function event ended.</summary>
public enum FunctionOutcome
{
    /// <summary>The function returned.</summary>
    Completed,

    /// <summary>The function failed: the host reported it, or it threw an exception.</summary>
    Failed,

    /// <summary>It was still open when its conversation ended or was closed for inactivity.</summary>
    Abandoned,

    /// <summary>It was canceled before it returned: it threw an <see cref="OperationCanceledException"/>, for example because the caller hung up.</summary>
    Canceled = 3,

    /// <summary>It did not run because the requested approval was declined. Not a fault of the agent.</summary>
    Declined = 4,
}
