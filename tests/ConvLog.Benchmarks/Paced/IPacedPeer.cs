namespace ConvLog.Benchmarks.Paced;

/// <summary>A logging pipeline for paced conversations.</summary>
internal interface IPacedPeer : IAsyncDisposable
{
    /// <summary>The name in the table.</summary>
    string Name { get; }

    /// <summary>The sink of the conversations.</summary>
    ILogSink Sink { get; }

    /// <summary>The times until entries were stored.</summary>
    StoredTimes Stored { get; }

    /// <summary>The size of its files; null if it stores nothing.</summary>
    long? Bytes { get; }

    /// <summary>Waits until everything logged is stored and all derived data is up to date.</summary>
    Task SettleAsync();
}
