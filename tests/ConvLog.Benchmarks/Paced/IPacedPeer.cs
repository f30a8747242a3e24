namespace ConvLog.Benchmarks.Paced;

/// <summary>What paced conversations log into.</summary>
internal interface IPacedPeer : IAsyncDisposable
{
    /// <summary>Its name in the table.</summary>
    string Name { get; }

    /// <summary>Takes what they log.</summary>
    ILogSink Sink { get; }

    /// <summary>When entries were stored.</summary>
    StoredTimes Stored { get; }

    /// <summary>The bytes of its files; null where it keeps nothing.</summary>
    long? Bytes { get; }

    /// <summary>Waits until all that was logged is stored, and all that is derived from it as well.</summary>
    Task SettleAsync();
}
