using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Files;

/// <summary>Health reports a data row damaged by the disk, and the damage does not give others access to a conversation.</summary>
public sealed class DamagedFileRowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    [Theory]
    [InlineData("UPDATE annotation SET removed = 0")]
    [InlineData("UPDATE annotation SET removed = 1")]
    [InlineData("UPDATE annotation SET turn_id = 'another'")]
    public async Task An_altered_annotation_row_is_reported(string damage)
    {
        await using var store = new SqliteConversationStore(FilePath);
        await store.WriteAsync([
            Some.Opening("a"), Some.Annotation(1, minute: 1, conversation: "a"),
            Some.Opening("b"), Some.Annotation(1, minute: 1, conversation: "b"), Some.Annotation(1, "", minute: 2, conversation: "b") with { IsRemoved = true },
        ]);
        await ReadAllAsync(store);
        (await ErrorsAsync(store)).Should().Be(0);

        Damage(damage);

        await ReadAllAsync(store);
        (await ErrorsAsync(store)).Should().BePositive();
    }

    [Fact]
    public async Task The_account_of_a_conversation_with_a_damaged_record_is_still_known()
    {
        await using var store = new SqliteConversationStore(FilePath);
        await store.WriteAsync([Some.Opening() with { AccountId = "acme", ProjectId = "p" }]);

        Damage("UPDATE conversation SET known = replace(known, 'acme', 'evil')");

        (await store.ReadSummaryAsync(Some.Conversation))!.Conversation.AccountId.Should().Be("acme");
        (await store.ListAsync(new ConversationQuery { Scope = new ConversationScope { AccountIds = ["evil"] } }, withPii: true)).Conversations.Should()
            .BeEmpty();
        (await ErrorsAsync(store)).Should().Be(1);
    }

    public void Dispose() => _folder.Dispose();

    private void Damage(string sql)
    {
        using var session = Session.Open(FilePath, TimeSpan.FromSeconds(5));
        session.Execute(sql);
    }

    private static async Task ReadAllAsync(SqliteConversationStore store)
    {
        await store.ReadAsync("a");
        await store.ReadAsync("b");
    }

    private static async Task<double> ErrorsAsync(SqliteConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "reading").Figures["checksum_errors"];
}
