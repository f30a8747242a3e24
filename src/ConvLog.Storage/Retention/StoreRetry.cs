namespace ConvLog.Storage.Retention;

/// <summary>Retries a store operation with increasing delays until it succeeds.</summary>
/// <param name="time">The clock.</param>
/// <param name="failed">Called before each retry with the exception and the number of consecutive failures.</param>
internal sealed class StoreRetry(TimeProvider time, Action<Exception, int> failed)
{
    /// <summary>How long a store may fail continuously before the operation fails.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    /// <summary>Retries until the operation succeeds.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="stop">Stops the retries.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <remarks>Exceptions of the store propagate if a retry cannot help, or if the store has failed for <see cref="Longest"/>.</remarks>
    public async Task<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> operation, CancellationToken stop)
    {
        long? failingSince = null;
        var pause = s_firstPause;
        for (int failures = 1; ; failures++)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                return await operation(stop).ConfigureAwait(false);
            }
            catch (Exception e) when (stop.IsCancellationRequested)
            {
                throw new OperationCanceledException("The host is stopping; the run resumes when it starts again.", e, stop);
            }
            catch (Exception e) when (MayPass(e))
            {
                failingSince ??= time.GetTimestamp();
                if (time.GetElapsedTime(failingSince.Value) >= Longest)
                {
                    throw;
                }

                failed(e, failures);
            }

            await Task.Delay(pause, time, stop).ConfigureAwait(false);
            pause = pause + pause < s_longestPause ? pause + pause : s_longestPause;
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CancellationToken, ValueTask> operation, CancellationToken stop) => RunAsync(
        async token =>
        {
            await operation(token).ConfigureAwait(false);
            return true;
        },
        stop);

    /// <summary>Describes a failure without stored data: the message of a store's own exception, the type of any other.</summary>
    public static string Describe(Exception exception)
        => exception is ConversationStoreException told ? told.Message : $"The store threw {exception.GetType().FullName}.";

    // A retry cannot help if the store needs an operator, is closed, or does not support the operation.
    private static bool MayPass(Exception exception) => exception switch
    {
        ConversationStoreException told => told.Fault == StoreFault.Unavailable,
        NotSupportedException or ObjectDisposedException => false,
        _ => true,
    };
}
