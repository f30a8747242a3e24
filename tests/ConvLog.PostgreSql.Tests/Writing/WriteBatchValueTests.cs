using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Writing;

/// <summary>D12: values that PostgreSQL's text and JSON types do not accept.</summary>
public sealed class WriteBatchValueTests : IAsyncLifetime
{
    private const string Strange = "a\0b\ud800c\udc00\u0001\u2028é🙂";

    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();
    private PostgreSqlConversationStore _store = null!; // Set before any test runs.

    public Task InitializeAsync()
    {
        _store = new PostgreSqlConversationStore(PostgresServer.ConnectionString, _schema.Options());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);
    }

    [Fact]
    public async Task D12_NUL_and_lone_surrogates_are_read_back_as_from_the_in_memory_store()
    {
        var memory = new InMemoryConversationStore();
        StoreRecord[] records =
        [
            Some.Opening() with { Channel = Strange, UserId = Strange, AgentId = Strange },
            Some.Turn(1) with { UserInput = Strange, AgentResponse = Strange, Error = Strange, ErrorType = Strange },
            Some.Call(1, turn: 1, name: Strange),
            Some.Entry(1, Strange) with { Fields = Some.Fields(("key", Strange)) },
            Some.Entry(2, Strange, isPii: true),
            Some.Feedback(1, FeedbackRating.Like) with { Comment = Strange },
            Some.Note(text: Strange),
        ];
        await memory.WriteAsync(records);

        await _store.WriteAsync(records);

        var stored = await _store.ReadAsync(Some.Conversation);
        var expected = await memory.ReadAsync(Some.Conversation);
        stored!.Summary.Conversation.Channel.Should().Be(Normal(expected!.Summary.Conversation.Channel!));
        stored.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should()
            .Equal(expected.Logged.OfType<EntryRecord>().Select(static entry => Normal(entry.Content)));
        stored.Turns[0].UserInput.Text.Should().Be(Normal(Strange));
        stored.FunctionEvents[0].Name.Should().Be(Normal(Strange));
        stored.Feedback[0].Comment.Should().Be(Normal(Strange));
    }

    [Fact]
    public async Task D12_Sixteen_million_characters_and_a_number_beyond_double_are_read_back()
    {
        string text = new('x', 16_000_000);
        string deep = string.Concat(Enumerable.Repeat("[", 60)) + "1e400" + string.Concat(Enumerable.Repeat("]", 60));
        await _store.WriteAsync([Some.Opening(), Some.Entry(1, text), Some.Entry(2, deep)]);

        (await _store.ReadAsync(Some.Conversation))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal(text, deep);
    }

    [Fact]
    public async Task D13_Only_a_value_too_large_for_an_index_is_rejected()
    {
        string id = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8_000));

        var failure = (await FluentActions.Awaiting(() => _store.WriteAsync([Some.Opening(id)]).AsTask()).Should()
            .ThrowAsync<ConversationStoreException>()).Which;

        failure.Fault.Should().Be(StoreFault.Refused);
        await _store.WriteAsync([Some.Opening()]);
        (await _store.CheckHealthAsync()).Parts.Single(static part => part is { Name: "writing" }).Status.Should().Be(StoreHealthStatus.Healthy);
    }

    // UTF-8 has no lone surrogates.
    private static string Normal(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
