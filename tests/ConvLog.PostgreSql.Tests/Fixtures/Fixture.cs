using System.Text.RegularExpressions;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Sqlite.Tests.Fixtures;

namespace ConvLog.PostgreSql.Tests.Fixtures;

/// <summary>Schemas written by another version, restored under the names of one test.</summary>
internal sealed partial class Fixture : IAsyncDisposable
{
    /// <summary>The names of the schemas in a dump.</summary>
    public const string Data = "fixture_data";

    public const string Keys = "fixture_keys";

    private Fixture()
    {
    }

    /// <summary>All fixtures, each named after its schema.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Root(), "*.sql").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public TestSchema Schema { get; } = TestSchema.New();

    /// <summary>The folder to which the build copied the fixtures.</summary>
    public static string Root() => Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root(), name + ".sql"));

    public static async Task<Fixture> LoadAsync(string name)
    {
        var fixture = new Fixture();
        await PostgresServer.RunAsync(PostgresServer.OfTables,
            SchemaName().Replace(Read(name),
            match => string.Equals(match.Value, Data, StringComparison.Ordinal) ? fixture.Schema.Name : fixture.Schema.KeysName));
        return fixture;
    }

    public PostgreSqlConversationStore Open() => new(PostgresServer.OfTables, Options(Schema));

    /// <summary>Runs statements, in which <c>#.</c> is the schema of the data, and returns the first value of the result.</summary>
    public async Task<object?> RunAsync(string sql)
        => await PostgresServer.RunAsync(PostgresServer.OfTables, sql.Replace("#.", Schema.Name + ".", StringComparison.Ordinal));

    public async ValueTask DisposeAsync() => await Schema.DropAsync(PostgresServer.OfTables);

    public static PostgreSqlStoreOptions Options(TestSchema schema)
    {
        var options = schema.Options();
        options.KeyRing = FixtureContent.KeyRing();
        return options;
    }

    [GeneratedRegex(@"\bfixture_(data|keys)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SchemaName();
}
