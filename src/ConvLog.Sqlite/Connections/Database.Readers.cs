using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Schema;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Connections;

/// <content>The connections for reading.</content>
internal sealed partial class Database
{
    private const string QueryOnlyPragma = "PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;";

    private Session Reader()
    {
        while (true)
        {
            Prepare();
            if (_readers.Rent() is { } session)
            {
                if (!FileControl.HasMoved(session))
                {
                    return session;
                }

                _readers.Drop(session);
            }

            _isReady = false;
        }
    }

    // Null if the file under the path is not the one that was prepared: a backup may contain erased data until the ledger is applied to it.
    private Session? OpenReader()
    {
        if (!_prepared.IsCurrent)
        {
            return null;
        }

        var session = Options.ReadOnly ? ReadOnlyOpening.Open(_path, Options, FileKind.Data) : Session.Open(_path, Options.BusyTimeout);
        try
        {
            // Before the log is opened: SQLite would use the log of the prepared file for the other one.
            if (!_prepared.IsOpenIn(session))
            {
                session.Abandon();
                return null;
            }

            if (!Options.ReadOnly)
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

    private void HandleReadFailure(Session session, Exception e)
    {
        ReportIndex(e);
        if (e is SqliteFailureException { IsDamage: true } damage && !Options.ReadOnly)
        {
            _readers.Release();
            using (session)
            {
                FoundByReader(session, damage);
            }
        }
        else if (session.Rollback() && e is not SqliteFailureException)
        {
            _readers.Return(session);
        }
        else
        {
            _readers.Drop(session);
        }
    }
}
