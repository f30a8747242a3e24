using Microsoft.Extensions.Logging;

namespace ConvLog.Openings;

/// <summary>
/// Flushes the sink of an opening: on request, to make room for more of the conversation's own entries, and at its end.
/// </summary>
/// <param name="runtime">The opening.</param>
/// <param name="opening">Its use of the sink.</param>
/// <param name="options">The limit of the wait at the end.</param>
/// <param name="logger">Reports that this limit was too short.</param>
internal sealed partial class OpeningFlush(SinkRuntime runtime, ConversationOpening opening, ConversationOptions options, ILogger logger)
{
    private CancellationTokenSource? _background;

    /// <summary>Flushes the sink. Entries that the conversation dropped during capture count as dropped.</summary>
    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        var mark = runtime.OwnEntries.MarkNow();
        var result = await opening.Sink.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (!cancellationToken.IsCancellationRequested)
        {
            runtime.OwnEntries.Flushed(mark);
        }

        return result with { Dropped = result.Dropped + runtime.Dropped };
    }

    /// <summary>Begins to flush in the background, after <see cref="Functions.ConversationEntries.BeginFlushing"/>.</summary>
    public void Begin()
    {
        if (opening.Sink.NeverWaits)
        {
            _ = FlushInBackgroundAsync();
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static flush => _ = flush.FlushInBackgroundAsync(), this, preferLocal: false);
    }

    /// <summary>Stops flushing in the background.</summary>
    public void Stop()
    {
        try
        {
            Volatile.Read(ref _background)?.Cancel();
        }
        catch (Exception)
        {
            // A callback that a sink registered on the token threw.
        }
    }

    /// <summary>Flushes at the end or release of the conversation, for at most <see cref="ConversationOptions.DisposeTimeout"/>.</summary>
    public async ValueTask FlushForEndAsync()
    {
        if (!opening.IsOpened || options.DisposeTimeout == TimeSpan.Zero)
        {
            return;
        }

        using var deadline = new CancellationTokenSource(options.DisposeTimeout, options.TimeProvider);
        try
        {
            // The sink continues in the background; a function's end does not wait for it any longer, nor for a destination that is known to be failing.
            var result = await opening.Sink.TryFlushAsync(deadline.Token).ConfigureAwait(false);
            if (result.Records.Pending > 0 && deadline.IsCancellationRequested)
            {
                LogPending(logger, runtime.Writer.ConversationId, options.DisposeTimeout.TotalSeconds, result.Records.Pending);
            }
        }
        catch (OperationCanceledException)
        {
            // The sink cannot report what is pending.
            LogSlowSink(logger, runtime.Writer.ConversationId, options.DisposeTimeout.TotalSeconds);
        }
    }

    // One at a time, for as long as a hanging sink takes: until then the limit applies.
    private async Task FlushInBackgroundAsync()
    {
        try
        {
            var stop = new CancellationTokenSource();
            Volatile.Write(ref _background, stop);
            if (!runtime.HasEnded)
            {
                _ = await FlushAsync(stop.Token).ConfigureAwait(false);
            }
        }
        catch (Exception)
        {
            // A sink that cannot flush has been reported by SafeSink. Its unconfirmed entries still count against the limit.
        }
        finally
        {
            runtime.OwnEntries.EndFlushing();
        }
    }

    [LoggerMessage(4, LogLevel.Warning, "Conversation {ConversationId} was disposed before its sink had stored everything: it waited {Seconds} s.")]
    private static partial void LogSlowSink(ILogger logger, string conversationId, double seconds);

    [LoggerMessage(5, LogLevel.Warning,
        "Conversation {ConversationId} was disposed before its sink had stored everything: it waited {Seconds} s, and the sink has {Pending} records pending.")]
    private static partial void LogPending(ILogger logger, string conversationId, double seconds, long pending);
}
