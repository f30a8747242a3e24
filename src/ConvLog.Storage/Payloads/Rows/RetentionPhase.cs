namespace ConvLog.Storage.Payloads.Rows;

/// <summary>The phases of a retention run, in order.</summary>
internal enum RetentionPhase
{
    /// <summary>Partitions that are dropped as a whole, in stores that have partitions.</summary>
    Partitions,

    /// <summary>Deletion of debug conversations.</summary>
    ExpireDebug,

    /// <summary>Deletion of other conversations.</summary>
    Expire,

    /// <summary>Deletion of conversations without a stored opening.</summary>
    ExpireUnopened,

    /// <summary>Deletion of the personal data of debug conversations.</summary>
    PurgeDebug,

    /// <summary>Deletion of the personal data of other conversations.</summary>
    Purge,

    /// <summary>Deletion of access log records.</summary>
    Access,
}
