using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests;

/// <summary>A document changed outside the store counts as missing, and health reports it.</summary>
public sealed class SqliteConversationStoreDocumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("version = 2")]
    [InlineData("updated = updated + 1")]
    [InlineData("updated_by = NULL")]
    [InlineData("body = '{\"a\": 2}'")]
    [InlineData("id = 'b'")]
    [InlineData("checksum = checksum + 1")]
    public async Task A_damaged_document_is_skipped_reported_and_can_be_overwritten(string change)
    {
        await using var store = new SqliteConversationStore(_folder.File("conversations.db"));
        var document = new TeamDocument { Kind = "view", Id = "a", UpdatedAt = Some.At(1), UpdatedBy = "ada", Body = """{"a": 1}""" };
        await store.WriteDocumentAsync(document);
        using (var session = Session.Open(_folder.File("conversations.db"), TimeSpan.FromSeconds(5)))
        {
            session.Execute($"UPDATE team_document SET {change}");
        }

        (await store.ReadDocumentsAsync("view")).Should().BeEmpty();

        (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "reading").Figures["checksum_errors"].Should().Be(1);
        (await store.WriteDocumentAsync(document)).Should().BeTrue();
        (await store.ReadDocumentsAsync("view")).Should().Equal(document with { Version = 1 });
    }

    public void Dispose() => _folder.Dispose();
}
