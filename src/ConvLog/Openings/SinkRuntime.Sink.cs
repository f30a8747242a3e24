using ConvLog.Entries;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog.Openings;

/// <content>The conversation's use of its sink: opening, and flushing, which makes room for more of its own entries.</content>
internal sealed partial class SinkRuntime
{
    private readonly ConversationOpening _opening;
    private CancellationTokenSource? _flushing;

    public long SinkFailures => _opening.Sink.Failures;

    /// <summary>Whether the sink has received this opening.</summary>
    public bool IsOpened => _opening.IsOpened;

    /// <summary>The sink for everything that is logged; reading it opens the conversation.</summary>
    private SafeSink Sink
    {
        get
        {
            if (!_opening.IsOpened)
            {
                _opening.OpenAt(Time.GetUtcNow());
            }

            return _opening.Sink;
        }
    }

    public void Open() => _opening.OpenAt(_opening.Record.OpenedAt);

    /// <summary>Flushes the sink. Entries that the conversation dropped during capture count as dropped.</summary>
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

    /// <summary>Flushes the sink without waiting for a destination that is known to be failing.</summary>
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

    // One at a time, for as long as a hanging sink takes: until then the limit applies.
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
            // A sink that cannot flush has been reported by SafeSink. Its unconfirmed entries still count against the limit.
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
            // A callback that a sink registered on the token threw.
        }
    }

    /// <param name="waited">How long the conversation waited.</param>
    /// <param name="pending">The number of records that the sink has not stored yet; null if it does not count.</param>
    public void ReportSlowSink(TimeSpan waited, long? pending)
    {
        if (pending is { } count)
        {
            LogPending(_logger, Writer.ConversationId, waited.TotalSeconds, count);
        }
        else
        {
            LogSlowSink(_logger, Writer.ConversationId, waited.TotalSeconds);
        }
    }

    protected override void NotRecorded() => _ = Sink;

    private void Refused(Exception exception)
    {
        End();
        LogNotOpened(_logger, Writer.ConversationId, exception);
        Drop(Own, LossReason.ConversationEnded, isPii: true, cause: null);
    }

    private static EntryCapture CaptureOf(ConversationOptions options, Recording recording)
        => new(options.Limits, JsonTypes.Of(options.JsonTypes, options.ReflectObjects), recording == Recording.Full, GuardedLogger.Around(options.Logger));

    [LoggerMessage(60, LogLevel.Error,
        "Conversation {ConversationId} could not be opened when something was logged in it. Entries of this opening are dropped and counted.")]
    private static partial void LogNotOpened(ILogger logger, string conversationId, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "Conversation {ConversationId} was disposed before its sink had stored everything: it waited {Seconds} s.")]
    private static partial void LogSlowSink(ILogger logger, string conversationId, double seconds);

    [LoggerMessage(5, LogLevel.Warning,
        "Conversation {ConversationId} was disposed before its sink had stored everything: it waited {Seconds} s, and the sink has {Pending} records pending.")]
    private static partial void LogPending(ILogger logger, string conversationId, double seconds, long pending);
}
