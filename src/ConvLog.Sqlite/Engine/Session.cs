using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>One connection and the statements it has prepared. Used by one thread at a time.</summary>
internal sealed class Session : IDisposable
{
    private const string FullfsyncPragma = "PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;";
    private const string FullSync = "PRAGMA synchronous = FULL";
    private const string NormalSync = "PRAGMA synchronous = NORMAL";
    private const string WalCheckpointPragma = "PRAGMA wal_checkpoint(TRUNCATE)";
    private const string ShrinkMemoryPragma = "PRAGMA shrink_memory";

    private const int Lookaside = 1001; // SQLITE_DBCONFIG_LOOKASIDE
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE
    private const int StablePlans = 1007; // SQLITE_DBCONFIG_ENABLE_QPSG

    // Of the engine's own size, and eight times as many as it has: a megabyte.
    private const int SlotBytes = 1_200;
    private const int Slots = 800;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    // The same by the object that was given first. A constant is one object, and to hash its text takes a tenth of the time of inserting a row.
    private readonly Dictionary<string, Statement> _constants = new(ReferenceEqualityComparer.Instance);

    // As the connection was opened (DatabaseOpening).
    private Durability _durability = Durability.Full;
    private LogLength? _log;

    private Session(sqlite3 handle) => _handle = handle;

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => StatementCalls.Changes(_handle);

    public long LastRowId => raw.sqlite3_last_insert_rowid(_handle);

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public sqlite3 Handle => _handle;

    /// <summary>How many pages the log had after the last commit; 0 unless it is tended (<see cref="TendLog"/>).</summary>
    public int LogPages => _log?.Pages ?? 0;

    /// <summary>How long the last commit took that was synced.</summary>
    public TimeSpan LastSync { get; private set; }

    /// <summary>The prepared form of a statement, made once. Pass constants or texts out of a bounded number: each is kept.</summary>
    /// <exception cref="InvalidOperationException">Its rows are still being read: a second reader needs a statement of its own (<see cref="Prepare"/>).
    /// </exception>
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

    /// <summary>Opens a file that is there, to read and write.</summary>
    /// <param name="path">The file, from the root on.</param>
    /// <param name="busyTimeout">How long a statement waits for another connection's lock.</param>
    /// <param name="isWriter">
    /// Whether it writes the conversations. It then gets a megabyte of memory of its own: what prepared statements keep fills the engine's small pool, and each
    /// step of a statement would go to the heap a thousand times for one conversation, behind a lock of the whole process.
    /// </param>
    public static Session Open(string path, TimeSpan busyTimeout, bool isWriter = false)
    {
        var session = Open(path, raw.SQLITE_OPEN_READWRITE);
        if (isWriter)
        {
            // Of this connection alone. Without it, all works as before.
            _ = raw.sqlite3_db_config(session._handle, Lookaside, IntPtr.Zero, SlotBytes, Slots);
        }

        session.WaitForLocks(busyTimeout);

        // On macOS a sync leaves bytes in the drive's own memory unless it is asked for more. Elsewhere this changes nothing. Readers checkpoint, too.
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
    /// Opens a file to see what it is, and leaves no trace: it takes no lock, looks at no log and makes no file. A look by other means would do harm: when a
    /// process closes a file, the system drops all locks it has on it, also those of a connection.
    /// </summary>
    /// <param name="path">The file, from the root on.</param>
    public static Session Look(string path) => Open($"file:{Uri.EscapeDataString(path)}?immutable=1", raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_URI);

    /// <summary>Opens a file that is there, to read it beside whoever writes to it.</summary>
    /// <param name="path">The file, from the root on.</param>
    /// <param name="busyTimeout">How long a statement waits for another connection's lock.</param>
    public static Session OpenToRead(string path, TimeSpan busyTimeout)
    {
        var session = Open(path, raw.SQLITE_OPEN_READONLY);
        session.WaitForLocks(busyTimeout);
        return session;
    }

    /// <summary>Makes a database in memory, for a look at what scripts make.</summary>
    public static Session OpenInMemory() => Open(":memory:", raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);

    /// <summary>A statement that is used once and disposed by the caller.</summary>
    public Statement Prepare(string sql)
    {
        int code = raw.sqlite3_prepare_v2(_handle, sql, out var handle);
        return code == raw.SQLITE_OK ? new Statement(this, handle) : throw Failure(code);
    }

    /// <summary>Runs one or more statements that have no parameters and no answer.</summary>
    public void Execute(string sql)
    {
        int code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    /// <summary>The one value of a PRAGMA or query.</summary>
    public long? Number(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Scalar();
    }

    /// <summary>The one text of a PRAGMA or query; null where there is none.</summary>
    public string? Text(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.OptionalText(0) : null;
    }

    /// <summary>Sees to it that the next transaction is durable, or need not be yet. Outside of one, on the connection that writes.</summary>
    public void Demand(Durability durability)
    {
        if (durability == _durability)
        {
            return;
        }

        // What is remembered is never more than what is set, whatever fails.
        _durability = Durability.Soon;
        Execute(durability == Durability.Full ? FullSync : NormalSync);
        _durability = durability;
    }

    /// <summary>How long a statement waits for another connection's lock, from now on.</summary>
    public void WaitForLocks(TimeSpan most) => _ = raw.sqlite3_busy_timeout(_handle, (int)most.TotalMilliseconds);

    /// <summary>From now on the caller sees to it that the log comes into the file, where the engine lets it.</summary>
    public void TendLog() => _log ??= LogLength.Of(_handle);

    /// <summary>Ends a transaction well.</summary>
    public void Commit()
    {
        // One that was not read to its end would keep the transaction of a reader open, and a writer's from being committed.
        ResetStatements();
        long start = Environment.TickCount64;
        this["COMMIT"].Run();
        LastSync = _durability == Durability.Full ? TimeSpan.FromMilliseconds(Environment.TickCount64 - start) : LastSync;
    }

    /// <summary>Does something within a transaction, and undoes it where it says that it did not succeed.</summary>
    /// <returns>What it said.</returns>
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

    /// <summary>Gives up a transaction, where there is one.</summary>
    /// <returns>Whether there is none any more.</returns>
    public bool Rollback()
    {
        ResetStatements();
        return !IsInTransaction || raw.sqlite3_exec(_handle, "ROLLBACK") == raw.SQLITE_OK || !IsInTransaction;
    }

    /// <summary>Writes all of the log into the file, and empties it.</summary>
    /// <returns>Whether all of it is in the file; false where a reader needs the log as it is.</returns>
    public bool EmptyLog()
    {
        using (var checkpoint = Prepare(WalCheckpointPragma))
        {
            if (!checkpoint.Step() || checkpoint.Int64(0) != 0)
            {
                return false;
            }
        }

        // The pages in this connection's memory are as they were in the log, not as they are in the file (PageGaps): the next commit would bring back what they
        // do not use. Other connections read anew whatever they need, since the log is another one for them.
        Execute(ShrinkMemoryPragma);
        return true;
    }

    public Exception Failure(int code) => SqliteFaults.Of(code, raw.sqlite3_errmsg(_handle).utf8_to_string(), FileControl.SystemError(_handle, code));

    /// <summary>
    /// Closes the connection and leaves the log as it is, even where this was the last one: of a damaged file nothing is to be changed before it is copied.
    /// </summary>
    public void Abandon()
    {
        if (!_handle.IsClosed)
        {
            _ = raw.sqlite3_db_config(_handle, NoCheckpointOnClose, 1, out _);
            Dispose();
        }
    }

    /// <summary>Closes the connection. The last one brings the log into the file and removes it.</summary>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _constants.Clear();
        _handle.Dispose();
        _log?.Dispose();
    }

    private static Session Open(string name, int flags)
    {
        Batteries_V2.Init();
        string? vfs = Vfs.Name;
        EngineVersion.Running.Demand();
        int code = raw.sqlite3_open_v2(name, out var handle, flags | raw.SQLITE_OPEN_NOMUTEX, vfs);
        var session = new Session(handle);
        if (code == raw.SQLITE_OK)
        {
            _ = raw.sqlite3_extended_result_codes(handle, 1);

            // Else the planner compares values with the conditions of partial indexes, and prepares a statement anew whenever one of these values is bound:
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
    }
}
