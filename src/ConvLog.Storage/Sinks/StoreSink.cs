using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Sinks;
using ConvLog.Storage;
using ConvLog.Storage.Sinks;

namespace ConvLog;

/// <summary>
/// Writes everything into a store, on its own task: logging code never waits for it. The queue is bounded by number and by size: a full one drops the oldest
/// Info, or the oldest Warning if it has no Info; errors, API responses, turns, function events and other records are never dropped to make room for these.
/// Every drop is counted, with its reason.
/// </summary>
/// <remarks>
/// <para>
/// Pending records are written in batches: when a batch is full, when <see cref="StoreSinkOptions.BatchDelay"/> has passed, or on a flush.
/// One write serves all flushes that are waiting.
/// </para>
/// <para>
/// If the store is <see cref="StoreFault.Unavailable"/> or <see cref="StoreFault.Unusable"/>, the same records are retried with increasing delays until it
/// works; only a full queue drops records until then. If it answers <see cref="StoreFault.Refused"/>, the batch is split in halves until the refused record
/// is alone: that one is dropped, its <see cref="DeadLetterRecord"/> written in its place, and the others are stored. If a store throws anything
/// else, the batch is written again <see cref="StoreSinkOptions.Retries"/> times and then in halves; a record is then dropped only if the store accepts its
/// dead letter, since a store that fails both is treated as unavailable.
/// </para>
/// <para>
/// Records of an opening whose conversation belongs to another account, project or agent are dropped with the reason
/// <see cref="SinkDropReason.WriterRefused"/>, and reported once for that opening; all other records of the batch are stored.
/// </para>
/// <para>The meter <c>ConvLog</c> measures all store sinks of the program together. Tags identify no conversation and no user.</para>
/// <list type="table">
/// <listheader><term>instrument</term><description>what it measures</description></listheader>
/// <item><term><c>convlog.sink.stored</c></term><description>records that were stored</description></item>
/// <item><term><c>convlog.sink.dropped</c></term><description>dropped records; tag <c>reason</c>: queue_full, sink_closed, refused, failed,
/// writer_refused</description></item>
/// <item><term><c>convlog.capture.dropped</c></term><description>entries dropped before they reached a sink; tag <c>reason</c>: entry_limit,
/// conversation_ended, capture_failed</description></item>
/// <item><term><c>convlog.recording.reduced</c></term><description>openings of conversations that record less than everything; tag <c>recording</c>:
/// metadata_only, off</description></item>
/// <item><term><c>convlog.recording.refused</c></term><description>records that the store did not keep, or kept without their text, because their conversation
/// records less; they count as stored</description></item>
/// <item><term><c>convlog.sink.retries</c></term><description>writes retried after a delay</description></item>
/// <item><term><c>convlog.sink.failures</c></term><description>writes that failed; tag <c>fault</c>: unavailable, refused, unusable,
/// unknown</description></item>
/// <item><term><c>convlog.sink.pending</c></term><description>records that are queued or being written (a gauge)</description></item>
/// <item><term><c>convlog.sink.pending.bytes</c></term><description>the approximate memory of the pending records (a gauge)</description></item>
/// <item><term><c>convlog.sink.limit.bytes</c></term><description>the maximum memory of the pending records (a gauge)</description></item>
/// <item><term><c>convlog.sink.write.duration</c></term><description>the duration of a successful write in seconds (a histogram)</description></item>
/// <item><term><c>convlog.sink.batch.size</c></term><description>the number of records in a successful write (a histogram)</description></item>
/// </list>
/// </remarks>
public sealed class StoreSink : ILogSink, IAsyncDisposable, IDisposable
{
    // The minimum wait for a store that has not answered for long, so that one that is merely slow can finish its write.
    private static readonly TimeSpan s_leastWait = TimeSpan.FromSeconds(4);

    private readonly StoreSinkOptions _options;
    private readonly DisposeBudget? _budget;
    private readonly MonitoredStore _store;
    private readonly StoreWriter _writer;

    private readonly SinkQueue<QueuedRecord> _queue;
    private readonly SinkPump<QueuedRecord> _pump;

    /// <summary>Creates a sink for a store. The caller keeps ownership of the store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">How to queue and write; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public StoreSink(IConversationStore store, StoreSinkOptions? options = null)
        : this(store, options, budget: null)
    {
    }

    internal StoreSink(IConversationStore store, StoreSinkOptions? options, DisposeBudget? budget)
    {
        ArgumentNullException.ThrowIfNull(store);
        _budget = budget;
        _options = options ?? new StoreSinkOptions();
        _store = new MonitoredStore(store, _options.TimeProvider);
        _writer = new StoreWriter(_store, _options);
        _queue = new SinkQueue<QueuedRecord>(_options.QueueCapacity, _options.MaxQueueBytes);
        _pump = new SinkPump<QueuedRecord>(_queue, _options.BatchSize, _options.BatchDelay, _options.TimeProvider, _writer,
            new SinkFailures(_store.Name, _options.Logger), _options.ExitFlushTimeout);
        SinkMeter.Watch(_queue);
    }

    /// <summary>True: records are written to the store on another task.</summary>
    public bool NeverWaits => true;

    /// <summary>True: a canceled flush returns the number of pending records.</summary>
    public bool FlushHeedsToken => true;

    /// <summary>The number of dropped records, by reason; reasons without a drop are absent.</summary>
    public IReadOnlyDictionary<SinkDropReason, long> Drops => _queue.Drops;

    /// <inheritdoc/>
    public void Emit(LogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _pump.Put(new QueuedRecord(entry), entry.Level, MemorySize.Of(entry), isEntry: true);
    }

    /// <inheritdoc/>
    public void EmitApiResponse(ApiResponseEntry response)
    {
        ArgumentNullException.ThrowIfNull(response);
        Put(ApiResponseRecord.From(response));
    }

    /// <inheritdoc/>
    public void TurnBegan(TurnSnapshot turn) => Put(turn);

    /// <inheritdoc/>
    public void TurnEnded(TurnSnapshot turn) => Put(turn);

    /// <inheritdoc/>
    public void TurnRevised(TurnSnapshot turn) => Put(turn);

    /// <inheritdoc/>
    public void FunctionBegan(FunctionSnapshot call) => Put(call);

    /// <inheritdoc/>
    public void FunctionEnded(FunctionSnapshot call) => Put(call);

    /// <inheritdoc/>
    public void FunctionRevised(FunctionSnapshot call) => Put(call);

    /// <inheritdoc/>
    public void ModelCallBegan(ModelCallSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Put(ModelCallRecord.From(call));
    }

    /// <inheritdoc/>
    public void ModelCallEnded(ModelCallSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        foreach (var record in ModelCallRecord.OfEnd(call))
        {
            Put(record);
        }
    }

    /// <inheritdoc/>
    public void Record(StoreRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Put(record);
    }

    /// <summary>Waits until the store has durably written all records queued before the call.</summary>
    /// <param name="cancellationToken">Cancels the wait, without losing records. While the store fails, only this ends the wait.</param>
    /// <returns>The outcome of the records queued before the call. If the wait was canceled, the rest is pending.</returns>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => FlushQueueAsync(unlessInOutage: false, cancellationToken);

    /// <summary>
    /// As <see cref="FlushAsync"/>, but does not wait for a failing store: one that failed twice in a row, or that needs an operator.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait, without losing records.</param>
    /// <returns>The outcome of the records queued before the call. If the store fails or the wait was canceled, the rest is pending.</returns>
    public ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken = default) => FlushQueueAsync(unlessInOutage: true, cancellationToken);

    /// <summary>
    /// Reports the state of writing as the part <c>queue</c>: unhealthy if the store needs an operator; degraded if writing fails or takes longer than 30
    /// seconds, if a record was dropped in the last 5 minutes, or if the queue is at least 80 % full. Figures: <c>pending</c> (<c>queued</c> and
    /// <c>in_hand</c>),
    /// <c>pending_bytes</c>, <c>capacity</c>, <c>capacity_bytes</c>, <c>oldest_seconds</c>, <c>stored</c>, <c>dropped_</c> and the reason,
    /// <c>seconds_since_written</c>, <c>writing_seconds</c>, <c>failing_seconds</c>. Does not block.
    /// </summary>
    /// <remarks>For the host: figures and message may depend on personal entries. <see cref="ConversationReader.GetHealthAsync"/> reports it to readers,
    /// with drops as a separate part.</remarks>
    public HealthPart CheckHealth() => QueueHealth.Of(State, withDrops: true);

    /// <summary>The current state of the sink.</summary>
    internal SinkState State
    {
        get
        {
            var now = _options.TimeProvider.GetUtcNow();
            return new SinkState(_queue, _options.QueueCapacity, _store.State, _writer.SinceDrop, now - (_writer.OldestInFlight ?? _queue.Oldest.Moment), now);
        }
    }

    /// <summary>
    /// Stops accepting records, and waits until the queue is written, up to <see cref="StoreSinkOptions.DisposeTimeout"/>. The number of records still pending
    /// is then logged. They are still written, as long as the process lives, until the store fails: then the rest is dropped and counted.
    /// </summary>
    public ValueTask DisposeAsync() => _pump.CloseAsync(LongestWait());

    /// <summary>Does the same as <see cref="DisposeAsync"/>, but blocks the calling thread. Safe on any thread.</summary>
    public void Dispose() => _pump.Close(LongestWait());

    private async ValueTask<FlushResult> FlushQueueAsync(bool unlessInOutage, CancellationToken cancellationToken)
        => (await _pump.FlushAsync(unlessInOutage, cancellationToken).ConfigureAwait(false)).Named(_store.Name);

    private void Put(TurnSnapshot turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        Put(TurnRecord.From(turn));
    }

    private void Put(FunctionSnapshot call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Put(FunctionEventRecord.From(call));
    }

    private void Put(StoreRecord record) => _pump.Put(new QueuedRecord(record), EntryLevel.Error, RecordSize.Of(record), record is EntryRecord);

    // The time that a write has already been unanswered counts, so that a host whose conversations waited for it earlier still stops in time.
    private TimeSpan LongestWait()
    {
        var most = _budget?.Share(_options.DisposeTimeout) ?? _options.DisposeTimeout;
        var least = most < s_leastWait ? most : s_leastWait;
        var rest = most - (_store.State.Writing ?? TimeSpan.Zero);
        return rest > least ? rest : least;
    }
}
