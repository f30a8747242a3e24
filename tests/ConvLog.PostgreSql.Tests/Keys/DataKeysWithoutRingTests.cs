using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Keys;

/// <summary>A host without a key ring serves readers without the permission; it decrypts nothing and requests no keys.</summary>
public sealed class DataKeysWithoutRingTests : IAsyncLifetime
{
    private static readonly Reader s_reader = new("other", canReadPii: false);

    private readonly Hosts _hosts = new();
    private readonly CountingKeyRing _asked = new();

    public async Task InitializeAsync() => await _hosts.Open().WriteAsync(
    [
        Some.Opening() with { UserId = "jane", FromNumber = "+15550100" },
        Some.Turn(1) with { UserInput = new MaskedText("I am Jane", shown: "I am [name]") },
        Some.Entry(1, "found") with { Fields = Some.Fields(LogField.Pii("phone", "+15550100", shown: "+1…")) },
        Some.Entry(2, "hidden", isPii: true),
        Some.Call(1, turn: 1, outcome: FunctionOutcome.Completed) with { Arguments = Some.Fields(LogField.Pii("name", "Jane")) },
    ]);

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task Readers_without_permission_get_the_redacted_content_without_any_key_request()
    {
        string expected = await SeenAsync(_hosts.Open());
        string seen = await SeenAsync(_hosts.Open(_asked));

        AnswerText.Difference(expected, seen).Should().BeNull();
        seen.Should().Contain("I am [name]").And.NotContain("hidden");
        _asked.Count.Should().Be(0);
    }

    [Fact]
    public async Task Reading_with_permission_requests_keys()
    {
        await new ConversationReader(_hosts.Open(_asked)).GetAsync(s_reader with { CanReadPii = true }, Some.Conversation);

        _asked.Count.Should().BePositive("else the test above shows nothing");
    }

    private static async Task<string> SeenAsync(IConversationStore store)
    {
        var reader = new ConversationReader(store);
        return AnswerText.Of(await reader.GetAsync(s_reader, Some.Conversation))
            + AnswerText.Of(await reader.GetTurnsAsync(s_reader, Some.Conversation))
            + AnswerText.Of(await reader.GetSummaryAsync(s_reader, Some.Conversation))
            + AnswerText.Of(await reader.ListAsync(s_reader, new ConversationQuery()))
            + AnswerText.Of(await reader.ListUsersAsync(s_reader, new UserQuery { From = DateTimeOffset.MinValue }))
            + AnswerText.Of((await reader.GetLogAsync(s_reader, new LogQuery(Some.Conversation))).Logged);
    }
}
