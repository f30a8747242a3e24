using ConvLog.Records;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>A writer caches which turn the title comes from, and does not read it again for later turns.</summary>
public sealed class KnownConversationTitleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_title_changed_by_another_host_is_kept_after_later_writes()
    {
        await using var store = new SqliteConversationStore(_folder.File("conversations.db"));
        await using var other = new SqliteConversationStore(_folder.File("conversations.db"));
        await store.WriteAsync([Some.Opening(), Said(1, ""), Said(2, "I am Jane")]);
        await store.WriteAsync([Said(3, "call me")]); // It caches the turn of the title.
        await other.WriteAsync([Said(1, "Good evening") with { Revision = 2 }]);

        await store.WriteAsync([Said(4, "today")]);
        (await store.ReadSummaryAsync(Some.Conversation))!.Title.Text.Should().Be("Good evening");

        await store.WriteAsync([Said(2, "I am Joe") with { Revision = 3 }]);
        (await store.ReadSummaryAsync(Some.Conversation))!.Title.Text.Should().Be("Good evening");

        await other.WriteAsync([Said(1, "") with { Revision = 3 }]);
        await store.WriteAsync([Said(5, "bye")]);
        (await store.ReadSummaryAsync(Some.Conversation))!.Title.Text.Should().Be("I am Joe");
    }

    private static TurnRecord Said(int turn, string input) => Some.Turn(turn) with { UserInput = input };
}
