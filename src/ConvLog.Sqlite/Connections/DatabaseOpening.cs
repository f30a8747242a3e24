using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite.Connections;

/// <summary>Opens the connection that writes: makes the file where there is none, sets what durability rests on, and reads back that it holds.</summary>
internal static class DatabaseOpening
{
    private const string SchemaVersionPragma = "PRAGMA schema_version";
    private const string PageCountPragma = "PRAGMA page_count";
    private const string JournalModePragma =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -4096; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;";
    private const string WalAutocheckpointPragma = "PRAGMA wal_autocheckpoint = 6000";
    private const string SecureDeletePragma = "PRAGMA secure_delete = ON; PRAGMA foreign_keys = OFF;";

    /// <param name="path">The file.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="damage">What is done about a damaged file.</param>
    /// <param name="beginning">Called before tables are made in a file that has none; null for nothing.</param>
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
    /// Opens the log, and makes sure that it is the one of the file. SQLite opens it by name at the first read: had the file been moved since it was opened, it
    /// would be another's.
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

    /// <summary>Makes a file, whole before others may open it, or make another under its name. Null where another process has made it.</summary>
    public static Session? OpenNew(string path, SqliteStoreOptions options, FileKind kind, Action? beginning = null)
    {
        EngineVersion.Running.Demand(); // Before there is a file.
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
                session.EmptyLog(); // What is left of the lost transactions must not be found again.
            }

            return session;
        }
        catch (SqliteFailureException e) when (e.IsDamage)
        {
            damage.Found(look, e);
            throw;
        }
    }

    // While another connection switches to the log, SQLite answers that the file is locked without waiting for it.
    private static void SwitchToLog(Session session, TimeSpan most) => LockRetry.Run(
        () =>
        {
            session.Execute(JournalModePragma);
            return true;
        },
        static e => e is SqliteFailureException { IsLock: true },
        most);

    /// <summary>Opens a file of ours that is there, and brings it to the newest schema.</summary>
    public static Session OpenFile(string path, SqliteStoreOptions options, FileKind kind, Action? beginning = null)
    {
        DatabaseFile.Narrow(path);
        var session = Session.Open(path, options.BusyTimeout, isWriter: kind == FileKind.Data);
        try
        {
            // Asked under a lock, after SQLite has taken back what a crash left half done: a file that looked like ours may be empty now.
            if (session.Number(PageCountPragma) == 0)
            {
                Begin(session, kind);
            }

            SwitchToLog(session, options.BusyTimeout);

            // A page that is written again and again goes into the file less often than by SQLite's default of 1,000. Of the data file, see Database.TendLog.
            session.Execute(WalAutocheckpointPragma);

            // What is deleted or replaced leaves no bytes, from the first write on: a page that is used again keeps what it does not overwrite. See also
            // PageGaps. References are the code's to keep: a check of each would look through a whole table for every opening that is deleted.
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

    // Outside the write-ahead log, so that the id stands in the file itself from its first page on; the space a deletion frees can be given back only if that
    // is settled now. In one transaction, as each of the two alone writes the first page.
    private static void Begin(Session session, FileKind kind)
        => session.Execute($"BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {kind.ApplicationId}; COMMIT;");

    // Its first page is there and its tables are not: another process makes them just now, or they were in a log that is gone.
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
        Demand(session, "journal_mode", "wal");
        Demand(session, "synchronous", "2");
        Demand(session, "auto_vacuum", "2");
        Demand(session, "secure_delete", "1");
        Demand(session, "temp_store", "2");
        if (OperatingSystem.IsMacOS())
        {
            Demand(session, "fullfsync", "1");
            Demand(session, "checkpoint_fullfsync", "1");
        }
    }

    // A PRAGMA that cannot be had is no error to SQLite: it goes on with what it has, and a power cut would lose what was acknowledged, or an erasure leave
    // what it deleted.
    private static void Demand(Session session, string pragma, string value)
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
