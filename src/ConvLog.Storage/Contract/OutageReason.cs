namespace ConvLog.Storage;

/// <summary>Why a store is unavailable, for callers that do not see the message of the exception.</summary>
public enum OutageReason
{
    /// <summary>Another reason than these, or the store does not say.</summary>
    Unknown,

    /// <summary>The server cannot be reached, or did not answer.</summary>
    Unreachable,

    /// <summary>A lock, a connection or time was lacking.</summary>
    Busy,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>The store accepts no writes.</summary>
    ReadOnly,

    /// <summary>A required standby did not confirm a write, which is therefore not acknowledged.</summary>
    Unconfirmed,
}
