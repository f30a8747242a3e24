namespace ConvLog.Storage;

/// <summary>Why a store operation failed, by the action that can resolve it.</summary>
public enum StoreFault
{
    /// <summary>
    /// The store is locked, full, read-only or unreachable, or the disk reports an error. The same operation may succeed later; no records were acknowledged.
    /// </summary>
    Unavailable,

    /// <summary>The store works, but rejects at least one of the records. The same operation will fail again.</summary>
    Refused,

    /// <summary>The data is corrupt, does not belong to ConvLog, or has a newer version. The store works again only after someone intervenes.</summary>
    Unusable,
}
