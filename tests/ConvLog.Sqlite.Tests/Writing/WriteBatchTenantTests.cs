using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Writing;

/// <summary>The owner of a conversation applies to all processes that write to one file.</summary>
public sealed class WriteBatchTenantTests : IDisposable
{
    private const int Races = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly List<SqliteConversationStore> _stores = [];

    public void Dispose()
    {
        _stores.ForEach(static store => store.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task Of_two_accounts_opening_one_ID_concurrently_only_the_first_gets_the_conversation()
    {
        var (one, other) = (Open(), Open());
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
    public async Task An_opening_rejected_by_one_host_is_rejected_by_all_even_after_a_restart()
    {
        var one = Open();
        await one.WriteAsync([Opening("conv-777", 1, "acme")]);
        (await IsRefusedAsync(one, Opening("conv-777", 2, "globex"))).Should().BeTrue();

        foreach (var store in (SqliteConversationStore[])[one, Open()])
        {
            (await IsRefusedAsync(store, Some.Entry(1, "globex", "conv-777", writer: 2))).Should().BeTrue();
            (await store.ReadAsync("conv-777"))!.Logged.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task All_hosts_discard_a_writer_whose_late_opening_is_rejected()
    {
        var (one, other) = (Open(), Open());
        await one.WriteAsync([Opening("conv-777", 1, "acme")]);
        await one.WriteAsync([Some.Entry(1, "early", "conv-777", writer: 2)]);

        (await IsRefusedAsync(other, Opening("conv-777", 2, "globex"))).Should().BeTrue();

        (await IsRefusedAsync(one, Some.Entry(2, "late", "conv-777", writer: 2))).Should().BeTrue();
        (await one.ReadAsync("conv-777"))!.Logged.Should().ContainSingle();
    }

    [Theory]
    [InlineData("UPDATE writer SET opening = replace(opening, '\"agent\":\"bookings\",', '')", "bookings", false)] // As an opening without an agent was stored.
    [InlineData("UPDATE writer SET opening = replace(opening, 'acme', 'evil')", "bookings", true)] // A damaged row: the list's columns still have the owner.
    public async Task Incomplete_or_damaged_writer_rows_still_protect_the_account(string change, string agent, bool isDamaged)
    {
        using (var store = new SqliteConversationStore(_folder.File("conversations.db"), new SqliteStoreOptions { IndexText = false }))
        {
            await store.WriteAsync([Opening("conv-777", 1, "acme")]);
        }

        using (var session = Session.Open(_folder.File("conversations.db"), TimeSpan.FromSeconds(5)))
        {
            session.Execute(change);
            if (!isDamaged)
            {
                using var row = session.Prepare("SELECT no, opening FROM writer");
                row.Step();
                long checksum = ConversationPayload.ChecksumOf(row.Int64(0), row.Bytes(1));
                row.Reset();
                session["UPDATE writer SET checksum = ?1"].Bind(1, checksum).Run();
            }
        }

        var again = Open();
        (await IsRefusedAsync(again, Opening("conv-777", 2, "globex"))).Should().BeTrue();
        (await IsRefusedAsync(again, Opening("conv-777", 3, "acme"))).Should().BeFalse();
        (await again.ReadSummaryAsync("conv-777"))!.Conversation.AgentId.Should().Be(agent);
    }

    private static ConversationRecord Opening(string id, int writer, string account) => Some.Opening(id, writer) with { AccountId = account };

    private static async Task<bool> IsRefusedAsync(SqliteConversationStore store, params StoreRecord[] records)
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

    private SqliteConversationStore Open()
    {
        var store = new SqliteConversationStore(_folder.File("conversations.db"), new SqliteStoreOptions { IndexText = false });
        _stores.Add(store);
        return store;
    }
}
