using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Writing;

/// <summary>Rows were deleted manually: later writes are not blocked, and an erasure deletes all remaining rows.</summary>
public sealed class BatchWriterDeletedRowsTests : IAsyncLifetime
{
    private static readonly StoreRecord[] s_jane =
    [
        Some.Opening() with { UserId = "jane" }, Some.Turn(1) with { Error = "of Jane" },
        Some.Call(1, turn: 1) with { Arguments = Some.Fields(LogField.Pii("name", "Jane")) },
        Some.Entry(1, "visible"), Some.Entry(2, "of Jane", isPii: true), Some.Note("1", "call Jane"), Some.ApiResponse(), Some.Feedback(1, FeedbackRating.Like),
    ];

    private readonly Hosts _hosts = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Theory]
    [InlineData("conversation")]
    [InlineData("conversation_id")]
    public async Task Erasing_a_conversation_deletes_all_its_rows(string table)
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, s_jane);
        long number = await _hosts.NumberAsync("SELECT conversation FROM #.conversation_id");
        await DeleteAsync(table);

        var receipt = await _hosts.Open().EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(5)));

        (await RowsOfAsync(number)).Should().Be(0);
        receipt.Records.Turns.Should().Be(1);
        receipt.Records.Entries.Should().Be(2);
    }

    [Theory]
    [InlineData("conversation")]
    [InlineData("conversation_id")]
    [InlineData("conversation", "conversation_id")]
    [InlineData("turn")]
    [InlineData("writer")]
    [InlineData("call")]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Erasing_a_user_deletes_all_rows_of_their_conversations(params string[] tables)
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, s_jane);
        long number = await _hosts.NumberAsync("SELECT conversation FROM #.conversation_id");
        foreach (string table in tables)
        {
            await DeleteAsync(table);
        }

        await _hosts.Open().EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(1_000)));

        (await RowsOfAsync(number)).Should().Be(0);
    }

    [Theory]
    [InlineData("conversation")]
    [InlineData("conversation_id")]
    [InlineData("writer")]
    [InlineData("scope")]
    [InlineData("entry")]
    [InlineData("fact")]
    [InlineData("turn")]
    [InlineData("call")]
    [InlineData("feedback")]
    [InlineData("note")]
    [InlineData("pii")]
    [InlineData("subject")]
    [InlineData("score")]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Records_for_a_damaged_conversation_are_stored_or_dead_lettered_and_block_no_others(string table)
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, s_jane);
        await DeleteAsync(table);
        StoreRecord[] later =
        [
            .. s_jane, Some.Turn(2) with { Error = "later" },
            Some.Call(2, turn: 2) with { Arguments = Some.Fields(LogField.Pii("name", "later")) }, Some.Entry(3, "later", isPii: true),
            Some.Note("2", "later"), Some.ApiResponse("later"), Some.Feedback(2, FeedbackRating.Dislike),
        ];

        foreach (var host in new[] { store, _hosts.Open() })
        {
            await using var sink = new StoreSink(host, new StoreSinkOptions { RetryDelay = TimeSpan.FromMilliseconds(1) });
            foreach (var record in later.Append(Some.Opening("other")).Append(Some.Entry(1, conversation: "other")))
            {
                sink.Record(record);
            }

            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            (await sink.FlushAsync(patience.Token)).Records.Pending.Should().Be(0);
            (await host.ReadAsync("other"))!.Logged.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task Orphaned_rows_are_deleted_when_their_conversation_ID_is_reused()
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, s_jane);
        long number = await _hosts.NumberAsync("SELECT conversation FROM #.conversation_id");
        await DeleteAsync("conversation");

        await Hosts.WriteAsync(store, Some.Opening(), Some.Entry(9));

        (await RowsOfAsync(number)).Should().Be(0);
        (await store.ReadAsync(Some.Conversation))!.Logged.Should().ContainSingle();
    }

    private async Task DeleteAsync(string table)
        => await _hosts.ScalarAsync($"DELETE FROM #.{table}{(string.Equals(table, "turn", StringComparison.Ordinal) ? " WHERE no = 1" : "")}");

    private Task<long> RowsOfAsync(long number) => _hosts.RowsOfAsync($"conversation = {number}");
}
