using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite.Connections;

/// <summary>Opens the writing connection: creates the file if needed, sets the options that durability depends on, and verifies them.</summary>
internal static class DatabaseOpening
{
    private const string SchemaVersionPragma = "PRAGMA schema_version";
    private const string PageCountPragma = "PRAGMA page_count";
    private const string JournalModePragma =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -4096; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;";
    private const string WalAutocheckpointPragma = "PRAGMA wal_autocheckpoint = 6000";
    private const string SecureDeletePragma = "PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF;";

    /// <param name="path">The file.</param>
    /// <param name="options">The store's options.</param>
    /// <param name="damage">Handles a damaged file.</param>
    /// <param name="beginning">Called before tables are created in a file that has none; null to call nothing.</param>
    /// <exception cref="ConversationStoreException">It cannot be opened now, or not at all.</exception>
    public static Session Open(string path, SqliteStoreOptions options, Damage damage, Action? beginning)
    {
        damage.Refuse();
        try
        {
            return OpenOnce(path, options, damage, beginning);
        }
        catch (SqliteFailureException e) when (e.IsDamage)
        {
            damage.Refuse();
            return OpenOnce(path, options, damage, beginning);
        }
    }

    /// <summary>
    /// Opens the log, and makes sure that it is the one of the file. SQLite opens it by name at the first read: if the file was moved after it was opened, the
    /// log belongs to another file.
    /// </summary>
    /// <exception cref="ConversationStoreException">The file was moved.</exception>
    public static void OpenLog(Session session)
    {
        session.Number(SchemaVersionPragma);
        if (FileControl.HasMoved(session))
        {
            throw new ConversationStoreException(StoreFault.Unavailable, "The database was moved, deleted or replaced while it was opened. Try again.");
        }
    }

    private static Session OpenOnce(string path, SqliteStoreOptions options, Damage damage, Action? beginning)
    {
        if (StorePath.Problem(path) is { } problem)
        {
            throw new ConversationStoreException(StoreFault.Unusable, problem);
        }

        return IsNew(path) && OpenNew(path, options, FileKind.Data, beginning) is { } made ? made : OpenExisting(path, options, damage, beginning);
    }

    public static bool IsNew(string path) => FileStamp.Of(path).Length <= 0;

    /// <summary>Creates a file, complete before others may open it or create another under its name. Null if another process has created it.</summary>
    public static Session? OpenNew(string path, SqliteStoreOptions options, FileKind kind, Action? beginning = null)
    {
        EngineVersion.Running.EnsureSupported(); // Before a file exists.
        using var fileLock = FileLock.Take(path, options.BusyTimeout);
        if (!IsNew(path))
        {
            return null;
        }

        beginning?.Invoke();
        DatabaseFile.Make(path);
        return OpenFile(path, options, kind);
    }

    private static Session OpenExisting(string path, SqliteStoreOptions options, Damage damage, Action? beginning)
    {
        using var look = Session.Look(path);
        try
        {
            DatabaseFile.Check(look, path, FileKind.Data);
            bool isLogDamaged = damage.FoundInLog();
            var session = OpenFile(path, options, FileKind.Data, beginning);
            if (isLogDamaged)
            {
                session.EmptyLog(); // The rest of the lost transactions must not be found again.
            }

            return session;
        }
        catch (SqliteFailureException e) when (e.IsDamage)
        {
            damage.Found(look, e);
            throw;
        }
    }

    // While another connection switches to WAL mode, SQLite reports that the file is locked without waiting for it.
    private static void SwitchToLog(Session session, TimeSpan most) => LockRetry.Run(
        () =>
        {
            session.Execute(JournalModePragma);
            return true;
        },
        static e => e is SqliteFailureException { IsLock: true },
        most);

    /// <summary>Opens an existing file of ours, and migrates it to the newest schema.</summary>
    public static Session OpenFile(string path, SqliteStoreOptions options, FileKind kind, Action? beginning = null)
    {
        DatabaseFile.Narrow(path);
        var session = Session.Open(path, options.BusyTimeout, isWriter: kind == FileKind.Data);
        try
        {
            // Read under a lock, after SQLite has rolled back what a crash left unfinished: a file that looked like ours may be empty now.
            if (session.Number(PageCountPragma) == 0)
            {
                Begin(session, kind);
            }

            SwitchToLog(session, options.BusyTimeout);

            // Pages that are rewritten often are checkpointed less often than with SQLite's default of 1,000. For the data file, see LogCheckpoints.
            session.Execute(WalAutocheckpointPragma);

            // Overwrites deleted or replaced data with zeros, from the first write on: a reused page keeps bytes that it does not overwrite. See also PageGaps.
            // The code itself keeps references valid: SQLite's check would scan a whole table for every opening that is deleted.
            session.Execute(SecureDeletePragma);
            OpenLog(session);
            if (beginning is not null && Migrations.HaveNotBegun(session))
            {
                Begin(path, options, session, beginning);
            }

            Migrations.Run(session, kind);
            Verify(session);
            return session;
        }
        catch
        {
            session.Abandon();
            throw;
        }
    }

    // Outside the write-ahead log, so that the id is in the file itself from its first page on. Space freed by deletions can be returned to the disk only if
    // auto_vacuum is set now. In one transaction, because each of the two statements alone writes the first page.
    private static void Begin(Session session, FileKind kind)
        => session.Execute($"BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {kind.ApplicationId}; COMMIT;");

    // The file has its first page but no tables: another process is creating them, or they were in a log that is gone.
    private static void Begin(string path, SqliteStoreOptions options, Session session, Action beginning)
    {
        using var fileLock = FileLock.Take(path, options.BusyTimeout);
        if (Migrations.HaveNotBegun(session))
        {
            beginning();
        }
    }

    private static void Verify(Session session)
    {
        EnsurePragma(session, "journal_mode", "wal");
        EnsurePragma(session, "synchronous", "2");
        EnsurePragma(session, "auto_vacuum", "2");
        EnsurePragma(session, "secure_delete", "1");
        EnsurePragma(session, "temp_store", "2");
        if (OperatingSystem.IsMacOS())
        {
            EnsurePragma(session, "fullfsync", "1");
            EnsurePragma(session, "checkpoint_fullfsync", "1");
        }
    }

    // SQLite does not report a PRAGMA that it cannot apply and continues with the old value; a power cut could then lose acknowledged entries, or an erasure
    // leave deleted bytes in the file.
    private static void EnsurePragma(Session session, string pragma, string value)
    {
        string? found = session.Text($"PRAGMA {pragma}");
        if (!string.Equals(found, value, StringComparison.Ordinal))
        {
            throw new ConversationStoreException(
                StoreFault.Unusable,
                $"SQLite runs with {pragma} = {found} and not {value}, so that acknowledged entries could be lost or erased ones remain. Keep the file on a "
                    + "local file system that can lock and map files, and use the bundled engine.");
        }
    }
}
