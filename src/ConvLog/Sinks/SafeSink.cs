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
        try
        {
            _inner.Emit(entry);
        }
        catch (Exception e)
        {
            Report(nameof(Emit), e);
        }
    }

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response)
    {
        try
        {
            _inner.EmitApiResponse(response);
        }
        catch (Exception e)
        {
            Report(nameof(EmitApiResponse), e);
        }
    }

    /// <inheritdoc/>
    public void TurnChanged(Turn turn)
    {
        try
        {
            _inner.TurnChanged(turn);
        }
        catch (Exception e)
        {
            Report(nameof(TurnChanged), e);
        }
    }

    /// <inheritdoc/>
    public void FunctionChanged(FunctionEvent call)
    {
        try
        {
            _inner.FunctionChanged(call);
        }
        catch (Exception e)
        {
            Report(nameof(FunctionChanged), e);
        }
    }

    /// <inheritdoc/>
    public void Record(StoreRecord record)
    {
        try
        {
            _inner.Record(record);
        }
        catch (Exception e)
        {
            Report(nameof(Record), e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _inner.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            Report(nameof(FlushAsync), e);
            return FlushResult.Nothing;
        }
    }

    private void Report(string call, Exception cause)
    {
        Interlocked.Increment(ref _failures);
        if (_reported.Count >= MostCauses || !_reported.TryAdd((call, cause.GetType()), true))
        {
            return;
        }

        try
        {
            LogSinkFailed(_logger, _inner.GetType().Name, call, cause.GetType().FullName ?? cause.GetType().Name);
        }
        catch (Exception)
        {
            // The logger failed as well: the counter is what is left to tell.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The log sink {Sink} failed in {Call} with {Exception}; further failures of this kind are counted and not reported.")]
    private static partial void LogSinkFailed(ILogger logger, string sink, string call, string exception);
}
