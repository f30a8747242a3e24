namespace ConvLog.Storage;

/// <summary>How far someone's approval of a function call has come.</summary>
public enum ApprovalState
{
    /// <summary>Someone was asked and has not answered: a turn waits for it, or a function call does.</summary>
    Requested = 0,

    /// <summary>They said yes.</summary>
    Granted = 1,

    /// <summary>They said no.</summary>
    Declined = 2,
}
