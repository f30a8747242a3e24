using ConvLog.Records;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Wraps a sink in such a way that its exceptions are caught, counted, and reported once per cause. Each <see cref="Conversation"/> wraps its sink in one;
/// wrap a sink yourself to share the count.
/// </summary>
public sealed class SafeSink : ILogSink
{
    // A sink that logs while it processes an entry receives that entry too, which would overflow the stack. This depth allows for nested sinks.
    private const int MostNested = 8;

    [ThreadStatic]
    private static int t_nested;

    private readonly ILogSink _inner;
    private readonly SinkFailures _failures;

    /// <summary>Wraps a sink.</summary>
    /// <param name="inner">The sink.</param>
    /// <param name="logger">Reports failures, once per method and type of exception. The exception itself is omitted, because its message may repeat an
    /// entry.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public SafeSink(ILogSink inner, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(logger);
        _inner = inner;
        _failures = new SinkFailures(inner.GetType().Name, logger);
    }

    /// <summary>The number of calls to the sink that failed.</summary>
    public long Failures => _failures.Failures;

    /// <summary>Whether the sink never waits.</summary>
    public bool NeverWaits => _failures.Query(_inner, nameof(NeverWaits), static sink => sink.NeverWaits);

    /// <summary>True: a flush ends when its token is canceled, whatever the sink does.</summary>
    public bool FlushHeedsToken => true;

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        // Not in a shared method, because every entry passes here: a delegate and a second look-up of the thread's nesting depth would cost 3 ns.
        ref int nested = ref t_nested;
        if (nested >= MostNested)
        {
            TryEnter(nameof(Emit));
            return;
        }

        nested++;
        try
        {
            _inner.Emit(entry);
        }
        catch (Exception e)
        {
            _failures.Failed(nameof(Emit), e.GetType());
        }

        nested--;
    }

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response)
        => Guarded(nameof(EmitApiResponse), response, static (sink, response) => sink.EmitApiResponse(response));

    /// <inheritdoc/>
    public void TurnBegan(TurnSnapshot turn) => Guarded(nameof(TurnBegan), turn, static (sink, turn) => sink.TurnBegan(turn));

    /// <inheritdoc/>
    public void TurnEnded(TurnSnapshot turn) => Guarded(nameof(TurnEnded), turn, static (sink, turn) => sink.TurnEnded(turn));

    /// <inheritdoc/>
    public void TurnRevised(TurnSnapshot turn) => Guarded(nameof(TurnRevised), turn, static (sink, turn) => sink.TurnRevised(turn));

    /// <inheritdoc/>
    public void FunctionBegan(FunctionSnapshot call) => Guarded(nameof(FunctionBegan), call, static (sink, call) => sink.FunctionBegan(call));

    /// <inheritdoc/>
    public void FunctionEnded(FunctionSnapshot call) => Guarded(nameof(FunctionEnded), call, static (sink, call) => sink.FunctionEnded(call));

    /// <inheritdoc/>
    public void FunctionRevised(FunctionSnapshot call) => Guarded(nameof(FunctionRevised), call, static (sink, call) => sink.FunctionRevised(call));

    /// <inheritdoc/>
    public void ModelCallBegan(ModelCallSnapshot call) => Guarded(nameof(ModelCallBegan), call, static (sink, call) => sink.ModelCallBegan(call));

    /// <inheritdoc/>
    public void ModelCallEnded(ModelCallSnapshot call) => Guarded(nameof(ModelCallEnded), call, static (sink, call) => sink.ModelCallEnded(call));

    /// <inheritdoc/>
    public void Record(StoreRecord record) => Guarded(nameof(Record), record, static (sink, record) => sink.Record(record));

    /// <summary>Flushes the sink. If it throws, the result is empty.</summary>
    /// <param name="cancellationToken">A token to cancel the wait, whatever the sink does; canceling it loses no entries.</param>
    /// <returns>The sink's result. If the token ended the wait for a sink whose <see cref="ILogSink.FlushHeedsToken"/> is true, the remaining entries are
    /// pending.</returns>
    /// <exception cref="OperationCanceledException">The token ended the wait for a sink that cannot report what is pending.</exception>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        => FlushGuardedAsync(static (sink, token) => sink.FlushAsync(token), cancellationToken);

    /// <summary>The same as <see cref="FlushAsync"/>, but does not wait for a destination that the sink knows to be failing.</summary>
    /// <inheritdoc cref="FlushAsync"/>
    public ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken = default)
        => FlushGuardedAsync(static (sink, token) => sink.TryFlushAsync(token), cancellationToken);

    private async ValueTask<FlushResult> FlushGuardedAsync(Func<ILogSink, CancellationToken, ValueTask<FlushResult>> flush, CancellationToken cancellationToken)
    {
        try
        {
            var flushing = flush(_inner, cancellationToken).AsTask();

            // A sink that ignores the token is abandoned, so that the caller's cancellation takes effect anyway.
            bool heedsToken = _failures.Query(_inner, nameof(FlushHeedsToken), static sink => sink.FlushHeedsToken);
            var result = await (heedsToken ? flushing : flushing.WaitAsync(cancellationToken)).ConfigureAwait(false);
            return result.Named(_inner.GetType().Name);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            _failures.Failed(nameof(FlushAsync), e.GetType());
            return FlushResult.Nothing;
        }
    }

    private void Guarded<T>(string call, T argument, Action<ILogSink, T> give)
    {
        if (!TryEnter(call))
        {
            return;
        }

        try
        {
            give(_inner, argument);
        }
        catch (Exception e)
        {
            _failures.Failed(call, e.GetType());
        }
        finally
        {
            t_nested--;
        }
    }

    private bool TryEnter(string call)
    {
        if (t_nested < MostNested)
        {
            t_nested++;
            return true;
        }

        _failures.Failed(call, typeof(InsufficientExecutionStackException));
        return false;
    }
}
