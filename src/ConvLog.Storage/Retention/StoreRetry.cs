namespace ConvLog.Storage.Retention;

/// <summary>Asks a store again, after growing pauses, until it answers. Nothing is passed over.</summary>
/// <param name="time">The clock.</param>
/// <param name="failed">Hears of each failure that is followed by another try: what it was, and how many there were in a row.</param>
internal sealed class StoreRetry(TimeProvider time, Action<Exception, int> failed)
{
    /// <summary>How long a store may fail in a row before it is given up.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private static readonly TimeSpan s_firstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(1);

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="ask">What to ask.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <remarks>What the store throws passes through where asking again does not help, or has not helped for <see cref="Longest"/>.</remarks>
    public async Task<T> AskAsync<T>(Func<CancellationToken, ValueTask<T>> ask, CancellationToken stop)
    {
        long? failingSince = null;
        var pause = s_firstPause;
        for (int failures = 1; ; failures++)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                return await ask(stop).ConfigureAwait(false);
            }
            catch (Exception e) when (stop.IsCancellationRequested)
            {
                throw new OperationCanceledException("The host ends; what was begun is taken up when it starts again.", e, stop);
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

    /// <inheritdoc cref="AskAsync{T}"/>
    public Task AskAsync(Func<CancellationToken, ValueTask> ask, CancellationToken stop) => AskAsync(
        async token =>
        {
            await ask(token).ConfigureAwait(false);
            return true;
        },
        stop);

    /// <summary>What went wrong, without a word of what is stored: a store's own exception says what may be told, any other only its type.</summary>
    public static string Told(Exception exception)
        => exception is ConversationStoreException told ? told.Message : $"The store threw {exception.GetType().FullName}.";

    // A store that needs someone to act will not be mended by a pause, nor will one that is closed or cannot do it at all.
    private static bool MayPass(Exception exception) => exception switch
    {
        ConversationStoreException told => told.Fault == StoreFault.Unavailable,
        NotSupportedException or ObjectDisposedException => false,
        _ => true,
    };
}
