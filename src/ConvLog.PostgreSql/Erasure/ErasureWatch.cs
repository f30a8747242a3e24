using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Background;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Sees erasures through in the background: what a crash or another host left undone, and what an old backup of the data brought back, once a minute.
/// </summary>
/// <param name="erasures">What does it.</param>
/// <param name="troubles">Where it is told that it cannot.</param>
/// <param name="time">The clock.</param>
internal sealed class ErasureWatch(Erasures erasures, DatabaseTroubles troubles, TimeProvider time) : IAsyncDisposable
{
    private readonly BackgroundLoop _loop = new(time) { Interval = TimeSpan.FromMinutes(1) };

    /// <summary>Begins to look, the first time in a minute: the first call looks itself.</summary>
    public void Start() => _loop.Start(FinishAsync, Failed);

    /// <summary>Says that there is something to do. Never waits.</summary>
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
