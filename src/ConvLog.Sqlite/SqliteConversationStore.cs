using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Reading;
using ConvLog.Sqlite.Retention;
using ConvLog.Sqlite.Summaries;
using ConvLog.Sqlite.Text;
using ConvLog.Sqlite.Writing;
using ConvLog.Storage;
using ConvLog.Storage.Background;
using ConvLog.Storage.Privacy;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite;

/// <summary>
/// Stores conversations in one SQLite file. Acknowledged records are on the disk (write-ahead log, synchronous FULL). One connection writes and many read;
/// several processes may use one file.
/// </summary>
/// <remarks>
/// <para>
/// If the disk is full, read-only or fails, or if another process has locked the file, calls fail with <see cref="StoreFault.Unavailable"/>, and the next call
/// tries again. A new file is created with mode 0600, and other users lose the right to read an existing one.
/// </para>
/// <para>
/// Personal data is encrypted with AES-256-GCM under a key for each conversation. These keys are in a second file, <c>name-keys</c>, wrapped by the key ring of
/// the options. Without that file or ring, personal data cannot be read, and writes fail with <see cref="StoreFault.Unusable"/> until it is available again;
/// everything else is readable, and health reports the problem.
/// </para>
/// <para>
/// A damaged file is copied once, as <c>name.damaged-time</c> in the same folder, and is not used until it is changed or replaced, which needs no restart. With
/// <see cref="SqliteStoreOptions.StartFreshWhenDamaged"/>, it is renamed to such a name instead. A copy contains the data of the file: delete it when it is no
/// longer needed.
/// </para>
/// <para>
/// If the file is deleted, moved or replaced while it is open, the next call notices this, and the store uses the file that is then under the path, or a new
/// one if there is none. Health and log report it. To restore a backup, stop all processes that use the file, and remove <c>-wal</c> and <c>-shm</c> together
/// with the old file.
/// </para>
/// </remarks>
public sealed partial class SqliteConversationStore
    : IConversationStore, IStatisticsStore, IFacetStore, ILookupStore, IUserStore, IArrivalStore, IHoldStore, IReceiptStore, IRetentionRunStore, IAccessChain,
        ISnapshotStore, ICursorSecretSource, IAsyncDisposable, IDisposable
{
    private readonly Database _database;
    private readonly HealthCheck _health;
    private readonly BackgroundWork _background;

    /// <summary>Opens a database, or creates it.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or blank, a connection string, or means a database in memory.</exception>
    /// <exception cref="ConversationStoreException">
    /// <see cref="StoreFault.Unusable"/>: the file is damaged, not ConvLog's, or of a newer version. A fault that may pass, such as a full disk, is thrown by
    /// later calls and not here.
    /// </exception>
    public SqliteConversationStore(string path, SqliteStoreOptions? options = null)
        : this(path, options ?? new SqliteStoreOptions(), makesFolders: false)
    {
        Open(static fault => fault == StoreFault.Unusable);
    }

    private SqliteConversationStore(string path, SqliteStoreOptions options, bool makesFolders)
    {
        PathArgument.Check(path);
        FileSizeSignal.Handle();
        var known = new KnownConversations();
        _database = new Database(path, options) { RolledBack = known.Clear, Opening = Opened, Beginning = () => _missing!.RefuseNew(),
            Folders = makesFolders ? () => StoreFolder.Make(path, options) : null };
        _keysFile = new KeysFile(_database.Path, options, _database.Troubles);
        _keys = new DataKeys(_keysFile, _database.Path, options, _database.Troubles);
        _missing = new MissingConversations(_database, _keysFile);
        var pace = new BatchingDelay(options.TimeProvider);
        _summaries = new SummaryUpdater(_database);
        _indexer = new TextIndexer(_database, pace);
        _database.IndexDamaged = _indexer.Rebuild;
        _reads = new CountedReads(_database, Personal, pace, _summaries, _indexer);
        _health = new HealthCheck(_database, _keysFile, _keys, _indexer);
        _dayCounter = new DayCounter(_database, _summaries);
        _arrivals = new Arrivals(_database);
        _documents = new TeamDocumentTable(_database.Troubles);
        var removals = new Removals(_database);
        var lostKeys = new LostKeys(_database, _keys);
        _retention = new RetentionWork(_database, _summaries, removals, lostKeys);
        _erasures = new Erasures(_database, _keysFile, _keys, lostKeys);
        _batches = new BatchWriter(_database, known, _keysFile, _keys, _missing, _erasures);
        _cleanUp = new CleanUp(_database, _keysFile, _erasures, removals);
        _requests = new ErasureRequests(_database, _erasures, _cleanUp);
        _receipts = new ReceiptReading(_erasures, options.ReadOnly);
        _background = new BackgroundWork(options, _cleanUp, _summaries, pace, _dayCounter, _indexer);
    }

    /// <summary>Opens the store for a host that runs even without it: problems are reported by its calls and by health.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The options.</param>
    /// <param name="isLater">Whether the first call opens the file: a tool that only builds the host must not create one.</param>
    /// <param name="timeToClose">How much time is left when the host disposes it; null for no limit.</param>
    internal static SqliteConversationStore OpenFor(string path, SqliteStoreOptions options, bool isLater, Func<TimeSpan>? timeToClose = null)
    {
        var store = new SqliteConversationStore(path, options, makesFolders: true);
        store._database.TimeToClose = timeToClose;
        if (!isLater)
        {
            store.Open(static _ => false);
        }

        return store;
    }

    /// <inheritdoc/>
    public ValueTask<StoreHealth> CheckHealthAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_health.Run());
    }

    /// <summary>Closes the file. Acknowledged records are kept.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the file. Acknowledged records are kept.</summary>
    public void Dispose()
    {
        _background.Dispose();
        _arrivals.Dispose();
        _database.Dispose();
        _keys.Release();
        _keysFile.Dispose(_database.HasLeftLog);
    }

    private void Open(Func<StoreFault, bool> isThrown)
    {
        try
        {
            _database.Prepare();
        }
        catch (ConversationStoreException e)
        {
            if (isThrown(e.Fault))
            {
                Dispose();
                throw;
            }
        }

        _background.Start();
    }
}
