using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Erasure;

/// <summary>One host erases while others write.</summary>
public sealed class ErasureLockTests : IAsyncLifetime
{
    private readonly Hosts _hosts = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task Concurrent_writes_of_another_host_do_not_survive_an_erasure()
    {
        PostgreSqlConversationStore[] stores = [_hosts.Open(), _hosts.Open(), _hosts.Open()];
        string[] ids = [.. Enumerable.Range(1, LongCampaign.IsOn ? 20 : 6).Select(static i => $"c{i}")];
        await Hosts.WriteAsync(stores[0], [.. ids.Where((_, i) => i % 2 == 0).Select(static id => Some.Opening(id))]);
        using var until = new CancellationTokenSource();
        var writers = stores.Skip(1).Select((store, writer) => Task.Run(async () =>
        {
            for (int i = 1; !until.IsCancellationRequested; i++)
            {
                await Hosts.WriteAsync(store, [.. ids.SelectMany(id => Written(id, writer + 1, i))]);
            }
        })).ToList();

        foreach (string id in ids)
        {
            await stores[0].EraseAsync(ErasureRequest.OfConversation(id, "dpo", Some.At(1_000)));
        }

        await until.CancelAsync();
        await Task.WhenAll(writers);

        (await stores[1].ListAsync(new ConversationQuery(), withPii: true)).Conversations.Should().BeEmpty();
        (await _hosts.RowsOfAsync("true")).Should().Be(0);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.lost_key")).Should().Be(0);
    }

    [Fact]
    public async Task Concurrent_writes_of_another_host_do_not_survive_a_user_erasure()
    {
        var (one, other) = (_hosts.Open(), _hosts.Open());
        await Hosts.WriteAsync(one, Some.Opening("first") with { UserId = "jane" });
        using var until = new CancellationTokenSource();
        var writer = Task.Run(async () =>
        {
            for (int i = 1; !until.IsCancellationRequested; i++)
            {
                await Hosts.WriteAsync(other, Some.Opening($"jane {i}") with { UserId = "jane" }, Some.Entry(1, conversation: $"jane {i}"),
                    Some.Opening($"joe {i}") with { UserId = "joe" });
            }
        });

        await one.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(1_000)));
        await until.CancelAsync();
        await writer;

        (await one.ListAsync(new ConversationQuery { UserId = "jane" }, withPii: true)).Conversations.Should().BeEmpty();
        (await one.ListAsync(new ConversationQuery { Limit = 100 }, withPii: true)).Conversations.Should().NotBeEmpty()
            .And.OnlyContain(static summary => summary.Conversation.ConversationId.StartsWith("joe", StringComparison.Ordinal));
        (await _hosts.NumberAsync("SELECT count(*) FROM #.end_user")).Should().Be(1);
    }

    [Fact]
    public async Task A_conversation_erased_by_another_host_is_not_written_again()
    {
        var (one, other) = (_hosts.Open(), _hosts.Open());
        await Hosts.WriteAsync(other, Some.Opening(), Some.Entry(1));

        await one.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(1_000)));
        await Hosts.WriteAsync(other, Some.Entry(2), Some.Turn(1), Some.Opening(writer: 2));

        (await other.ReadAsync(Some.Conversation)).Should().BeNull();
        (await _hosts.RowsOfAsync("true")).Should().Be(0);
    }

    [Fact]
    public async Task An_erasure_that_is_only_in_the_ledger_is_completed_by_the_next_host()
    {
        var one = _hosts.Open();
        await Hosts.WriteAsync(one, Some.Opening(), Some.Note("1", "call Jane"));

        // The state after a host crashed once the event was in the ledger.
        await _hosts.ScalarAsync(
            $"INSERT INTO keys#.erasure (id, conversation_id, requested_by, requested) VALUES ('{Some.Id("request")}', 'conv-42', 'dpo', 1) RETURNING no");
        await _hosts.ScalarAsync("""
            INSERT INTO keys#.ledger (no, kind, at, conversation_id, erasure)
            SELECT 1, 0, 1, 'conv-42', no
            FROM keys#.erasure
            RETURNING no
            """);

        await one.FinishErasuresAsync();

        (await one.ReadAsync(Some.Conversation)).Should().BeNull();
        (await one.ReadReceiptAsync(Some.Id("request")))!.Should().BeEquivalentTo(new { Conversations = 1, IsComplete = true });
        (await _hosts.NumberAsync("SELECT count(*) FROM keys#.destroyed_key")).Should().Be(1);
    }

    private static IEnumerable<StoreRecord> Written(string id, int writer, int i) =>
        [Some.Opening(id, writer) with { Revision = i }, Some.Entry(i, "jane", id, writer, isPii: i % 2 == 0), Some.Turn(i + (1_000_000 * writer), id, writer)];
}
