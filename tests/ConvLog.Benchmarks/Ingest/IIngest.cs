namespace ConvLog.Benchmarks.Ingest;

/// <summary>A writer that stores entries and returns when they are on the disk.</summary>
internal interface IIngest : IAsyncDisposable
{
    /// <summary>Writes entries and waits until the last one is on the disk.</summary>
    /// <param name="entries">The number of entries.</param>
    /// <param name="batch">The number of entries per commit.</param>
    /// <returns>The elapsed time.</returns>
    ValueTask<TimeSpan> WriteAsync(int entries, int batch);
}
