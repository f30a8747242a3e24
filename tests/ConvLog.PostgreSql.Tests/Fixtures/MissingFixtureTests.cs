using System.Globalization;
using System.Text.RegularExpressions;
using ConvLog.PostgreSql.Schema;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Sqlite.Tests.Fixtures;

namespace ConvLog.PostgreSql.Tests.Fixtures;

/// <summary>Each schema has a fixture. CONTRIBUTING.md describes how to create one.</summary>
[Needs(ServerNeeds.Installed)]
public class MissingFixtureTests
{
    [Fact]
    public async Task Each_schema_of_conversations_and_keys_has_a_fixture()
    {
        if (Environment.GetEnvironmentVariable("CONVLOG_WRITE_FIXTURE") is { Length: > 0 } target)
        {
            await WriteAsync(target);
        }

        foreach (var (migrations, schema) in (ReadOnlySpan<(Migrations, string)>)
            [(Migrations.OfData("a"), Fixture.Data), (Migrations.OfKeys("a"), Fixture.Keys)])
        {
            Fixture.Names.Select(name => VersionOf(Fixture.Read(name), schema)).Distinct().Order().Should().Equal(
                Enumerable.Range(1, migrations.Newest),
                "a dump of each schema must be in tests/ConvLog.PostgreSql.Tests/Fixtures; CONVLOG_WRITE_FIXTURE=<a file there> dotnet test "
                    + "tests/ConvLog.PostgreSql.Tests --filter MissingFixture writes one of the newest");
        }
    }

    private static int VersionOf(string dump, string schema)
        => int.Parse(Regex.Match(dump, $@"INSERT INTO {schema}\.store_version VALUES \(1, (?<version>\d+), ", RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)).Groups["version"].Value, CultureInfo.InvariantCulture);

    private static async Task WriteAsync(string target)
    {
        using var server = PostgresCluster.Start(PostgresCluster.Fleeting);
        var schema = new TestSchema(Fixture.Data);
        var options = Fixture.Options(schema);
        options.KeysSchema = Fixture.Keys;
        await using (var store = new PostgreSqlConversationStore(server.ConnectionString, options))
        {
            await FixtureContent.WriteAsync(store);
            await store.CatchUpAsync();
            await store.CountDaysAsync();
        }

        await File.WriteAllTextAsync(target, await FixtureDump.OfAsync(server));
    }
}
