using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Schema;

/// <summary>
/// Migrates a database to the schema of this version by the numbered scripts of its kind, in one transaction and by one process. Rejects a database that is
/// newer, or whose tables are not those that the scripts create.
/// </summary>
internal static class Migrations
{
    private const string ShapeKey = "shape";
    private const string PutShape = $"INSERT INTO meta (key, value) VALUES ('{ShapeKey}', ?1) ON CONFLICT DO UPDATE SET value = excluded.value";
    private const string UserVersionPragma = "PRAGMA user_version";

    /// <exception cref="ConversationStoreException">The database has a newer schema.</exception>
    public static void Check(Session session, FileKind kind) => SchemaOf(session, kind);

    /// <summary>Whether the database has the newest schema.</summary>
    /// <exception cref="ConversationStoreException">The database has a newer schema.</exception>
    public static bool AreDone(Session session, FileKind kind) => SchemaOf(session, kind) == kind.NewestSchema;

    /// <summary>Whether a file has no ConvLog tables yet.</summary>
    public static bool HaveNotBegun(Session session) => session.Number(UserVersionPragma) == 0;

    /// <summary>Migrates a file to the newest schema.</summary>
    /// <exception cref="ConversationStoreException">Its schema is newer, or its tables are not those of its schema. It was not changed.</exception>
    public static void Run(Session session, FileKind kind)
    {
        if (AreDone(session, kind))
        {
            EnsureShape(session, kind, kind.NewestSchema);
            return;
        }

        // The lock is taken before the schema is read again: of several processes that start at once, one runs the scripts, and the others find them done.
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            Migrate(session, kind);
            session.Commit();
        }
        catch
        {
            session.Rollback();
            throw;
        }
    }

    /// <summary>Makes sure that a file that cannot be written to has the newest schema.</summary>
    /// <exception cref="ConversationStoreException">It has another schema.</exception>
    public static void EnsureNewest(Session session, FileKind kind)
    {
        int schema = SchemaOf(session, kind);
        if (schema < kind.NewestSchema)
        {
            throw Unusable(
                $"The {kind.Name} has schema {schema}, and a store that was opened read-only cannot bring it to schema {kind.NewestSchema}, which this version "
                    + "of ConvLog.Sqlite reads. Open it once, or a copy, where it can be written.");
        }

        EnsureShape(session, kind, schema);
    }

    /// <summary>
    /// How the tables of a file of the newest schema differ from the expected ones; null if they do not. For health; takes a millisecond.
    /// </summary>
    /// <exception cref="SqliteFailureException">It cannot be read.</exception>
    public static string? Difference(Session session, FileKind kind)
    {
        var shape = SchemaShape.Of(session, kind.Names);
        return string.Equals(kind.Shapes[^1], shape.Fingerprint, StringComparison.Ordinal) ? null : shape.DifferenceFrom(kind.Newest);
    }

    private static void Migrate(Session session, FileKind kind)
    {
        int schema = SchemaOf(session, kind);
        if (schema > 0)
        {
            EnsureShape(session, kind, schema);
        }

        if (schema == kind.NewestSchema)
        {
            return;
        }

        foreach (string script in kind.Migrations.Skip(schema))
        {
            session.Execute(script);
        }

        session.Execute(string.Create(CultureInfo.InvariantCulture, $"{UserVersionPragma} = {kind.NewestSchema}"));
        session[PutShape].Bind(1, kind.Shapes[^1]).Run();
        EnsureShape(session, kind, kind.NewestSchema);
    }

    private static void EnsureShape(Session session, FileKind kind, int schema)
    {
        string expected = kind.Shapes[schema - 1];
        var shape = SchemaShape.Of(session, kind.Names);
        if (!string.Equals(expected, shape.Fingerprint, StringComparison.Ordinal))
        {
            string difference = schema == kind.NewestSchema ? $": {shape.DifferenceFrom(kind.Newest)}" : "";
            throw Unusable(
                $"The {kind.Name} says that it has schema {schema}, and its tables are not those of that schema{difference}. It was left as it is: undo what "
                + "changed them, put a backup in its place, or give another path.");
        }

        // The version that wrote it may have tables that this version does not know.
        if (KeptShape(session) is { } kept && !string.Equals(expected, kept, StringComparison.Ordinal))
        {
            throw Unusable(
                $"The {kind.Name} has schema {schema} in a form ({kept}) that this version of ConvLog.Sqlite does not know. It was left as it is: use the "
                + "version that wrote it, or give another path.");
        }
    }

    private static string? KeptShape(Session session) => session.Text($"SELECT value FROM meta WHERE key = '{ShapeKey}'");

    private static ConversationStoreException Unusable(string message) => new(StoreFault.Unusable, message);

    private static int SchemaOf(Session session, FileKind kind)
    {
        int schema = (int)(session.Number(UserVersionPragma) ?? 0);
        return schema <= kind.NewestSchema
            ? schema
            : throw Unusable(
                $"The {kind.Name} has schema {schema}, and this version of ConvLog.Sqlite knows schemas up to {kind.NewestSchema}. It was left as it is: update "
                    + "ConvLog.Sqlite, or give another path.");
    }
}
