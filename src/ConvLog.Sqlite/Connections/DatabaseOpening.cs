using System.Diagnostics;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>Opens the connection that writes: makes the file where there is none, sets what durability rests on, and reads back that it holds.</summary>
internal static class DatabaseOpening
{
    /// <param name="path">The file.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="damage">What is done about a damaged file.</param>
    /// <exception cref="ConversationStoreException">It cannot be opened now, or not at all.</exception>
    public static Session Open(string path, SqliteStoreOptions options, Damage damage)
    {
        damage.Refuse();
        try
        {
            return OpenOnce(path, options, damage);
        }
        catch (SqliteFailureException e) when (e.IsDamage)
        {
            damage.Refuse();
            return OpenOnce(path, options, damage);
        }
    }

    private static Session OpenOnce(string path, SqliteStoreOptions options, Damage damage)
    {
        using var look = DatabaseFile.Look(path);
        try
        {
            if (look is not null)
            {
                DatabaseFile.Check(look, path);
            }

            DatabaseFile.MakePrivate(path);
            return OpenPatiently(path, options);
        }
        catch (SqliteFailureException e) when (e.IsDamage && look is not null)
        {
            damage.Found(look, e);
            throw;
        }
    }

    // Two that turn a new file's log on at once would wait for each other: SQLite lets one of them fail at once instead.
    private static Session OpenPatiently(string path, SqliteStoreOptions options)
    {
        long begun = Stopwatch.GetTimestamp();
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return OpenPrivate(path, options);
            }
            catch (SqliteFailureException e) when (e.IsLock && Stopwatch.GetElapsedTime(begun) < options.BusyTimeout)
            {
                BusyWait.Pause(attempt);
            }
        }
    }

    private static Session OpenPrivate(string path, SqliteStoreOptions options)
    {
        var session = Session.Open(path, options.BusyTimeout);
        try
        {
            // Asked under a lock, after SQLite has taken back what a crash left half done: a file that looked like ours may be empty now.
            if (session.Number("PRAGMA page_count") == 0)
            {
                Begin(session);
            }

            session.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864; PRAGMA temp_store = MEMORY;");
            Migrations.Run(session);
            Verify(session);
            return session;
        }
        catch
        {
            session.Abandon();
            throw;
        }
    }

    // Outside the write-ahead log, so that the id stands in the file itself from its first page on; the space a deletion frees can be given back only if that is settled now.
    // In one transaction, as each of the two alone writes the first page.
    private static void Begin(Session session)
        => session.Execute($"BEGIN; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {DatabaseFile.ApplicationId}; COMMIT;");

    private static void Verify(Session session)
    {
        Demand(session, "journal_mode", "wal");
        Demand(session, "synchronous", "2");
        Demand(session, "auto_vacuum", "2");
    }

    // A PRAGMA that cannot be had is no error to SQLite: it goes on with what it has, and a power cut would lose what was acknowledged.
    private static void Demand(Session session, string pragma, string value)
    {
        string? found = session.Text($"PRAGMA {pragma}");
        if (!string.Equals(found, value, StringComparison.Ordinal))
        {
            throw new ConversationStoreException(
                StoreFault.Unusable,
                $"SQLite runs with {pragma} = {found} and not {value}, so that acknowledged entries could be lost. Keep the file on a local file system that can lock and map files.");
        }
    }
}
