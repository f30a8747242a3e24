using ConvLog.Records;
using ConvLog.Sqlite.Tests.Text;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Lists;

/// <summary>A list of the last days that searches a word reads no older turns, but finds the conversations that have some.</summary>
public sealed class EarliestTurnTests
{
    // More documents than are read in one slice of time.
    private const int Hours = 300, From = Hours - 10;

    [Fact]
    public async Task Words_that_were_said_before_the_period_are_found_in_conversations_that_continued_in_it() => await HasAsync(
        Opening("long", 5), Turn("long", "table", 5), SearchRecords.EntryIn("long", 1, "chair") with { Timestamp = At(Hours) });

    [Fact]
    public async Task Turns_that_began_before_their_conversation_are_found() => await HasAsync(Opening("early", Hours), Turn("early", "table", 5));

    [Fact]
    public async Task Entries_that_were_logged_before_their_conversation_are_found() => await HasAsync(
        Opening("logged", Hours), SearchRecords.EntryIn("logged", 1, "table") with { Timestamp = At(5) });

    [Fact]
    public async Task Conversations_that_ended_before_the_period_are_not_found() => (await ListAsync(Opening("short", 5), Turn("short", "table", 5)))
        .Should().BeEquivalentTo(Talks());

    private static async Task HasAsync(params StoreRecord[] odd)
        => (await ListAsync(odd)).Should().BeEquivalentTo([.. Talks(), ((ConversationRecord)odd[0]).ConversationId]);

    private static async Task<IEnumerable<string>> ListAsync(params StoreRecord[] odd)
    {
        using var file = new TextFile();
        var store = file.Open();
        var talks = Enumerable.Range(0, Hours).SelectMany(static hour => (StoreRecord[])[Opening($"c{hour}", hour), Turn($"c{hour}", "table", hour)]);
        await store.WriteAsync([.. talks, .. odd]);
        await store.CatchUpAsync();
        var page = await store.ListAsync(new ConversationQuery { Text = "table", From = At(From), Limit = 100 }, withPii: false);
        page.SearchedFrom.Should().BeNull();
        return page.Conversations.Select(static conversation => conversation.Conversation.ConversationId);
    }

    private static IEnumerable<string> Talks() => Enumerable.Range(From, Hours - From).Select(static hour => $"c{hour}");

    private static DateTimeOffset At(int hour) => SearchRecords.Noon.AddHours(hour);

    private static ConversationRecord Opening(string conversation, int hour) => SearchRecords.Opening(conversation) with { OpenedAt = At(hour) };

    private static TurnRecord Turn(string conversation, string said, int hour)
        => SearchRecords.Turn(said, id: $"{conversation} turn", conversation: conversation) with { StartedAt = At(hour) };
}
