using ConvLog.Records;
using ConvLog.Sinks;

namespace ConvLog;

/// <summary>
/// Adds a queue to a sink that may block, hang or throw: a call returns immediately, and the sink receives it on a background task, one call at a time and in
/// order. <c>AddConvLog</c> wraps a host's sinks in one; wrap a sink yourself to pass it to <c>new Conversation</c>, or to set the options.
/// </summary>
/// <remarks>
/// The queue is limited by number and by size. A full queue drops the oldest Info; if there is none, the oldest Warning. Everything else (errors, API
/// responses, turns, function events, records) is never dropped for an item of lower severity. A hanging sink occupies one thread. The size of a queued end
/// of a turn or function event includes everything logged in it. A queued error keeps its whole event in memory, but only its own size counts.
/// </remarks>
public sealed class BackgroundSink : ILogSink, IAsyncDisposable, IDisposable
{
    // Entries that a sink logs while it processes an entry come back to it endlessly. The limit is the same as in SafeSink.
    private const int MostNested = 8;

    private readonly BackgroundSinkOptions _options;
    private readonly string _name;
    private readonly SinkFailures _failures;
    private readonly SinkQueue<SinkCall> _queue;
    private readonly SinkPump<SinkCall> _pump;

    /// <summary>Adds a queue to a sink, which the caller still owns.</summary>
    /// <param name="inner">The sink.</param>
    /// <param name="options">The options of the queue; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public BackgroundSink(ILogSink inner, BackgroundSinkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _options = options ?? new BackgroundSinkOptions();
        _name = inner.GetType().Name;
        _failures = new SinkFailures(_name, _options.Logger);
        _queue = new SinkQueue<SinkCall>(_options.QueueCapacity, _options.MaxQueueBytes);
        _pump = new SinkPump<SinkCall>(_queue, batchSize: 1, batchDelay: TimeSpan.Zero, _options.TimeProvider, new SinkCaller(inner, _failures), _failures,
            _options.ExitFlushTimeout);
    }

    /// <summary>True: a call only queues.</summary>
    public bool NeverWaits => true;

    /// <summary>True: a canceled flush returns what is pending.</summary>
    public bool FlushHeedsToken => true;

    /// <summary>The number of calls to the sink that failed.</summary>
    public long Failures => _failures.Failures;

    /// <summary>The number of dropped items so far, by reason; reasons without a drop are absent.</summary>
    public IReadOnlyDictionary<SinkDropReason, long> Drops => _queue.Drops;

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Put(entry, entry.Level);
    }

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response) => Put(response, EntryLevel.Error);

    /// <inheritdoc/>
    public void TurnBegan(TurnSnapshot turn) => Put(turn, EntryLevel.Error);

    /// <inheritdoc/>
    public void TurnEnded(TurnSnapshot turn) => Put(turn, EntryLevel.Error);

    /// <inheritdoc/>
    public void TurnRevised(TurnSnapshot turn) => Put(turn, EntryLevel.Error);

    /// <inheritdoc/>
    public void FunctionBegan(FunctionSnapshot call) => Put(call, EntryLevel.Error);

    /// <inheritdoc/>
    public void FunctionEnded(FunctionSnapshot call) => Put(call, EntryLevel.Error);

    /// <inheritdoc/>
    public void FunctionRevised(FunctionSnapshot call) => Put(call, EntryLevel.Error);

    /// <inheritdoc/>
    public void ModelCallBegan(ModelCallSnapshot call) => Put(call, EntryLevel.Error);

    /// <inheritdoc/>
    public void ModelCallEnded(ModelCallSnapshot call) => Put(call, EntryLevel.Error);

    /// <inheritdoc/>
    public void Record(StoreRecord record) => Put(record, EntryLevel.Error);

    /// <summary>Waits until the sink has received everything queued so far, and has flushed it.</summary>
    /// <param name="cancellationToken">A token to cancel the wait; canceling it loses no items.</param>
    /// <returns>The outcome of everything so far. If the token ended the wait, the remaining items are pending. Calls for which the sink threw count as
    /// dropped, and those that its own flush has not confirmed as pending.</returns>
    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        => (await _pump.FlushAsync(unlessInOutage: false, cancellationToken).ConfigureAwait(false)).Named(_name);

    /// <summary>Accepts no more items, and waits up to <see cref="BackgroundSinkOptions.DisposeTimeout"/> until the sink has received the queued
    /// ones.</summary>
    public ValueTask DisposeAsync() => CloseAsync(_options.DisposeTimeout);

    /// <summary>
    /// The same as <see cref="DisposeAsync"/>, but blocks the caller. Safe to call from any thread; a sink that disposes its own queue while it processes an
    /// entry is not waited for.
    /// </summary>
    public void Dispose() => Close(_options.DisposeTimeout);

    /// <summary>Accepts no more items. Does not wait.</summary>
    internal void Close() => _pump.Close();

    internal ValueTask CloseAsync(TimeSpan deadline) => _pump.CloseAsync(deadline);

    internal void Close(TimeSpan deadline) => _pump.Close(SinkCaller.Depth > 0 ? TimeSpan.Zero : deadline);

    private void Put(object subject, EntryLevel level)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var call = new SinkCall(subject, SinkCaller.Depth + 1, LoggerOrigin.IsInside);
        if (call.Depth <= MostNested)
        {
            _pump.Put(call, level, RecordSize.Of(subject), call.IsEntry);
            return;
        }

        _pump.Refuse(call.IsEntry);
        _failures.Failed(call.Name, typeof(InsufficientExecutionStackException));
    }
}
