using ConvLog.PostgreSql.Access;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Health;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Live;
using ConvLog.PostgreSql.Options;
using ConvLog.PostgreSql.Retention;
using ConvLog.PostgreSql.Schema;
using ConvLog.PostgreSql.Statistics;
using ConvLog.PostgreSql.Text;
using ConvLog.PostgreSql.Writing;
using ConvLog.PostgreSql.Writing.Summaries;
using ConvLog.Storage;
using ConvLog.Storage.Background;
using ConvLog.Storage.Relational;
using Npgsql;

namespace ConvLog.PostgreSql;

/// <summary>Stores conversations in PostgreSQL 14 or newer, for any number of hosts. Acknowledged records are on the server's disk.</summary>
public sealed partial class PostgreSqlConversationStore
    : IConversationStore, IStatisticsStore, IFacetStore, ILookupStore, IUserStore, IArrivalStore, IHoldStore, IReceiptStore, IRetentionRunStore, IAccessChain,
        ISnapshotStore, IAsyncDisposable, IDisposable
{
    private readonly Database _database;
    private readonly Migrations _migrations;
    private readonly Partitions _partitions;
    private readonly PartitionMaker _partitionMaker;
    private readonly EngineWatch _engine;
    private readonly HealthCheck _health;
    private readonly Func<TimeSpan> _timeToClose;
    private int _closed;
    private int _isStarted;

    /// <summary>Creates a store on a server. The first call that needs the schema creates it, or migrates it to this version.</summary>
    /// <param name="connectionString">The Npgsql connection string of the server. Its TLS and pool settings are used; the default of
    /// <c>Maximum Pool Size</c> is 40.</param>
    /// <param name="options">The options of the store; null for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is null, empty, blank or invalid; or data and keys have the same
    /// schema.</exception>
    public PostgreSqlConversationStore(string connectionString, PostgreSqlStoreOptions? options = null)
        : this(connectionString, options, isLater: false)
    {
    }

    /// <param name="connectionString">The Npgsql connection string of the server.</param>
    /// <param name="options">The options of the store; null for the defaults.</param>
    /// <param name="isLater">Whether to connect at the first call: a tool that only builds the host must not create a schema.</param>
    /// <param name="timeToClose">How much time is left when the host disposes it; null for five seconds.</param>
    internal PostgreSqlConversationStore(string connectionString, PostgreSqlStoreOptions? options, bool isLater, Func<TimeSpan>? timeToClose = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        options ??= new PostgreSqlStoreOptions();
        SchemaNames.Check(connectionString, options);
        _timeToClose = timeToClose ?? (static () => TimeSpan.FromSeconds(5));
        var troubles = new DatabaseTroubles(options.TimeProvider, options.Logger);
        _migrations = Migrations.OfData(Database.Quoted(options.Schema));
        _database = new Database(connectionString, options.ReadConnectionString, options.Schema, options, troubles, PrepareAsync);
        _keysStore = new KeysStore(connectionString, options, troubles);
        _keys = new DataKeys(_keysStore, options, troubles);
        var lostKeys = new LostKeys(_database, _keys);
        _erasures = new Erasures(_database, _keysStore, _keys, lostKeys);
        _receipts = new ReceiptReading(_erasures);
        _erasureWatch = new ErasureWatch(_erasures, troubles, options.TimeProvider);
        _partitions = new Partitions(_database);
        _partitionMaker = new PartitionMaker(_database, _partitions);
        _retention = new RetentionWork(_database, new PartitionExpiry(_database, new DroppedPartitions(_database, _keys)), lostKeys);
        _writer = new RecordWriter(_database, new BatchWriter(_database, _keys, _partitions), _erasures);
        _arrivals = new Arrivals(_database);
        _documents = new TeamDocumentTable(_database.Troubles, LockDocuments);
        _accessAppends = new AccessAppends(_database);
        _pace = new BatchingDelay(options.TimeProvider);
        _summaries = new SummaryUpdater(_database, _keys, _partitions);
        _indexer = new TextIndexer(_database, _pace);
        _dayCounter = new DayCounter(_database, _summaries.UpdateAsync);
        _reads = new CountedReads(_database, _keys, _summaries, _indexer, _pace);
        _engine = new EngineWatch(options, DurabilityProbes.Of(_database, _migrations, _keysStore), _database.ConfirmOwnAsync);
        _health = new HealthCheck(_database, _migrations, _partitions, _engine, _keys, _indexer, _arrivals);
        if (!isLater)
        {
            Start();
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default) => _health.RunAsync(_hasWritten, cancellationToken);

    /// <summary>Closes the connections, after at most five seconds if the server does not respond. Acknowledged records are kept. Further calls do
    /// nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        _isStarted = 1; // Prevents a later start.
        using var closing = new CancellationTokenSource(_timeToClose());
        await CloseAsync(closing.Token).WaitAsync(closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // A server may not respond.
        _keys.Dispose();
        await _keysStore.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The same as <see cref="DisposeAsync"/>, but blocks the caller, for hosts that are disposed without <c>await</c>. Thread-safe.</summary>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(new IAsyncDisposable[] { _engine, _partitionMaker, _dayCounter, _indexer, _summaries, _erasureWatch, _arrivals }
            .Select(static background => background.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _keys.ReleaseAsync(cancellationToken).ConfigureAwait(false);
    }

    // Erases again what was erased since a backup, before any data is served.
    private async ValueTask PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await _migrations.RunAsync(connection, cancellationToken).ConfigureAwait(false);
        await _erasures.OpenedAsync(connection, cancellationToken).ConfigureAwait(false);
        Start();
        _engine.Wake(); // Only after opening: the watch opens it too.
    }

    // Runs once, at the latest when a connection was made.
    private void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) != 0)
        {
            return;
        }

        _erasureWatch.Start();
        _partitionMaker.Start();
        _summaries.Start(_pace);
        _dayCounter.Start();
        if (_database.Options.IndexText)
        {
            _indexer.Start();
        }
    }
}
