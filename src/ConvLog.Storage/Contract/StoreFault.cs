namespace ConvLog.Storage;

/// <summary>Why a store failed, as far as it matters for what to do next.</summary>
public enum StoreFault
{
    /// <summary>
    /// Not now: locked, full, read-only, out of reach, or an error of the disk. Trying the same again, later, may succeed; nothing was acknowledged.
    /// </summary>
    Unavailable,

    /// <summary>Not this: the store is well, and refuses at least one of the records it was given. Trying the same again fails again.</summary>
    Refused,

    /// <summary>Not until someone acts: the data is corrupt, not ConvLog's, or of a newer version.</summary>
    Unusable,
}
