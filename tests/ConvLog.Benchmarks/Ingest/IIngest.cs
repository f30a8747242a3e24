namespace ConvLog.Benchmarks.Ingest;

/// <summary>Something that takes entries and says when they are on the disk.</summary>
internal interface IIngest : IAsyncDisposable
{
    /// <summary>Writes entries and waits until the last is on the disk.</summary>
    /// <param name="entries">How many.</param>
    /// <param name="batch">How many a commit.</param>
    /// <returns>How long it took.</returns>
    ValueTask<TimeSpan> WriteAsync(int entries, int batch);
}
