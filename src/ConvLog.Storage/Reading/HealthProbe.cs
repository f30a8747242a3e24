namespace ConvLog.Storage.Reading;

/// <summary>
/// Checks the health of a store with a timeout of a few seconds: a store that hangs is unhealthy. Concurrent callers share one check, so that probes
/// do not queue up behind a store that hangs. Safe to use from any thread.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
/// <param name="findPart">Reads a further part from the store, or null.</param>
internal sealed class HealthProbe(IConversationStore store, TimeProvider time, Func<CancellationToken, ValueTask<HealthPart?>> findPart)
{
    /// <summary>The timeout of a check.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Task<StoreHealth>? _running;
    private long _runningSince;

    /// <summary>Checks the health. Does not throw for an unhealthy store.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (answer, waited) = Running();
        try
        {
            var left = Longest - waited;
            return await answer.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return Unhealthy($"The store did not say how it is within {Longest.TotalSeconds:0} seconds: it hangs, or the disk or server behind it does.");
        }
    }

    private (Task<StoreHealth> Answer, TimeSpan Waited) Running()
    {
        lock (_lock)
        {
            if (_running is not { IsCompleted: false })
            {
                // A store on disk may run on the caller's thread and block it.
                _running = Task.Run(CheckStoreAsync, CancellationToken.None);
                _runningSince = time.GetTimestamp();
            }

            return (_running, time.GetElapsedTime(_runningSince));
        }
    }

    private async Task<StoreHealth> CheckStoreAsync()
    {
        using var limit = new CancellationTokenSource(Longest, time);
        try
        {
            var health = await store.CheckHealthAsync(limit.Token).ConfigureAwait(false);
            return await findPart(limit.Token).ConfigureAwait(false) is { } part ? new StoreHealth([.. health.Parts, part]) : health;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
        catch (Exception e)
        {
            // Messages of other exceptions may contain stored data.
            return Unhealthy($"The store failed to say how it is: {(e is ConversationStoreException ? e.Message : e.GetType().Name)}");
        }
    }

    private StoreHealth Unhealthy(string message)
        => new([new HealthPart("reading", StoreHealthStatus.Unhealthy, message,
            new Dictionary<string, double>(StringComparer.Ordinal)) { LastFailure = time.GetUtcNow() }]);
}
