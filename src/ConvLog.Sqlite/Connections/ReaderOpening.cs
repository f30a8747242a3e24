using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Schema;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Connections;

/// <summary>Opens a connection for reading.</summary>
internal static class ReaderOpening
{
    private const string QueryOnlyPragma = "PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;";

    /// <summary>Null if the file under the path is not the one that was prepared: a backup may contain erased data until the ledger is applied to it.</summary>
    public static Session? Open(string path, SqliteStoreOptions options, PreparedFile prepared)
    {
        if (!prepared.IsCurrent)
        {
            return null;
        }

        var session = options.ReadOnly ? ReadOnlyOpening.Open(path, options, FileKind.Data) : Session.Open(path, options.BusyTimeout);
        try
        {
            // Before the log is opened: SQLite would use the log of the prepared file for the other one.
            if (!prepared.IsOpenIn(session))
            {
                session.Abandon();
                return null;
            }

            if (!options.ReadOnly)
            {
                OpenLog(session);
            }

            return session;
        }
        catch
        {
            session.Abandon();
            throw;
        }
    }

    private static void OpenLog(Session session)
    {
        session.Execute(QueryOnlyPragma); // Sorting never writes to a temporary file.
        DatabaseOpening.OpenLog(session);
        if (!Migrations.AreDone(session, FileKind.Data))
        {
            throw new ConversationStoreException(StoreFault.Unavailable,
                "The database was replaced by a new one, which another process is making. Try again.");
        }
    }
}
