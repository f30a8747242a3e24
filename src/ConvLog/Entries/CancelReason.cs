namespace ConvLog;

/// <summary>Why a turn, function event or model call was canceled.</summary>
public enum CancelReason
{
    /// <summary>Not told.</summary>
    Unspecified,

    /// <summary>The user talked over the answer, or stopped it.</summary>
    UserInterrupted,

    /// <summary>The user hung up, closed the page or lost the connection.</summary>
    UserLeft,

    /// <summary>Something newer took its place, as where the user wrote on before the answer.</summary>
    Superseded,

    /// <summary>The host stopped.</summary>
    HostStopped,
}
