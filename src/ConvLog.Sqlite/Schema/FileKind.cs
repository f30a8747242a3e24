using ConvLog.Sqlite.Access;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Schema;

/// <summary>A kind of file that this store keeps: what tells it from others, its migrations, and the shapes it may have.</summary>
internal sealed class FileKind
{
    private readonly Lazy<SchemaShape> _newest;

    /// <param name="name">What messages call it.</param>
    /// <param name="applicationId">Stands in the file's header.</param>
    /// <param name="migrations">The numbered steps, in order.</param>
    /// <param name="shapes">For each schema, the fingerprints of the shapes that files of it have.</param>
    /// <param name="previews">The fingerprints of shapes of schema 1 that no migration can mend.</param>
    /// <param name="newScript">Makes a new file at once; null where the steps do.</param>
    internal FileKind(string name, int applicationId, IReadOnlyList<Migration> migrations, IReadOnlyList<IReadOnlyList<string>> shapes,
        IReadOnlyList<string> previews, string? newScript = null)
    {
        (Name, ApplicationId, Migrations, Shapes, Previews, NewScript) = (name, applicationId, migrations, shapes, previews, newScript);
        Names = migrations.SelectMany(static migration => NamesIn(migration.Script)).ToHashSet(StringComparer.Ordinal);
        _newest = new Lazy<SchemaShape>(MakeNewest);
    }

    /// <summary>Conversations.</summary>
    public static FileKind Data { get; } = new(
        "database",
        0x434C4F47,
        [
            new(Script("Data.0001-conversations.sql")), new(Script("Data.0002-one-shape.sql"), EarlierAccounts.Add),
                new(Script("Data.0003-access-chain-and-visible-errors.sql"), After: AccessChainRows.ChainAll),
            new(Script("Data.0004-problems-and-interruptions.sql")),
            new(Script("Data.0005-more-filters.sql"), After: EarlierFilters.Fill),
            new(Script("Data.0006-model-calls.sql")),
            new(Script("Data.0007-scores.sql"), After: EarlierScores.Fill),
            new(Script("Data.0008-one-row-per-model-call.sql"), After: EarlierModelCalls.Fill),
            new(Script("Data.0009-attributes.sql")),
            new(Script("Data.0010-team-documents.sql")),
            new(Script("Data.0011-blocks-of-entries.sql")),
            new(Script("Data.0012-counted-days.sql")),
            new(Script("Data.0013-fewer-indexes.sql")),
            new(Script("Data.0014-blocks-of-personal-payloads.sql")),
            new(Script("Data.0015-fewer-rows-of-indexes.sql")),
            new(Script("Data.0016-compressed-blocks.sql")),
        ],
        [
            [KnownShapes.DataOf2, KnownShapes.DataOf31E7F09, KnownShapes.DataOf4Fd8568, KnownShapes.DataOf99Beb69], [KnownShapes.DataOf2],
                [KnownShapes.DataOf3], [KnownShapes.DataOf4], [KnownShapes.DataOf5], [KnownShapes.DataOf6], [KnownShapes.DataOf7],
                [KnownShapes.DataOf8], [KnownShapes.DataOf8], [KnownShapes.DataOf10], [KnownShapes.DataOf10], [KnownShapes.DataOf12],
                [KnownShapes.DataOf13], [KnownShapes.DataOf14], [KnownShapes.Data], [KnownShapes.Data],
        ],
        [KnownShapes.DataOf46Da218, KnownShapes.DataOfDdba78F, KnownShapes.DataOf74515E1],
        Script("New.conversations.sql"));

    /// <summary>Keys and the ledger of erasures.</summary>
    public static FileKind Keys { get; } = new(
        "keys file",
        0x434C4B59,
        [new(Script("Keys.0001-keys.sql")), new(Script("Keys.0002-one-shape.sql")), new(Script("Keys.0003-users-of-erased-conversations.sql"))],
        [[KnownShapes.KeysOf2, KnownShapes.KeysOf99Beb69], [KnownShapes.KeysOf2], [KnownShapes.Keys]],
        [KnownShapes.KeysOfDdba78F]);

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The <c>application_id</c> in the file's header: <c>CLOG</c> for conversations, <c>CLKY</c> for keys.</summary>
    public int ApplicationId { get; }

    /// <summary>The numbered steps, in order. The number of steps a file has taken is its schema.</summary>
    public IReadOnlyList<Migration> Migrations { get; }

    /// <summary>Makes in a new file what all steps make, in a quarter of their time; null where there are few. A test writes it.</summary>
    public string? NewScript { get; }

    /// <summary>For each schema, the fingerprints of the shapes that files of it have: one, but for schema 1, whose script was edited.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Shapes { get; }

    /// <summary>The fingerprints of shapes of schema 1 that no migration can mend.</summary>
    public IReadOnlyList<string> Previews { get; }

    /// <summary>The names of tables and indexes that are ConvLog's; all others are an operator's.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>The shape that the scripts make. Made once, for messages and tests: opening a file compares fingerprints.</summary>
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
        foreach (var migration in Migrations)
        {
            migration.Run(session);
        }

        return SchemaShape.Of(session, Names);
    }

    // The word after TABLE or INDEX in each statement that makes one; each begins a line.
    private static IEnumerable<string> NamesIn(string script)
        => script.Split('\n')
            .Where(static line => line.StartsWith("CREATE ", StringComparison.Ordinal))
            .Select(static line => line.Split(' ').SkipWhile(static word => word is not ("TABLE" or "INDEX")).Skip(1)
            .First(static word => word is not ("IF" or "NOT" or "EXISTS")));
}
