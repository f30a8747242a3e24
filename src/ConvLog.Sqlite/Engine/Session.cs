using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>One connection and the statements it has prepared. Used by one thread at a time.</summary>
internal sealed partial class Session : IDisposable
{
    private const string FullfsyncPragma = "PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;";
    private const string FullSync = "PRAGMA synchronous = FULL";
    private const string NormalSync = "PRAGMA synchronous = NORMAL";
    private const string WalCheckpointPragma = "PRAGMA wal_checkpoint(TRUNCATE)";
    private const string ShrinkMemoryPragma = "PRAGMA shrink_memory";

    private const int Lookaside = 1001; // SQLITE_DBCONFIG_LOOKASIDE
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
    private const int StablePlans = 1007; // SQLITE_DBCONFIG_ENABLE_QPSG

    // Slots of SQLite's default size, one megabyte in total.
    private const int SlotBytes = 1_200;
    private const int Slots = 800;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    // The same statements by reference to the string that was passed first. Hashing a constant's text would take a tenth of the time of inserting a row.
    private readonly Dictionary<string, Statement> _constants = new(ReferenceEqualityComparer.Instance);

    // The connection is opened with this durability (DatabaseOpening).
    private Durability _durability = Durability.Full;
    private LogLength? _log;

    private Session(sqlite3 handle) => (_handle, Built) = (handle, new BuiltStatements(Prepare));

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => StatementCalls.Changes(_handle);

    public long LastRowId => raw.sqlite3_last_insert_rowid(_handle);

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public sqlite3 Handle => _handle;

    public BuiltStatements Built { get; }

    /// <summary>The length of the log after the last commit, in pages; 0 unless <see cref="ManageCheckpoints"/> was called.</summary>
    public int LogPages => _log?.Pages ?? 0;

    /// <summary>The duration of the last commit that was synced.</summary>
    public TimeSpan LastSync { get; private set; }

    /// <summary>The prepared statement of a text, prepared once. Pass only constants or texts from a bounded set, because each statement is kept.</summary>
    /// <exception cref="InvalidOperationException">Its rows are still being read: a second reader needs its own statement (<see cref="Prepare"/>).</exception>
    public Statement this[string sql]
    {
        get
        {
            if (!_constants.TryGetValue(sql, out var statement) && !_statements.TryGetValue(sql, out statement))
            {
                _statements[sql] = _constants[sql] = statement = Prepare(sql);
            }

            return statement.HasRow ? throw new InvalidOperationException($"The rows of this statement are still being read: {sql}") : statement;
        }
    }

    /// <summary>Opens an existing file for reading and writing.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="busyTimeout">How long a statement waits for another connection's lock.</param>
    /// <param name="isWriter">
    /// Whether it writes the conversations. It then gets a megabyte of lookaside memory: the prepared statements fill the engine's small default pool, and
    /// statements would then allocate from the heap, behind a process-wide lock, a thousand times for one conversation.
    /// </param>
    public static Session Open(string path, TimeSpan busyTimeout, bool isWriter = false)
    {
        var session = Open(path, raw.SQLITE_OPEN_READWRITE);
        if (isWriter)
        {
            // Affects this connection only. A failure is harmless: the connection then works with the default.
            _ = raw.sqlite3_db_config(session._handle, Lookaside, IntPtr.Zero, SlotBytes, Slots);
        }

        session.WaitForLocks(busyTimeout);

        // On macOS, a sync leaves data in the drive's cache unless a full sync is requested. On other systems this has no effect. Readers checkpoint, too.
        try
        {
            session.Execute(FullfsyncPragma);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a file for inspection without a trace: it takes no lock, ignores the log and creates no file. Inspecting it by other means would do harm: when a
    /// process closes a file, the system drops all locks that the process has on it, including those of a connection.
    /// </summary>
    /// <param name="path">The absolute path of the file.</param>
    public static Session Look(string path) => Open($"file:{Uri.EscapeDataString(path)}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI);

    /// <summary>Opens an existing file for reading, concurrently with its writers.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="busyTimeout">How long a statement waits for another connection's lock.</param>
    public static Session OpenToRead(string path, TimeSpan busyTimeout)
    {
        var session = Open(path, raw.SQLITE_OPEN_READONLY);
        session.WaitForLocks(busyTimeout);
        return session;
    }

    /// <summary>Opens a database in memory, for example to inspect the tables that scripts create.</summary>
    public static Session OpenInMemory() => Open(":memory:", raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>A statement that is used once and disposed by the caller.</summary>
    public Statement Prepare(string sql)
    {
        int code = raw.sqlite3_prepare_v2(_handle, sql, out var handle);
        return code == raw.SQLITE_OK ? new Statement(this, handle) : throw Failure(code);
    }

    /// <summary>Runs one or more statements without parameters or results.</summary>
    public void Execute(string sql)
    {
        int code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    /// <summary>The single value of a PRAGMA or query.</summary>
    public long? Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Scalar();
    }

    /// <summary>The single text of a PRAGMA or query; null if there is none.</summary>
    public string? Text(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.OptionalText(0) : null;
    }

    /// <summary>Sets whether the next transaction must be durable at once. Called outside a transaction, on the connection that writes.</summary>
    public void RequireDurability(Durability durability)
    {
        if (durability == _durability)
        {
            return;
        }

        // If a statement fails, the remembered durability is never higher than the actual one.
        _durability = Durability.Deferred;
        Execute(durability == Durability.Full ? FullSync : NormalSync);
        _durability = durability;
    }

    /// <summary>Sets how long a statement waits for another connection's lock.</summary>
    public void WaitForLocks(TimeSpan most) => _ = raw.sqlite3_busy_timeout(_handle, (int)most.TotalMilliseconds);

    /// <summary>Makes the caller responsible for checkpoints from now on, if the engine supports it.</summary>
    public void ManageCheckpoints() => _log ??= LogLength.Of(_handle);

    /// <summary>Commits the transaction.</summary>
    public void Commit()
    {
        // A statement that was not read to its end would keep a reader's transaction open, and prevent a writer's from being committed.
        ResetStatements();
        long start = Environment.TickCount64;
        this["COMMIT"].Run();
        LastSync = _durability == Durability.Full ? TimeSpan.FromMilliseconds(Environment.TickCount64 - start) : LastSync;
    }

    /// <summary>Runs work within a savepoint, and rolls it back if the work returns false.</summary>
    /// <returns>The result of the work.</returns>
    public bool Attempt(Func<Session, bool> work)
    {
        this["SAVEPOINT attempt"].Run();
        bool isDone = work(this);
        if (!isDone)
        {
            this["ROLLBACK TO attempt"].Run();
        }

        this["RELEASE attempt"].Run();
        return isDone;
    }

    /// <summary>Rolls back the current transaction, if any.</summary>
    /// <returns>Whether no transaction is open.</returns>
    public bool Rollback()
    {
        ResetStatements();
        return !IsInTransaction || raw.sqlite3_exec(_handle, "ROLLBACK") == raw.SQLITE_OK || !IsInTransaction;
    }

    /// <summary>Checkpoints the whole log and truncates it.</summary>
    /// <returns>Whether all of it is in the file; false if a reader still needs the log.</returns>
    public bool EmptyLog()
    {
        using (var checkpoint = Prepare(WalCheckpointPragma))
        {
            if (!checkpoint.Step() || checkpoint.Int64(0) != 0)
            {
                return false;
            }
        }

        // This connection's cache holds pages as they were in the log, not as they are in the file (PageGaps): the next commit would write their unused bytes
        // again. Other connections reload their pages, because the log has changed.
        Execute(ShrinkMemoryPragma);
        return true;
    }

    public Exception Failure(int code) => SqliteFaults.Of(code, raw.sqlite3_errmsg(_handle).utf8_to_string(), FileControl.SystemError(_handle, code));

    /// <summary>
    /// Closes the connection without a checkpoint, even if it is the last one: a damaged file must not be changed before it is copied.
    /// </summary>
    public void Abandon()
    {
        if (!_handle.IsClosed)
        {
            _ = raw.sqlite3_db_config(_handle, NoCheckpointOnClose, 1, out _);
            Dispose();
        }
    }

    /// <summary>Closes the connection. The last one checkpoints the log and deletes it.</summary>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        Built.Dispose();
        _statements.Clear();
        _constants.Clear();
        _handle.Dispose();
        _log?.Dispose();
    }

    private static Session Open(string name, int flags)
    {
        Batteries_V2.Init();
        string? vfs = Vfs.Name;
        EngineVersion.Running.EnsureSupported();
        int code = raw.sqlite3_open_v2(name, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, vfs);
        var session = new Session(handle);
        if (code == raw.SQLITE_OK)
        {
            _ = raw.sqlite3_extended_result_codes(handle, 1);

            // Otherwise the planner compares values with the conditions of partial indexes, and prepares a statement again whenever such a value is bound:
            // a list would take half a millisecond longer. Indexes are named or chosen by columns, never by values.
            _ = raw.sqlite3_db_config(handle, StablePlans, 1, out _);
            return session;
        }

        int extendedCode = raw.sqlite3_extended_errcode(handle);
        var failure = SqliteFaults.Of(extendedCode, raw.sqlite3_errmsg(handle).utf8_to_string(), FileControl.SystemError(handle, extendedCode));
        session.Dispose();
        throw failure;
    }

    private void ResetStatements()
    {
        foreach (var statement in _statements.Values.Where(static statement => statement.HasRow))
        {
            statement.Reset();
        }

        Built.EndTransaction();
    }
}
