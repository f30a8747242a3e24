using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>Conversations found by an ID or a name given as the search text.</summary>
public sealed class ConversationReaderNamedTests
{
    private const int Old = -20 * 24 * 60;

    private readonly InMemoryConversationStore _store = new();

    [Theory]
    [InlineData("old", "old ConversationId")]
    [InlineData(" old ", "old ConversationId")]
    [InlineData("OLD", "")]
    [InlineData("debugged", "debugged ConversationId")]
    [InlineData("book", "b Function, a Function")]
    [InlineData("BOOK_T", "a Function")]
    [InlineData("bo", "")]
    [InlineData("jane", "")]
    [InlineData("secret", "")]
    [InlineData("before", "old Function")]
    public async Task A_text_is_an_id_or_the_beginning_of_a_functions_name(string text, string expected)
        => (await NamedAsync(new SearchQuery { Text = text })).Should().Be(expected);

    [Fact]
    public async Task A_pseudonym_finds_the_users_conversations_and_a_user_ID_finds_none()
    {
        await WriteAsync();
        string pseudonym = (await _store.ReadSummaryAsync("a"))!.UserPseudonym!;

        (await NamedAsync(new SearchQuery { Text = pseudonym })).Should().Be("b User, a User");
        (await NamedAsync(new SearchQuery { Text = "jane" }, StoredSession.Permitted)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_conversation_with_the_ID_comes_first_and_each_is_listed_once()
    {
        await _store.WriteAsync(
            [Some.Opening("book_it"), Some.Call(1, "book_it", name: "book_it"), Some.Opening("c", minute: 5), Some.Call(1, "c", name: "book_it")]);

        (await NamedAsync(new SearchQuery { Text = "book_it" })).Should().Be("book_it ConversationId, c Function");
    }

    [Fact]
    public async Task Filters_and_the_scope_apply()
    {
        (await NamedAsync(new SearchQuery { Text = "old", From = Some.At(0) })).Should().BeEmpty();
        (await NamedAsync(new SearchQuery { Text = "before", From = Some.At(0) })).Should().BeEmpty();
        (await NamedAsync(new SearchQuery { Text = "old", To = Some.At(Old) })).Should().BeEmpty();
        (await NamedAsync(new SearchQuery { Text = "old", AgentId = "weather" })).Should().BeEmpty();
        (await NamedAsync(new SearchQuery { Text = "old", Channel = "voice" })).Should().BeEmpty();
        (await NamedAsync(new SearchQuery { Text = "old", Environment = ConversationEnvironment.Sandbox })).Should().BeEmpty();
        (await NamedAsync(new SearchQuery { Text = "book", ConversationId = "a" })).Should().Be("a Function");
        (await NamedAsync(new SearchQuery { Text = "before", From = DateTimeOffset.UnixEpoch })).Should().Be("old Function");
        var weather = new Reader("Ada", canReadPii: false) { Scope = new ConversationScope { AgentIds = ["weather"] } };
        (await NamedAsync(new SearchQuery { Text = "old" }, weather)).Should().BeEmpty();
        (await NamedAsync(new SearchQuery { Text = "book" }, weather)).Should().BeEmpty();
    }

    private async Task<string> NamedAsync(SearchQuery query, Reader? reader = null)
    {
        await WriteAsync();
        var found = await new ConversationReader(_store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(60)) })
            .SearchAsync(reader ?? StoredSession.Other, query);
        return string.Join(", ", found.Named.Select(static named => $"{named.ConversationId} {named.Name}"));
    }

    private ValueTask WriteAsync() => _store.WriteAsync(
    [
        Some.Opening("old", minute: Old), Some.Call(1, "old", name: "before_today") with { StartedAt = Some.At(Old) },
        Some.Opening("a") with { UserId = "jane" }, Some.Call(1, "a", name: "Book_Table"),
        Some.Opening("b", minute: 1) with { UserId = "jane" }, Some.Call(1, "b", name: "book"), Some.Entry(2, "secret", "b", isPii: true),
        Some.Opening("debugged") with { Environment = ConversationEnvironment.Debug }, Some.Call(1, "debugged", name: "book"),
    ]);
}
