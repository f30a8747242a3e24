using ConvLog.Records;
using ConvLog.Sinks;

namespace ConvLog;

/// <summary>
/// Puts a queue before a sink that may wait, hang or throw: a call returns at once, and the sink gets it on a task of its own, one call after the other, in
/// order. <c>AddConvLog</c> wraps a host's sinks in one; wrap yourself what you give to <c>new Conversation</c>, or to set the options.
/// </summary>
/// <remarks>
/// The queue is bounded by number and by size. A full one drops the oldest Info, without one the oldest Warning; what else there is (errors, API responses,
/// turns, function events, records) is never dropped for something lesser. A sink that hangs holds one thread. The end of a turn or function event that waits
/// counts with all that was logged in it; an error that waits keeps its whole event in memory and counts by itself.
/// </remarks>
public sealed class BackgroundSink : ILogSink, IAsyncDisposable, IDisposable
{
    // What a sink logs while it takes an entry comes back to it, without end. So deep as a SafeSink goes, and no deeper.
    private const int MostNested = 8;

    private readonly BackgroundSinkOptions _options;
    private readonly string _name;
    private readonly SinkTrouble _trouble;
    private readonly SinkQueue<SinkCall> _queue;
    private readonly SinkPump<SinkCall> _pump;

    /// <summary>Puts a queue before a sink, which stays the caller's.</summary>
    /// <param name="inner">The sink.</param>
    /// <param name="options">How to queue; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="inner"/> is null.</exception>
    public BackgroundSink(ILogSink inner, BackgroundSinkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _options = options ?? new BackgroundSinkOptions();
        _name = inner.GetType().Name;
        _trouble = new SinkTrouble(_name, _options.Logger);
        _queue = new SinkQueue<SinkCall>(_options.QueueCapacity, _options.MaxQueueBytes);
        _pump = new SinkPump<SinkCall>(_queue, batchSize: 1, batchDelay: TimeSpan.Zero, _options.TimeProvider, new SinkCaller(inner, _trouble), _trouble,
            _options.ExitFlushTimeout);
    }

    /// <summary>True: that is what it is for.</summary>
    public bool NeverWaits => true;

    /// <summary>True: a flush that is given up says what is pending.</summary>
    public bool FlushHeedsToken => true;

    /// <summary>How many calls the sink failed.</summary>
    public long Failures => _trouble.Failures;

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

    /// <summary>Waits until the sink has taken everything queued so far, and has flushed it.</summary>
    /// <param name="cancellationToken">Ends the wait; nothing is lost by that.</param>
    /// <returns>What became of everything so far. Where the token ended the wait, the rest is pending. What the sink threw at is dropped; what a flush of its
    /// own has not confirmed is pending.</returns>
    public async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        => (await _pump.FlushAsync(unlessInOutage: false, cancellationToken).ConfigureAwait(false)).Named(_name);

    /// <summary>Takes nothing more, and waits until the sink has what is queued, up to <see cref="BackgroundSinkOptions.DisposeTimeout"/>.</summary>
    public ValueTask DisposeAsync() => CloseAsync(_options.DisposeTimeout);

    /// <summary>
    /// As <see cref="DisposeAsync"/>, blocking the caller for as long. Safe on any thread; a sink that disposes its own queue while it takes an entry is not
    /// waited for.
    /// </summary>
    public void Dispose() => Close(_options.DisposeTimeout);

    /// <summary>Takes nothing more, without a wait.</summary>
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
        _trouble.Failed(call.Name, typeof(InsufficientExecutionStackException));
    }
}
