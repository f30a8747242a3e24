namespace ConvLog.PostgreSql;

/// <summary>Sees erasures through in the background: what a crash or another host left undone, and what an old backup of the data brought back, once a minute.</summary>
/// <param name="erasures">What does it.</param>
/// <param name="troubles">Where it is told that it cannot.</param>
/// <param name="time">The clock.</param>
internal sealed class ErasureWatch(Erasures erasures, DatabaseTroubles troubles, TimeProvider time) : IAsyncDisposable
{
    private readonly PeriodicWork _work = new(token => TryAsync(erasures, troubles, token), TimeSpan.FromMinutes(1), time);

    /// <summary>Begins to look, the first time in a minute: the first call looks itself.</summary>
    public void Start() => _work.Start();

    /// <summary>Says that there is something to do. Never waits.</summary>
    public void Wake() => _work.Wake();

    public ValueTask DisposeAsync() => _work.DisposeAsync();

    private static async ValueTask TryAsync(Erasures erasures, DatabaseTroubles troubles, CancellationToken cancellationToken)
    {
        try
        {
            await erasures.FinishAsync(cancellationToken).ConfigureAwait(false);
            troubles.ErasureWorks();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            troubles.ErasureFailed(e);
        }
    }
}
