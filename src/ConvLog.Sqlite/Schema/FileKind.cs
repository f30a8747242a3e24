using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Schema;

/// <summary>A kind of file that this store keeps: its name and ids, its migrations, and the shapes of its tables.</summary>
internal sealed class FileKind
{
    private readonly Lazy<SchemaShape> _newest;

    /// <param name="name">Its name in messages.</param>
    /// <param name="applicationId">The <c>application_id</c> in the header of its files.</param>
    /// <param name="preReleaseId">The <c>application_id</c> of files that no release wrote.</param>
    /// <param name="migrations">The scripts, in order.</param>
    /// <param name="shapes">For each script, the fingerprint of the shape that the tables have after it.</param>
    internal FileKind(string name, int applicationId, int preReleaseId, IReadOnlyList<string> migrations, IReadOnlyList<string> shapes)
    {
        (Name, ApplicationId, PreReleaseId, Migrations, Shapes) = (name, applicationId, preReleaseId, migrations, shapes);
        Names = migrations.SelectMany(NamesIn).ToHashSet(StringComparer.Ordinal);
        _newest = new Lazy<SchemaShape>(MakeNewest);
    }

    /// <summary>Conversations.</summary>
    public static FileKind Data { get; } =
        new("database", 0x43564C44, 0x434C4F47, [Script("Data.0001-conversations.sql")], ["4A1163F3AE943CE820FA0266B27B8C70"]);

    /// <summary>Keys and the ledger of erasures.</summary>
    public static FileKind Keys { get; } = new("keys file", 0x43564C4B, 0x434C4B59, [Script("Keys.0001-keys.sql")], ["FD04D825C0B3FA7379E1CD84BA96545B"]);

    /// <summary>Its name in messages.</summary>
    public string Name { get; }

    /// <summary>The <c>application_id</c> in the file's header: <c>CVLD</c> for conversations, <c>CVLK</c> for keys.</summary>
    public int ApplicationId { get; }

    /// <summary>The <c>application_id</c> of files that no release wrote, and that this store does not read.</summary>
    public int PreReleaseId { get; }

    /// <summary>The scripts, in order. The number of scripts that ran on a file is its schema.</summary>
    public IReadOnlyList<string> Migrations { get; }

    /// <summary>For each schema, the fingerprint of the shape of its tables.</summary>
    public IReadOnlyList<string> Shapes { get; }

    /// <summary>The schema of this version: the number of the last script.</summary>
    public int NewestSchema => Migrations.Count;

    /// <summary>The names of ConvLog's tables and indexes; all others belong to an operator.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>The shape that the scripts create. Computed once, for messages and tests: opening a file compares fingerprints.</summary>
    public SchemaShape Newest => _newest.Value;

    /// <summary>A script of this assembly.</summary>
    public static string Script(string name)
    {
        using var reader = new StreamReader(typeof(FileKind).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private SchemaShape MakeNewest()
    {
        using var session = Session.OpenInMemory();
        foreach (string script in Migrations)
        {
            session.Execute(script);
        }

        return SchemaShape.Of(session, Names);
    }

    // The word after TABLE or INDEX in each CREATE statement; each statement begins a line.
    private static IEnumerable<string> NamesIn(string script)
        => script.Split('\n')
            .Where(static line => line.StartsWith("CREATE ", StringComparison.Ordinal))
            .Select(static line => line.Split(' ').SkipWhile(static word => word is not ("TABLE" or "INDEX")).ElementAt(1));
}
