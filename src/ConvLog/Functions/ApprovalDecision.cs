namespace ConvLog;

/// <summary>The answer to a request to approve a function call.</summary>
public enum ApprovalDecision
{
    /// <summary>The call was approved.</summary>
    Granted = 0,

    /// <summary>The call was declined.</summary>
    Declined = 1,
}
