using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Sqlite.Tests.Fixtures;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Fixture = ConvLog.PostgreSql.Tests.Fixtures.Fixture;

namespace ConvLog.PostgreSql.Tests.Writing;

/// <summary>Schemas that were written before conversations were found by attributes: they are as soon as their keys were there.</summary>
public sealed class EarlierAttributesTests : IAsyncLifetime
{
    private const string Pending = "SELECT count(*) FROM #.meta WHERE key = 'attributes_to_add'";
    private const string Rows = "SELECT count(*) FROM #.subject WHERE kind = 2";
    private const string All = "SELECT string_agg(encode(hash, 'hex') || conversation, ',' ORDER BY kind, hash, conversation) FROM #.subject";

    private static readonly ConversationQuery s_gold = new() { Attributes = [new("tier", "gold")], Limit = 10_000 };

    private readonly TestSchema _schema = ReusedSchemas.On(PostgresServer.ConnectionString).Take();

    public static TheoryData<string> Fixtures { get; } = new(Fixture.Names);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await ReusedSchemas.On(PostgresServer.ConnectionString).GiveBackAsync(_schema);

    [Trait(CiRun.Trait, CiRun.Only)]
    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task A_schema_of_yesterday_finds_its_conversations_by_attributes(string name)
    {
        await using var fixture = await Fixture.LoadAsync(name);
        await using var store = fixture.Open();
        var both = s_gold with { Attributes = [new("tier", "gold"), new("city", "Bonn")] };

        await Waiting.UntilAsync(async () => (await IdsAsync(store, both)).Contains(FixtureContent.Talk, StringComparer.Ordinal));

        (await IdsAsync(store, s_gold with { Attributes = [new("city", "Ulm")] })).Should().BeEmpty();
    }

    [Fact]
    public async Task All_conversations_get_what_they_would_have_been_written_with_also_from_two_hosts()
    {
        await using (var store = Open())
        {
            await store.WriteAsync([.. Enumerable.Range(0, 450).SelectMany(static n => (StoreRecord[])[
                Some.Opening($"c{n}") with
                {
                    OpenedAt = Some.At(n * 300),
                    Attributes = Some.Fields(("tier", n % 2 == 0 ? "gold" : "tin"), ("n", n)),
                    UserId = "jane",
                },
                Some.Opening($"bare {n}") with { UserId = "joe" }])]);
            await store.WriteAsync([Some.Opening("c0", writer: 2, minute: 1) with { Attributes = Some.Fields(("tier", "iron")) }]);
        }

        object? written = await RunAsync(All);
        await ForgetAsync();

        await using var one = Open();
        await using var two = Open();
        await Task.WhenAll(IdsAsync(one, s_gold), IdsAsync(two, s_gold));
        await Waiting.UntilAsync(async () => await PendingAsync() == 0);

        (await IdsAsync(one, s_gold)).Should().HaveCount(224);
        (await RunAsync(All)).Should().Be(written);
    }

    [Fact]
    public async Task What_is_erased_or_has_expired_gets_none()
    {
        await using (var store = Open())
        {
            await store.WriteAsync([Gold("erased"), Gold("old"), Gold("young", minute: 600)]);
            await store.EraseAsync(ErasureRequest.OfConversation("erased", "dpo", Some.At(1_000)));
            await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) }, 100, null);
        }

        await ForgetAsync();
        await using var again = Open();
        await IdsAsync(again, s_gold);
        await Waiting.UntilAsync(async () => await PendingAsync() == 0);

        (await IdsAsync(again, s_gold)).Should().Equal("young");
        (await RunAsync(Rows)).Should().Be(1L);
    }

    [Fact]
    public async Task A_conversation_without_attributes_has_no_row_and_a_new_schema_nothing_to_add()
    {
        await using var store = Open();
        await store.WriteAsync([Some.Opening() with { UserId = "jane", FromNumber = "+1" }, Some.Turn(1)]);

        (await RunAsync(Rows)).Should().Be(0L);
        (await PendingAsync()).Should().Be(0);
        (await RunAsync("SELECT count(*) FROM #.subject")).Should().Be(2L);
    }

    [Fact]
    public async Task What_the_docs_say_has_all_added_again()
    {
        await using (var store = Open())
        {
            await store.WriteAsync([Gold("one"), Gold("two", minute: 60 * 24 * 100)]);
        }

        await RunAsync("DELETE FROM #.subject WHERE kind = 2");
        await RunAsync("INSERT INTO #.meta SELECT 'attributes_to_add', convert_to(max(conversation)::text, 'UTF8') FROM #.conversation");
        await using var again = Open();
        await IdsAsync(again, s_gold);
        await Waiting.UntilAsync(async () => await PendingAsync() == 0);

        (await IdsAsync(again, s_gold)).Should().BeEquivalentTo("one", "two");
    }

    private static ConversationRecord Gold(string id, int minute = 0) => Some.Opening(id, minute: minute) with { Attributes = Some.Fields(("tier", "gold")) };

    private static async Task<List<string>> IdsAsync(IConversationStore store, ConversationQuery query)
        => [.. (await store.ListAsync(query, withPii: true)).Conversations.Select(static summary => summary.Conversation.ConversationId)];

    private PostgreSqlConversationStore Open() => new(PostgresServer.ConnectionString, _schema.Options());

    // As the version before left it.
    private async Task ForgetAsync()
    {
        await RunAsync("DELETE FROM #.subject WHERE kind = 2");
        await RunAsync("DROP TABLE #.counted_day; DROP TABLE #.team_document; UPDATE #.meta SET value = '8' WHERE key = 'schema'");
    }

    private async Task<long> PendingAsync() => (long)(await RunAsync(Pending))!;

    private async Task<object?> RunAsync(string sql)
        => await JoinedServers.RunAsync(PostgresServer.ConnectionString, sql.Replace("#.", _schema.Name + ".", StringComparison.Ordinal));
}
