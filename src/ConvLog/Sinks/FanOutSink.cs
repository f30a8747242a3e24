using ConvLog.Records;
using ConvLog.Sinks;
using Microsoft.Extensions.Logging;

namespace ConvLog;

/// <summary>Forwards everything to several sinks. They are isolated from each other: an exception of one does not affect the others.</summary>
public sealed class FanOutSink : ILogSink
{
    private readonly SafeSink[] _sinks;

    /// <summary>Combines sinks.</summary>
    /// <param name="sinks">The sinks, in the order they are called.</param>
    public FanOutSink(params ILogSink[] sinks)
        : this(StandardErrorLogger.Instance, sinks)
    {
    }

    /// <summary>Combines sinks.</summary>
    /// <param name="sinks">The sinks, in the order they are called.</param>
    public FanOutSink(IEnumerable<ILogSink> sinks)
        : this(StandardErrorLogger.Instance, sinks)
    {
    }

    /// <summary>Combines sinks.</summary>
    /// <param name="logger">Reports a sink's failures, once per cause.</param>
    /// <param name="sinks">The sinks, in the order they are called.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public FanOutSink(ILogger logger, params ILogSink[] sinks)
        : this(logger, (IEnumerable<ILogSink>)sinks)
    {
    }

    /// <summary>Combines sinks.</summary>
    /// <param name="logger">Reports a sink's failures, once per cause.</param>
    /// <param name="sinks">The sinks, in the order they are called.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public FanOutSink(ILogger logger, IEnumerable<ILogSink> sinks)
    {
        ArgumentNullException.ThrowIfNull(sinks);
        _sinks = [.. sinks.Select(sink => new SafeSink(sink, logger))];
    }

    /// <summary>The number of calls to its sinks that failed.</summary>
    public long Failures => _sinks.Sum(static sink => sink.Failures);

    /// <summary>Whether all of its sinks never wait.</summary>
    public bool NeverWaits => Array.TrueForAll(_sinks, static sink => sink.NeverWaits);

    /// <summary>True: a flush ends when its token is canceled, whatever its sinks do.</summary>
    public bool FlushHeedsToken => true;

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        foreach (var sink in _sinks)
        {
            sink.Emit(entry);
        }
    }

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response) => Each(response, static (sink, response) => sink.EmitApiResponse(response));

    /// <inheritdoc/>
    public void TurnBegan(TurnSnapshot turn) => Each(turn, static (sink, turn) => sink.TurnBegan(turn));

    /// <inheritdoc/>
    public void TurnEnded(TurnSnapshot turn) => Each(turn, static (sink, turn) => sink.TurnEnded(turn));

    /// <inheritdoc/>
    public void TurnRevised(TurnSnapshot turn) => Each(turn, static (sink, turn) => sink.TurnRevised(turn));

    /// <inheritdoc/>
    public void FunctionBegan(FunctionSnapshot call) => Each(call, static (sink, call) => sink.FunctionBegan(call));

    /// <inheritdoc/>
    public void FunctionEnded(FunctionSnapshot call) => Each(call, static (sink, call) => sink.FunctionEnded(call));

    /// <inheritdoc/>
    public void FunctionRevised(FunctionSnapshot call) => Each(call, static (sink, call) => sink.FunctionRevised(call));

    /// <inheritdoc/>
    public void ModelCallBegan(ModelCallSnapshot call) => Each(call, static (sink, call) => sink.ModelCallBegan(call));

    /// <inheritdoc/>
    public void ModelCallEnded(ModelCallSnapshot call) => Each(call, static (sink, call) => sink.ModelCallEnded(call));

    /// <inheritdoc/>
    public void Record(StoreRecord record) => Each(record, static (sink, record) => sink.Record(record));

    /// <summary>Flushes all sinks concurrently.</summary>
    /// <param name="cancellationToken">A token to cancel the wait; canceling it loses no entries.</param>
    /// <returns>The result of each sink, and of all together, see <see cref="FlushResult"/>. If the token ended the wait, the remaining entries are
    /// pending.</returns>
    /// <exception cref="OperationCanceledException">The token ended the wait for a sink that cannot report what is pending; see
    /// <see cref="ILogSink.FlushHeedsToken"/>.</exception>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        => FlushAllAsync(static (sink, token) => sink.FlushAsync(token), cancellationToken);

    /// <summary>The same as <see cref="FlushAsync"/>, but does not wait for a destination that a sink knows to be failing.</summary>
    /// <inheritdoc cref="FlushAsync"/>
    public ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken = default)
        => FlushAllAsync(static (sink, token) => sink.TryFlushAsync(token), cancellationToken);

    private void Each<T>(T argument, Action<SafeSink, T> give)
    {
        foreach (var sink in _sinks)
        {
            give(sink, argument);
        }
    }

    private async ValueTask<FlushResult> FlushAllAsync(Func<SafeSink, CancellationToken, ValueTask<FlushResult>> flush, CancellationToken cancellationToken)
    {
        var results = await Task.WhenAll(_sinks.Select(sink => flush(sink, cancellationToken).AsTask())).ConfigureAwait(false);
        return FlushResult.Of(results);
    }
}
