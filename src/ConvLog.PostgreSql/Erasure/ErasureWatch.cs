using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Background;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Finishes erasures in the background, once a minute: those interrupted by a crash or left by another host, and those needed again after restoring an old
/// backup of the data.
/// </summary>
/// <param name="erasures">Executes the erasures.</param>
/// <param name="troubles">Receives reports of failures.</param>
/// <param name="time">The clock.</param>
internal sealed class ErasureWatch(Erasures erasures, DatabaseTroubles troubles, TimeProvider time) : IAsyncDisposable
{
    private readonly BackgroundLoop _loop = new(time) { Interval = TimeSpan.FromMinutes(1) };

    /// <summary>Starts the background task. It first runs in a minute, because the first call of the store does the same.</summary>
    public void Start() => _loop.Start(FinishAsync, Failed);

    /// <summary>Signals that there is work. Never waits.</summary>
    public void Wake() => _loop.Wake();

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async ValueTask<TimeSpan?> FinishAsync(CancellationToken cancellationToken)
    {
        await erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
        troubles.ErasureWorks();
        return null;
    }

    private TimeSpan? Failed(Exception e)
    {
        troubles.ErasureFailed(e);
        return null;
    }
}
