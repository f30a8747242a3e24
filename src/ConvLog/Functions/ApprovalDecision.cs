namespace ConvLog;

/// <summary>What someone said who was asked whether a function may run.</summary>
public enum ApprovalDecision
{
    /// <summary>Yes.</summary>
    Granted = 0,

    /// <summary>No.</summary>
    Declined = 1,
}
