using System.Globalization;
using System.Text.RegularExpressions;
using ConvLog.Sqlite.Schema;
using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Fixtures;

/// <summary>Each schema has a fixture. CONTRIBUTING.md describes how to create one.</summary>
public sealed class MissingFixtureTests
{
    [Fact]
    public async Task Each_schema_of_conversations_and_keys_has_a_fixture()
    {
        if (Environment.GetEnvironmentVariable("CONVLOG_WRITE_FIXTURE") is { Length: > 0 } target)
        {
            await WriteAsync(target);
        }

        foreach (var (kind, file) in (ReadOnlySpan<(FileKind, string)>)[(FileKind.Data, "conversations.sql"), (FileKind.Keys, "keys.sql")])
        {
            Fixture.Names.Select(name => SchemaOf(Fixture.Read(name, file))).Distinct().Order().Should().Equal(
                Enumerable.Range(1, kind.NewestSchema),
                "a file of each schema must be in tests/ConvLog.Sqlite.Tests/Fixtures; CONVLOG_WRITE_FIXTURE=<a folder there> dotnet test "
                    + "tests/ConvLog.Sqlite.Tests --filter MissingFixture writes one of the newest");
        }
    }

    private static int SchemaOf(string dump)
        => int.Parse(Regex.Match(dump, @"PRAGMA user_version = (?<schema>\d+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["schema"].Value,
        CultureInfo.InvariantCulture);

    private static async Task WriteAsync(string target)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("conversations.db");
        await using (var store = new SqliteConversationStore(path, Fixture.Options()))
        {
            await FixtureContent.WriteAsync(store);
            await store.CatchUpAsync();
        }

        Directory.CreateDirectory(target);
        await File.WriteAllTextAsync(Path.Combine(target, "conversations.sql"), FixtureDump.Of(path));
        await File.WriteAllTextAsync(Path.Combine(target, "keys.sql"), FixtureDump.Of(path + "-keys"));
    }
}
