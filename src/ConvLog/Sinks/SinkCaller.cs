namespace ConvLog.Sinks;

/// <summary>Makes a sink's calls on a pump. Calls that the sink accepted count as stored once its own flush has ended, those that threw as dropped.</summary>
/// <param name="sink">The sink.</param>
/// <param name="failures">Counts the sink's failures.</param>
internal sealed class SinkCaller(ILogSink sink, SinkFailures failures) : IPumpTarget<SinkCall>
{
    [ThreadStatic]
    private static int t_depth;

    private long _droppedBySink;
    private long _entriesDroppedBySink;

    /// <summary>The depth of the call that a pump is making on this thread; zero outside any.</summary>
    public static int Depth => t_depth;

    public ValueTask DeliverAsync(List<SinkCall> batch, SinkQueue<SinkCall> queue)
    {
        foreach (var call in batch)
        {
            t_depth = call.Depth;
            LoggerOrigin.IsInside = call.IsFromLogger;
            try
            {
                call.Make(sink);
            }
            catch (Exception e)
            {
                queue.Drop(1, call.IsEntry ? 1 : 0, SinkDropReason.Failed);
                failures.Failed(call.Name, e.GetType());
            }
            finally
            {
                t_depth = 0;
                LoggerOrigin.IsInside = false;
            }
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask ConfirmAsync(SinkQueue<SinkCall> queue)
    {
        try
        {
            var result = await sink.FlushAsync(CancellationToken.None).ConfigureAwait(false);

            // A sink that counts may have dropped some calls, or have some pending; if others write to it too, it cannot have dropped more than it received
            // here.
            var entries = Settled(queue.EntriesInFlight, new FlushCounts(result.Stored, result.Dropped, result.Pending), ref _entriesDroppedBySink);
            var records = Settled(queue.InFlight, result.Records, ref _droppedBySink);
            queue.Store(records.Stored, entries.Stored);
            queue.Drop(records.Dropped, entries.Dropped, SinkDropReason.Failed);
        }
        catch (Exception e)
        {
            // Not known to be stored, so the calls remain pending until the next flush.
            failures.Failed(nameof(ILogSink.FlushAsync), e.GetType());
        }
    }

    private static FlushCounts Settled(long taken, FlushCounts bySink, ref long droppedBySink)
    {
        long dropped = Math.Clamp(bySink.Dropped - droppedBySink, 0, taken);
        long pending = Math.Clamp(bySink.Pending, 0, taken - dropped);
        droppedBySink = bySink.Dropped;
        return new FlushCounts(taken - dropped - pending, dropped, pending);
    }

    // The queue counts drops, and the reason has been reported already.
    public void Dropped(SinkDropReason reason, long count)
    {
    }
}
