using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Schema;

/// <summary>
/// Brings a database to the schema of this version, by the numbered steps of its kind, in one transaction and by one process; and refuses one whose tables are
/// not those that some version of ConvLog made.
/// </summary>
internal static class Migrations
{
    private const string ShapeKey = "shape";
    private const string PutShape = $"INSERT INTO meta (key, value) VALUES ('{ShapeKey}', ?1) ON CONFLICT DO UPDATE SET value = excluded.value";
    private const string UserVersionPragma = "PRAGMA user_version";

    /// <summary>The schema of conversations in this version: the number of its last step.</summary>
    public static int Newest => FileKind.Data.Migrations.Count;

    /// <exception cref="ConversationStoreException">The database has a newer schema.</exception>
    public static void Check(Session session, FileKind kind) => VersionOf(session, kind.Migrations.Count);

    /// <summary>Whether there is nothing left to bring.</summary>
    /// <exception cref="ConversationStoreException">The database has a newer schema.</exception>
    public static bool AreDone(Session session, FileKind kind) => VersionOf(session, kind.Migrations.Count) == kind.Migrations.Count;

    /// <summary>Whether a file has no tables of ours yet.</summary>
    public static bool HaveNotBegun(Session session) => session.Number(UserVersionPragma) == 0;

    /// <summary>Brings a file to the newest schema.</summary>
    /// <exception cref="ConversationStoreException">Its schema is newer, or its tables are not those of its schema. It was not changed.</exception>
    public static void Run(Session session, FileKind kind)
    {
        if (AreDone(session, kind))
        {
            Demand(session, kind, kind.Migrations.Count);
            return;
        }

        Run(session, kind.Migrations, version => Demand(session, kind, version), () =>
        {
            session[PutShape].Bind(1, kind.Shapes[^1]).Run();
            Demand(session, kind, kind.Migrations.Count);
        });
    }

    /// <summary>Makes sure that a file that cannot be written to has the newest schema.</summary>
    /// <exception cref="ConversationStoreException">It has not.</exception>
    public static void DemandNewest(Session session, FileKind kind)
    {
        int version = VersionOf(session, kind.Migrations.Count);
        if (version < kind.Migrations.Count)
        {
            throw Unusable(
                $"The {kind.Name} has schema {version}, and a store that was opened read-only cannot bring it to schema {kind.Migrations.Count}, which this "
                + "version of ConvLog.Sqlite reads. Open it once, or a copy, where it can be written.");
        }

        Demand(session, kind, version);
    }

    /// <param name="session">The connection.</param>
    /// <param name="migrations">All steps there are.</param>
    /// <param name="check">Called with the schema that a file has before the first step; not for a new file. What it throws ends the migration.</param>
    /// <param name="complete">Called after the last step, in the same transaction.</param>
    /// <exception cref="ConversationStoreException">The database has a newer schema. It was not changed.</exception>
    public static void Run(Session session, IReadOnlyList<string> migrations, Action<int>? check = null, Action? complete = null)
    {
        if (VersionOf(session, migrations.Count) == migrations.Count)
        {
            return;
        }

        // Taken before the version is looked at again: of several processes that start at once, one runs the steps and the others find them done.
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            int version = VersionOf(session, migrations.Count);
            if (version > 0)
            {
                check?.Invoke(version);
            }

            for (; version < migrations.Count; version++)
            {
                session.Execute(migrations[version]);
            }

            session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));

            complete?.Invoke();
            session.Commit();
        }
        catch
        {
            session.Rollback();
            throw;
        }
    }

    /// <summary>
    /// How the tables of a file of the newest schema differ from what they should be; null where they do not. For health; costs a millisecond.
    /// </summary>
    /// <exception cref="SqliteFailureException">It cannot be read.</exception>
    public static string? Difference(Session session, FileKind kind)
    {
        var shape = SchemaShape.Of(session, kind.Names);
        return string.Equals(kind.Shapes[^1], shape.Fingerprint, StringComparison.Ordinal) ? null : shape.DifferenceFrom(kind.Newest);
    }

    private static void Demand(Session session, FileKind kind, int version)
    {
        var shape = SchemaShape.Of(session, kind.Names);
        if (!string.Equals(kind.Shapes[version - 1], shape.Fingerprint, StringComparison.Ordinal))
        {
            string difference = version == kind.Migrations.Count ? $": {shape.DifferenceFrom(kind.Newest)}" : "";
            throw Unusable(
                $"The {kind.Name} says that it has schema {version}, and its tables are not those of that schema{difference}. It was left as it is: undo what "
                + "changed them, put a backup in its place, or give another path.");
        }

        // The version that wrote it may know tables that this one does not see.
        if (KeptShape(session) is { } kept && !string.Equals(kind.Shapes[version - 1], kept, StringComparison.Ordinal))
        {
            throw Unusable(
                $"The {kind.Name} has schema {version} in a form ({kept}) that this version of ConvLog.Sqlite does not know. It was left as it is: use the "
                + "version that wrote it, or give another path.");
        }
    }

    private static string? KeptShape(Session session) => session.Text($"SELECT value FROM meta WHERE key = '{ShapeKey}'");

    private static ConversationStoreException Unusable(string message) => new(StoreFault.Unusable, message);

    private static int VersionOf(Session session, int newest)
    {
        int version = (int)(session.Number(UserVersionPragma) ?? 0);
        return version <= newest
            ? version
            : throw new ConversationStoreException(
                StoreFault.Unusable,
                $"The database has schema {version}, and this version of ConvLog.Sqlite knows schemas up to {newest}. It was left as it is: update "
                    + "ConvLog.Sqlite, or give another path.");
    }
}
