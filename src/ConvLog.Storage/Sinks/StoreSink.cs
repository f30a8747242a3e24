using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Sinks;
using ConvLog.Storage;
using ConvLog.Storage.Sinks;

namespace ConvLog;

/// <summary>
/// Writes everything into a store, on a task of its own: a function never waits for it. The queue is bounded by number and by size: a full one drops the oldest
/// Info, without one the oldest Warning; what else there is (errors, API responses, turns, function events, records) is never dropped for something lesser.
/// Every drop is counted, with its reason.
/// </summary>
/// <remarks>
/// <para>
/// What waits at the same time is written at once: a batch when it is full, when <see cref="StoreSinkOptions.BatchDelay"/> has passed, or when someone flushes.
/// All flushes that wait are served by the same write.
/// </para>
/// <para>
/// A store that is <see cref="StoreFault.Unavailable"/> or <see cref="StoreFault.Unusable"/> is tried until it works, after growing waits and with the same
/// records; only a full queue drops records until then. One that answers <see cref="StoreFault.Refused"/> gets the batch in halves until the refused record
/// stands alone: that one is dropped, its <see cref="DeadLetterRecord"/> written in its place, and its neighbours are stored. Where a store throws anything
/// else, the batch is written again <see cref="StoreSinkOptions.Retries"/> times and then in halves; a record is then dropped only if the store takes its dead
/// letter, since one that fails both is out of order and is waited for.
/// </para>
/// <para>
/// What an opening logs whose conversation belongs to another account, project or agent is dropped with the reason <see cref="SinkDropReason.WriterRefused"/>,
/// and reported once for that opening; everything else of its batch is stored.
/// </para>
/// <para>The meter <c>ConvLog</c> measures all store sinks of the program together. Tags identify no conversation and no user.</para>
/// <list type="table">
/// <listheader><term>instrument</term><description>what it counts</description></listheader>
/// <item><term><c>convlog.sink.stored</c></term><description>records that the store has taken</description></item>
/// <item><term><c>convlog.sink.dropped</c></term><description>records given up; tag <c>reason</c>: queue_full, sink_closed, refused, failed,
/// writer_refused</description></item>
/// <item><term><c>convlog.capture.dropped</c></term><description>entries dropped before they reached a sink; tag <c>reason</c>: entry_limit,
/// conversation_ended, capture_failed</description></item>
/// <item><term><c>convlog.recording.reduced</c></term><description>openings of conversations that record less than everything; tag <c>recording</c>:
/// metadata_only, off</description></item>
/// <item><term><c>convlog.recording.refused</c></term><description>records that the store did not keep, or kept without their text, because their conversation
/// records less; they count as stored</description></item>
/// <item><term><c>convlog.sink.retries</c></term><description>writes tried again after a wait</description></item>
/// <item><term><c>convlog.sink.failures</c></term><description>writes that failed; tag <c>fault</c>: unavailable, refused, unusable,
/// unknown</description></item>
/// <item><term><c>convlog.sink.pending</c></term><description>records that wait or are on their way, now (a gauge)</description></item>
/// <item><term><c>convlog.sink.pending.bytes</c></term><description>the memory that these take, about (a gauge)</description></item>
/// <item><term><c>convlog.sink.limit.bytes</c></term><description>the memory that they may take (a gauge)</description></item>
/// <item><term><c>convlog.sink.write.duration</c></term><description>seconds a write took that succeeded (a histogram)</description></item>
/// <item><term><c>convlog.sink.batch.size</c></term><description>records in a write that succeeded (a histogram)</description></item>
/// </list>
/// </remarks>
public sealed class StoreSink : ILogSink, IAsyncDisposable, IDisposable
{
    // What a store that has not answered for long still gets, so that one that is merely slow can end its write.
    private static readonly TimeSpan s_leastWait = TimeSpan.FromSeconds(4);

    private readonly StoreSinkOptions _options;
    private readonly DisposeBudget? _budget;
    private readonly MonitoredStore _store;
    private readonly StoreWriter _writer;

    private readonly SinkQueue<QueuedRecord> _queue;
    private readonly SinkPump<QueuedRecord> _pump;

    /// <summary>Makes a sink in front of a store, which stays the caller's.</summary>
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
            new SinkTrouble(_store.Name, _options.Logger), _options.ExitFlushTimeout);
        SinkMeter.Watch(_queue);
    }

    /// <summary>True: the store is written to elsewhere.</summary>
    public bool NeverWaits => true;

    /// <summary>True: a flush that is given up says what is pending.</summary>
    public bool FlushHeedsToken => true;

    /// <summary>The number of dropped records so far, by reason; reasons without a drop are absent.</summary>
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

    /// <summary>Waits until the store has safely kept everything queued so far.</summary>
    /// <param name="cancellationToken">Ends the wait; nothing is lost by that. While the store fails, nothing else does.</param>
    /// <returns>What became of everything so far. Where the token ended the wait, the rest is pending.</returns>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => FlushQueueAsync(unlessInOutage: false, cancellationToken);

    /// <summary>
    /// As <see cref="FlushAsync"/>, but does not wait for a store that is failing: one that failed twice in a row, or that someone has to mend.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; nothing is lost by that.</param>
    /// <returns>What became of everything so far. Where the store fails, or the token ended the wait, the rest is pending.</returns>
    public ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken = default) => FlushQueueAsync(unlessInOutage: true, cancellationToken);

    /// <summary>
    /// How writing goes, as the part <c>queue</c>: unhealthy where someone has to mend the store; degraded while writing fails, takes longer than 30 seconds,
    /// or something was dropped in the last 5 minutes, or the queue is at least 80 % full. Figures: <c>pending</c> (<c>queued</c> and <c>in_hand</c>),
    /// <c>pending_bytes</c>, <c>capacity</c>, <c>capacity_bytes</c>, <c>oldest_seconds</c>, <c>stored</c>, <c>dropped_</c> and the reason,
    /// <c>seconds_since_written</c>, <c>writing_seconds</c>, <c>failing_seconds</c>. Never waits.
    /// </summary>
    /// <remarks>It is for the host: figures and message may depend on personal entries. <see cref="ConversationReader.GetHealthAsync"/> reports it to readers,
    /// with drops as a part of their own.</remarks>
    public HealthPart CheckHealth() => QueueHealth.Of(State, withDrops: true);

    /// <summary>The sink at this moment.</summary>
    internal SinkState State
    {
        get
        {
            var now = _options.TimeProvider.GetUtcNow();
            return new SinkState(_queue, _options.QueueCapacity, _store.State, _writer.SinceDrop, now - (_writer.FirstInHand ?? _queue.Oldest.Moment), now);
        }
    }

    /// <summary>
    /// Accepts no more records, and waits until the queue is written, up to <see cref="StoreSinkOptions.DisposeTimeout"/>. The number of records still pending
    /// is then logged. They are still written, as long as the process lives, until the store fails: then the rest is dropped and counted.
    /// </summary>
    public ValueTask DisposeAsync() => _pump.CloseAsync(LongestWait());

    /// <summary>As <see cref="DisposeAsync"/>, blocking the caller for as long. Safe on any thread.</summary>
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

    // A store that already hangs has had a part of the wait: a host whose conversations waited for it before still ends in time.
    private TimeSpan LongestWait()
    {
        var most = _budget?.Share(_options.DisposeTimeout) ?? _options.DisposeTimeout;
        var least = most < s_leastWait ? most : s_leastWait;
        var rest = most - (_store.State.Writing ?? TimeSpan.Zero);
        return rest > least ? rest : least;
    }
}
