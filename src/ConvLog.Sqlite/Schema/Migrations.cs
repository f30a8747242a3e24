using System.Globalization;
using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>Brings a database to the schema of this version, by the numbered scripts of its kind. Each database is brought there in one transaction, by one process.</summary>
internal static class Migrations
{
    /// <summary>The schema of conversations in this version: the number of its last script.</summary>
    public static int Newest => FileKind.Data.Scripts.Count;

    /// <exception cref="ConversationStoreException">The database has a newer schema.</exception>
    public static void Check(Session session, FileKind kind) => VersionOf(session, kind.Scripts.Count);

    /// <summary>Whether there is nothing left to bring.</summary>
    /// <exception cref="ConversationStoreException">The database has a newer schema.</exception>
    public static bool AreDone(Session session, FileKind kind) => VersionOf(session, kind.Scripts.Count) == kind.Scripts.Count;

    /// <exception cref="ConversationStoreException">The database has a newer schema. It was not changed.</exception>
    public static void Run(Session session, IReadOnlyList<string> scripts)
    {
        if (VersionOf(session, scripts.Count) == scripts.Count)
        {
            return;
        }

        // Taken before the version is looked at again: of several processes that start at once, one runs the scripts and the others find them done.
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            for (int version = VersionOf(session, scripts.Count); version < scripts.Count; version++)
            {
                session.Execute(scripts[version]);
                session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
            }

            session.Commit();
        }
        catch
        {
            session.Rollback();
            throw;
        }
    }

    private static int VersionOf(Session session, int newest)
    {
        int version = (int)(session.Number("PRAGMA user_version") ?? 0);
        return version <= newest
            ? version
            : throw new ConversationStoreException(
                StoreFault.Unusable,
                $"The database has schema {version}, and this version of ConvLog.Sqlite knows schemas up to {newest}. It was left as it is: update ConvLog.Sqlite, or give another path.");
    }
}
