namespace ConvLog;

/// <summary>Why a turn, function event or model call was canceled.</summary>
public enum CancelReason
{
    /// <summary>The reason is unknown.</summary>
    Unspecified,

    /// <summary>The user interrupted or stopped the answer.</summary>
    UserInterrupted,

    /// <summary>The user hung up, closed the page or lost the connection.</summary>
    UserLeft,

    /// <summary>Newer input replaced it, for example because the user sent another message before the answer.</summary>
    Superseded,

    /// <summary>The host shut down.</summary>
    HostStopped,
}
