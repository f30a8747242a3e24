using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>A process without a key ring serves readers without the permission, and requests no keys.</summary>
public sealed class DataKeysWithoutRingTests : IDisposable
{
    private static readonly Reader s_reader = new("other", canReadPii: false);

    private readonly KeysFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Readers_without_permission_get_the_redacted_content_without_any_key_request()
    {
        string expected;
        await using (var store = _folder.Open())
        {
            await store.WriteAsync(KeysFolder.Records);
            expected = await SeenAsync(store);
        }

        var asked = new CountingKeyRing();
        await using var without = new SqliteConversationStore(_folder.DataPath, new SqliteStoreOptions { KeyRing = asked });
        string seen = await SeenAsync(without);

        AnswerText.Difference(expected, seen).Should().BeNull();
        asked.Count.Should().Be(0);
        (await without.CheckHealthAsync()).Parts.Single(static part => part.Name is "reading").Status.Should().Be(StoreHealthStatus.Healthy);
    }

    [Fact]
    public async Task Reading_with_permission_requests_keys()
    {
        await using (var store = _folder.Open())
        {
            await store.WriteAsync(KeysFolder.Records);
        }

        var asked = new CountingKeyRing();
        await using var without = new SqliteConversationStore(_folder.DataPath, new SqliteStoreOptions { KeyRing = asked });
        await new ConversationReader(without).GetAsync(s_reader with { CanReadPii = true }, Some.Conversation);

        asked.Count.Should().BePositive("else the test above shows nothing");
    }

    private static async Task<string> SeenAsync(IConversationStore store)
    {
        var reader = new ConversationReader(store);
        return AnswerText.Of(await reader.GetAsync(s_reader, Some.Conversation))
            + AnswerText.Of(await reader.GetAsync(s_reader with { AsksForPii = true }, Some.Conversation))
            + AnswerText.Of(await reader.GetTurnsAsync(s_reader, Some.Conversation))
            + AnswerText.Of(await reader.GetSummaryAsync(s_reader, Some.Conversation))
            + AnswerText.Of(await reader.ListAsync(s_reader, new ConversationQuery()))
            + AnswerText.Of(await reader.ListUsersAsync(s_reader, new UserQuery { From = DateTimeOffset.MinValue }))
            + AnswerText.Of((await reader.GetLogAsync(s_reader, new LogQuery(Some.Conversation))).Logged);
    }
}
