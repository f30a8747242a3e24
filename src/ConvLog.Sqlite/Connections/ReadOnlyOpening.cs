using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite.Connections;

/// <summary>Opens a file for reading only, even on a medium that cannot be written to. Nothing is created, repaired or migrated.</summary>
internal static class ReadOnlyOpening
{
    private const string QueryOnlyPragma = "PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;";
    private const string SchemaVersionPragma = "PRAGMA schema_version";

    // The system's error for a file system that is mounted read-only, on Linux and macOS, and on Windows.
    private static readonly int[] s_readOnly = [30, unchecked((int)0x80070013)];

    /// <summary>The error of a call that would write.</summary>
    public static ConversationStoreException Refusal()
        => new(StoreFault.Unusable,
            $"The store was opened read-only ({nameof(SqliteStoreOptions)}.{nameof(SqliteStoreOptions.ReadOnly)}): nothing is written to it. Open it without "
            + "that to write.");

    /// <exception cref="ConversationStoreException">It is missing, not ConvLog's, of another schema, or cannot be read.</exception>
    public static Session Open(string path, SqliteStoreOptions options, FileKind kind)
    {
        if (StorePath.Problem(path) is { } problem)
        {
            throw new ConversationStoreException(StoreFault.Unusable, problem);
        }

        if (DatabaseOpening.IsNew(path))
        {
            throw new ConversationStoreException(StoreFault.Unusable,
                $"There is no {kind.Name} at \"{path}\", or it is empty, and a store that was opened read-only makes none.");
        }

        using (var look = Session.Look(path))
        {
            DatabaseFile.Check(look, path, kind);
        }

        var session = OpenSession(path, options.BusyTimeout);
        try
        {
            session.Execute(QueryOnlyPragma);
            DatabaseOpening.OpenLog(session);
            Migrations.EnsureNewest(session, kind);
            return session;
        }
        catch
        {
            session.Abandon();
            throw;
        }
    }

    // On a read-only medium, SQLite cannot create the index of a log either. Without a log, and with no one who could write one, it needs none.
    private static Session OpenSession(string path, TimeSpan busyTimeout)
    {
        var session = Session.OpenToRead(path, busyTimeout);
        try
        {
            session.Number(SchemaVersionPragma);
            return session;
        }
        catch (SqliteFailureException e) when (e.IsAccessFailure && IsOnReadOnlyMedium(path))
        {
            session.Abandon();
            return FileStamp.Of(DatabaseFile.LogOf(path)).Length <= 0
                ? Session.Look(path)
                : throw new ConversationStoreException(
                    StoreFault.Unusable,
                    $"\"{path}\" is on a read-only medium and has a write-ahead log there, which cannot be read without being able to write. Close the store "
                        + "that writes to it before the medium is made, or copy the file and its \"-wal\" file to where they can be written.",
                    e);
        }
        catch
        {
            session.Abandon();
            throw;
        }
    }

    // Called only if SQLite could not open its files: too many open files, for example, are no reason to ignore a log that another process writes.
    private static bool IsOnReadOnlyMedium(string path)
    {
        try
        {
            FileLock.Take(path, TimeSpan.Zero).Dispose();
            return false;
        }
        catch (ConversationStoreException e)
        {
            return e.InnerException is UnauthorizedAccessException
                || (e.InnerException is IOException failure && Array.IndexOf(s_readOnly, failure.HResult) >= 0);
        }
    }
}
