using ConvLog.Records;
using ConvLog.Storage;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Writes batches into a store. One that fails is written again, a few times and ever later; then in halves, until what the store refuses stands alone and is dropped.
/// Writing twice leaves one, so what went through before a failure does no harm, and the order stays.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="options">How often and when to try again.</param>
internal sealed partial class StoreWriter(IConversationStore store, StoreSinkOptions options) : IPumpTarget<object>
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);

    private readonly HashSet<Type> _reported = [];

    public async ValueTask DeliverAsync(IReadOnlyList<object> batch, SinkQueue<object> queue)
    {
        StoreRecord[] records = [.. batch.Select(RecordOf)];
        var failure = await FailureOfAsync(records).ConfigureAwait(false);
        for (int retry = 0; failure is not null && retry < options.Retries; retry++)
        {
            await Task.Delay(DelayBefore(retry), options.TimeProvider).ConfigureAwait(false);
            failure = await FailureOfAsync(records).ConfigureAwait(false);
        }

        await SettleAsync(records, failure, queue).ConfigureAwait(false);
    }

    // A store that has written is done: its promise is to return when the records are safe.
    public ValueTask ConfirmAsync(SinkQueue<object> queue) => ValueTask.CompletedTask;

    private static StoreRecord RecordOf(object item) => item switch
    {
        LogEntry entry => EntryRecord.From(entry),
        ApiResponseEntry response => ApiResponseRecord.From(response),
        _ => (StoreRecord)item,
    };

    private async ValueTask SettleAsync(IReadOnlyList<StoreRecord> records, Type? failure, SinkQueue<object> queue)
    {
        if (failure is null)
        {
            queue.Settle(stored: records.Count, dropped: 0);
            return;
        }

        if (records.Count == 1)
        {
            queue.Settle(stored: 0, dropped: 1);
            Report(failure);
            return;
        }

        int half = records.Count / 2;
        foreach (StoreRecord[] part in (StoreRecord[][])[[.. records.Take(half)], [.. records.Skip(half)]])
        {
            await SettleAsync(part, await FailureOfAsync(part).ConfigureAwait(false), queue).ConfigureAwait(false);
        }
    }

    private async ValueTask<Type?> FailureOfAsync(IReadOnlyList<StoreRecord> records)
    {
        try
        {
            await store.WriteAsync(records, CancellationToken.None).ConfigureAwait(false);
            return null;
        }
        catch (Exception e)
        {
            return e.GetType();
        }
    }

    // Doubled each time, and up to half of it taken off at random: hosts that lost one database together do not come back together.
    private TimeSpan DelayBefore(int retry)
    {
        double full = Math.Min(options.RetryDelay.TotalMilliseconds * Math.Pow(2, retry), s_longestDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (1 - (Random.Shared.NextDouble() / 2)));
    }

    private void Report(Type cause)
    {
        if (!_reported.Add(cause))
        {
            return;
        }

        try
        {
            LogStoreFailed(options.Logger, store.GetType().Name, cause.FullName ?? cause.Name);
        }
        catch (Exception)
        {
            // The logger failed as well: the pump goes on, and the count is what is left to tell.
        }
    }

    [LoggerMessage(2, LogLevel.Error, "The store {Store} failed to write a record with {Exception}, so it was dropped; further ones of this kind are counted and not reported.")]
    private static partial void LogStoreFailed(ILogger logger, string store, string exception);
}
