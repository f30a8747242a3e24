using System.Collections.Concurrent;
using ConvLog.Records;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>
/// Stands between a conversation and a sink: whatever the sink throws stays here, is counted, and is reported once per cause. Each <see cref="Conversation"/> wraps its
/// sink in one; wrap a sink yourself to share the count.
/// </summary>
public sealed partial class SafeSink : ILogSink
{
    // Enough to tell apart what goes wrong; a sink that throws a new type each time must not fill memory.
    private const int MostCauses = 64;

    // A sink that logs while it takes an entry is given that entry in turn, and would end the process by its stack. So deep, for sinks inside sinks, and no deeper.
    private const int MostNested = 8;

    [ThreadStatic]
    private static int t_nested;

    private readonly ILogSink _inner;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<(string Call, Type Cause), bool> _reported = new();
    private long _failures;

    /// <summary>Wraps a sink.</summary>
    /// <param name="inner">The sink.</param>
    /// <param name="logger">Where a failure is reported, once per call and type of exception. The exception itself is left out: its message may repeat an entry.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public SafeSink(ILogSink inner, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(logger);
        _inner = inner;
        _logger = logger;
    }

    /// <summary>How many calls the sink failed.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        // Written out, as every entry comes by here and a delegate would cost it 2 ns.
        if (!TryEnter(nameof(Emit)))
        {
            return;
        }

        try
        {
            _inner.Emit(entry);
        }
        catch (Exception e)
        {
            Report(nameof(Emit), e.GetType());
        }
        finally
        {
            t_nested--;
        }
    }

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response) => Guarded(nameof(EmitApiResponse), response, static (sink, response) => sink.EmitApiResponse(response));

    /// <inheritdoc/>
    public void TurnChanged(Turn turn) => Guarded(nameof(TurnChanged), turn, static (sink, turn) => sink.TurnChanged(turn));

    /// <inheritdoc/>
    public void FunctionChanged(FunctionEvent call) => Guarded(nameof(FunctionChanged), call, static (sink, call) => sink.FunctionChanged(call));

    /// <inheritdoc/>
    public void Record(StoreRecord record) => Guarded(nameof(Record), record, static (sink, record) => sink.Record(record));

    /// <inheritdoc/>
    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            // A sink may not look at the token: whoever gives up is let go all the same.
            return await _inner.FlushAsync(cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            Report(nameof(FlushAsync), e.GetType());
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
            Report(call, e.GetType());
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

        Report(call, typeof(InsufficientExecutionStackException));
        return false;
    }

    private void Report(string call, Type cause)
    {
        Interlocked.Increment(ref _failures);
        if (_reported.Count >= MostCauses || !_reported.TryAdd((call, cause), true))
        {
            return;
        }

        try
        {
            LogSinkFailed(_logger, _inner.GetType().Name, call, cause.FullName ?? cause.Name);
        }
        catch (Exception)
        {
            // The logger failed as well: the counter is what is left to tell.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The log sink {Sink} failed in {Call} with {Exception}; further failures of this kind are counted and not reported.")]
    private static partial void LogSinkFailed(ILogger logger, string sink, string call, string exception);
}
