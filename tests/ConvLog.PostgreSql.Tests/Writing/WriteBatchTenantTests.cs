using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Writing;

/// <summary>The owner of a conversation applies to all hosts that write to one schema.</summary>
public sealed class WriteBatchTenantTests : IAsyncLifetime
{
    private const int Races = 40;

    private readonly Hosts _hosts = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task Of_two_accounts_opening_one_ID_concurrently_only_the_first_gets_the_conversation()
    {
        var (one, other) = (_hosts.Open(), _hosts.Open());
        for (int i = 0; i < Races; i++)
        {
            string id = $"conv-{i}";
            bool[] refused = await Task.WhenAll(
                Task.Run(() => IsRefusedAsync(one, Opening(id, 1, "acme"), Some.Entry(1, "acme", id))),
                Task.Run(() => IsRefusedAsync(other, Opening(id, 2, "globex"), Some.Entry(1, "globex", id, writer: 2))));

            refused.Should().ContainSingle(static isRefused => isRefused);
            var read = (await one.ReadAsync(id))!;
            read.Summary.Conversation.AccountId.Should().Be(refused[0] ? "globex" : "acme");
            read.Logged.OfType<EntryRecord>().Should().ContainSingle().Which.Content.Should().Be(read.Summary.Conversation.AccountId);
        }
    }

    [Fact]
    public async Task An_opening_rejected_by_one_host_is_rejected_by_every_host()
    {
        var one = _hosts.Open();
        await Hosts.WriteAsync(one, Opening("conv-777", 1, "acme"));
        (await IsRefusedAsync(one, Opening("conv-777", 2, "globex"))).Should().BeTrue();
        long arrivals = await _hosts.NumberAsync("SELECT count(*) FROM #.arrival");

        foreach (var store in (PostgreSqlConversationStore[])[one, _hosts.Open()])
        {
            (await IsRefusedAsync(store, Some.Entry(1, "globex", "conv-777", writer: 2))).Should().BeTrue();
            (await store.ReadAsync("conv-777"))!.Logged.Should().BeEmpty();
        }

        (await _hosts.NumberAsync("SELECT count(*) FROM #.arrival")).Should().Be(arrivals, "nothing came in");
    }

    [Fact]
    public async Task A_conversation_without_an_agent_adopts_the_agent_of_the_next_opening()
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, Opening("conv-777", 1, "acme") with { AgentId = "" });
        (await store.ReadSummaryAsync("conv-777"))!.Conversation.AgentId.Should().BeEmpty();

        (await IsRefusedAsync(store, Opening("conv-777", 2, "globex"))).Should().BeTrue();
        (await IsRefusedAsync(store, Opening("conv-777", 3, "acme"))).Should().BeFalse();

        (await store.ReadSummaryAsync("conv-777"))!.Conversation.AgentId.Should().Be("bookings");
    }

    private static ConversationRecord Opening(string id, int writer, string account) => Some.Opening(id, writer) with { AccountId = account };

    private static async Task<bool> IsRefusedAsync(PostgreSqlConversationStore store, params StoreRecord[] records)
    {
        try
        {
            await store.WriteAsync(records);
            return false;
        }
        catch (WriterRefusedException)
        {
            return true;
        }
    }
}
