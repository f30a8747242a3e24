namespace ConvLog.AspNetCore.Pages;

/// <summary>Reads for one page that do not wait for each other. All of them are awaited together, so that none of their failures is lost.</summary>
internal static class ConcurrentReads
{
    /// <summary>Begins a read. An embedded store answers on the thread that asks, so each read has its own.</summary>
    /// <param name="read">The read.</param>
    public static Task<T> Begin<T>(Func<ValueTask<T>> read) => Task.Run(async () => await read().ConfigureAwait(false));
}
