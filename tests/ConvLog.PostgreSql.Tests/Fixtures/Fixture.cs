using System.Globalization;
using System.Text.RegularExpressions;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Sqlite.Tests.Fixtures;

namespace ConvLog.PostgreSql.Tests.Fixtures;

/// <summary>Schemas of a version of yesterday, restored under the names of one test.</summary>
internal sealed partial class Fixture : IAsyncDisposable
{
    /// <summary>The names of the schemas in a dump.</summary>
    public const string Data = "fixture_data";

    public const string Keys = "fixture_keys";

    private Fixture()
    {
    }

    /// <summary>All fixtures: the schema, and for schema 1 the commit that brought its shape.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Root(), "*.sql").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>That of the newest schema.</summary>
    public static string Newest { get; } = Names
        .OrderBy(static name => int.Parse(name.Split('-')[0], CultureInfo.InvariantCulture)).ThenBy(static name => name, StringComparer.Ordinal).Last();

    public TestSchema Schema { get; } = TestSchema.New();

    /// <summary>The folder of the fixtures as the build copied them.</summary>
    public static string Root() => Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root(), name + ".sql"));

    public static async Task<Fixture> LoadAsync(string name)
    {
        var fixture = new Fixture();
        await JoinedServers.RunAsync(PostgresServer.OfTables,
            SchemaName().Replace(Read(name),
            match => string.Equals(match.Value, Data, StringComparison.Ordinal) ? fixture.Schema.Name : fixture.Schema.KeysName));
        return fixture;
    }

    public PostgreSqlConversationStore Open() => new(PostgresServer.OfTables, Options(Schema));

    /// <summary>Runs statements, in which <c>#.</c> is the schema of the data, and gives the first value of their answer.</summary>
    public async Task<object?> RunAsync(string sql)
        => await JoinedServers.RunAsync(PostgresServer.OfTables, sql.Replace("#.", Schema.Name + ".", StringComparison.Ordinal));

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
