namespace ConvLog;

/// <content>Flushing, which makes room for more of the conversation's own entries.</content>
internal sealed partial class SinkRuntime
{
    private CancellationTokenSource? _flushing;

    /// <summary>Flushes the sink. What capture dropped of the whole conversation counts as dropped.</summary>
    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        var mark = OwnEntries.MarkNow();
        var result = await _opening.Sink.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (!cancellationToken.IsCancellationRequested)
        {
            OwnEntries.Flushed(mark);
        }

        return result with { Dropped = result.Dropped + Dropped };
    }

    /// <summary>Flushes the sink, without a wait for what it knows to fail now.</summary>
    public ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken) => _opening.Sink.TryFlushAsync(cancellationToken);

    protected override void OwnEntryAdded()
    {
        if (!OwnEntries.BeginFlushing())
        {
            return;
        }

        if (_opening.Sink.NeverWaits)
        {
            _ = FlushOwnAsync();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static runtime => _ = runtime.FlushOwnAsync(), this, preferLocal: false);
    }

    // One at a time, for as long as a sink takes that hangs: meanwhile the limit holds.
    private async Task FlushOwnAsync()
    {
        try
        {
            var stop = new CancellationTokenSource();
            Volatile.Write(ref _flushing, stop);
            if (!HasEnded)
            {
                _ = await FlushAsync(stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // A sink that cannot flush has been reported by SafeSink. What it was given stays counted against the limit.
        }
        finally
        {
            OwnEntries.EndFlushing();
        }
    }

    private void StopFlushing()
    {
        try
        {
            Volatile.Read(ref _flushing)?.Cancel();
        }
        catch (Exception)
        {
            // A sink's own callback on the token threw.
        }
    }
}
