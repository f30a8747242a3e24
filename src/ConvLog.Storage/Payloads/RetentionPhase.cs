namespace ConvLog.Storage.Payloads;

/// <summary>The parts of a run of retention, in their order.</summary>
internal enum RetentionPhase
{
    /// <summary>Partitions of which everything goes, in a store that has some.</summary>
    Partitions,

    /// <summary>Conversations that go, whole; those of debugging.</summary>
    ExpireDebug,

    /// <summary>Conversations that go, whole; those of lists.</summary>
    Expire,

    /// <summary>Conversations of which no opening was ever written.</summary>
    ExpireUnopened,

    /// <summary>Conversations that lose their personal data; those of debugging.</summary>
    PurgeDebug,

    /// <summary>Conversations that lose their personal data; those of lists.</summary>
    Purge,

    /// <summary>Reads in the access log.</summary>
    Access,
}
