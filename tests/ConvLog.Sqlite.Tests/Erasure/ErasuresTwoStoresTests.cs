using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Testing;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>Erasures while another store has the same file open, like another process.</summary>
public sealed class ErasuresTwoStoresTests : IDisposable
{
    private readonly ErasureFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_second_store_immediately_stops_returning_erased_data()
    {
        var (store, other) = (_file.Open(), _file.Open());
        await store.WriteAsync([Some.Opening("gone") with { UserId = "jane" }, Some.Entry(1, "CANARY", "gone", isPii: true),
            Some.Turn(1, "gone") with { UserInput = "CANARY" }]);
        (await other.ReadAsync("gone"))!.Logged.OfType<EntryRecord>().Single().Content.Should().Be("CANARY");
        await other.CatchUpAsync();

        await store.EraseAsync(ErasureRequest.OfConversation("gone", "dpo", Some.At(0)));

        (await other.ReadAsync("gone")).Should().BeNull();
        (await other.ReadSummaryAsync("gone")).Should().BeNull();
        (await other.ListAsync(new ConversationQuery { UserId = "jane" }, withPii: true)).Conversations.Should().BeEmpty();
        (await other.SearchAsync(new SearchQuery { Text = "CANARY" })).Hits.Should().BeEmpty();
    }

    [Fact]
    public async Task Late_writes_by_cached_conversation_numbers_leave_no_rows()
    {
        var (store, other) = (_file.Open(), _file.Open());
        await other.WriteAsync([Some.Opening("gone"), Some.Entry(1, "m", "gone"), Some.Opening("expired"), Some.Entry(1, "m", "expired")]);

        await store.EraseAsync(ErasureRequest.OfConversation("gone", "dpo", Some.At(0)));
        await store.ApplyRetentionAsync(new RetentionCut { At = Some.At(9), ConversationsBefore = Some.At(8) }, 10);
        await other.WriteAsync([Some.Entry(2, "CANARY", "gone"), Some.Turn(1, "gone"), Some.DeadLetter("d", conversation: "gone"),
            Some.Entry(2, "new", "expired")]);

        _file.ShouldBeSound();
        _file.Number("SELECT count(*) FROM entry").Should().Be(1, "what expired begins anew, and what was erased does not");
        (await other.CheckHealthAsync()).Parts.Single(static part => string.Equals(part.Name, "erasure", StringComparison.Ordinal)).Figures["erased_writes"]
            .Should().Be(3);
        _file.Find("CANARY").Should().BeEmpty();
    }

    [Fact]
    public async Task Two_concurrent_erasures_of_one_request_are_one()
    {
        var stores = (SqliteConversationStore[])[_file.Open(), _file.Open(), _file.Open()];
        await stores[0].WriteAsync(
            [.. Enumerable.Range(0, 30)
            .SelectMany(static number => (StoreRecord[])[Some.Opening($"c{number}") with { UserId = "jane" }, Some.Entry(1, "CANARY", $"c{number}")])]);
        var request = ErasureRequest.OfUser("jane", "dpo", Some.At(0));

        var receipts = await Task.WhenAll(stores.Select(store => Task.Run(async () => await store.EraseAsync(request))));

        await Waiting.UntilAsync(() => stores[0].CleanUpAsync());
        var receipt = await stores[1].ReadReceiptAsync(request.Id);
        receipt.Should().BeEquivalentTo(new { Conversations = 30, IsComplete = true });
        receipt!.Records.Should().Be(new ErasedRecords { Openings = 30, Entries = 30 });
        receipts.Should().OnlyContain(one => string.Equals(one.UserPseudonym, receipt.UserPseudonym, StringComparison.Ordinal) && one.Conversations == 30);
        (await stores[2].ListReceiptsAsync(10)).Should().ContainSingle();
        _file.Find("CANARY").Should().BeEmpty();
        _file.ShouldBeSound();
    }

    [Fact]
    public async Task Concurrent_deletions_and_indexing_delete_each_row_once()
    {
        var stores = (SqliteConversationStore[])[_file.Open(indexText: true), _file.Open(), _file.Open(indexText: true)];
        var canaries = new Canaries(7);
        for (int round = 0; round < 3; round++)
        {
            await stores[0].WriteAsync([.. Enumerable.Range(0, 60).SelectMany(number => canaries.Next($"c{number}"))]);
        }

        await Task.WhenAll(stores.Select((store, turn) => Task.Run(async () =>
        {
            for (int number = turn; number < 57; number += 3)
            {
                await store.EraseAsync(ErasureRequest.OfConversation($"c{number}", "dpo", Some.At(0)));
                await store.WriteAsync([.. new Canaries(number).Next($"new-{number}")]);
            }
        })));

        await stores[0].CatchUpAsync();
        await Waiting.UntilAsync(() => stores[0].CleanUpAsync());
        _file.ShouldBeSound();
        for (int number = 0; number < 57; number++)
        {
            _file.Find(Canaries.MarkOf($"c{number}")).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_receipt_waits_for_a_reader_whose_snapshot_keeps_bytes_in_the_WAL()
    {
        var clock = new ManualClock();
        var store = _file.Open(time: clock);
        await store.WriteAsync([Some.Opening("gone"), Some.Entry(1, "CANARY", "gone")]);
        using var reader = _file.OpenSession();
        reader.Execute("BEGIN");
        reader.Number("SELECT count(*) FROM entry").Should().Be(1);

        var erasing = EraseAsync(store);
        for (; !erasing.IsCompleted; await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System))
        {
            clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        var receipt = await erasing;
        (clock.GetUtcNow() - ManualClock.DefaultStart).Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
        receipt.UnreadableAt.Should().BeAfter(default);
        receipt.CleanedAt.Should().BeNull("a byte of it is still there for the reader");
        (await store.ReadAsync("gone")).Should().BeNull();
        (await UncleanAsync(store)).Should().Be(1);

        reader.Execute("COMMIT");
        await Waiting.UntilAsync(() => store.CleanUpAsync());
        (await store.ReadReceiptAsync(receipt.Id))!.IsComplete.Should().BeTrue();
        _file.Find("CANARY").Should().BeEmpty();
        (await UncleanAsync(store)).Should().Be(0);
    }

    // The receipt remained incomplete until the next background run, because truncating the WAL was tried only once.
    [Fact]
    public async Task A_read_that_ends_during_an_erasure_lets_its_receipt_complete()
    {
        var store = _file.Open();
        await store.WriteAsync([Some.Opening("gone"), Some.Entry(1, "CANARY", "gone")]);
        using var reader = _file.OpenSession();
        reader.Execute("BEGIN");
        reader.Number("SELECT count(*) FROM entry").Should().Be(1);

        var erasing = EraseAsync(store);
        await ErasedAsync(store);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        erasing.IsCompleted.Should().BeFalse();
        reader.Execute("COMMIT");

        (await erasing).IsComplete.Should().BeTrue();
        _file.Find("CANARY").Should().BeEmpty();
    }

    [Fact]
    public async Task An_erasure_waiting_for_a_read_ends_when_the_store_closes()
    {
        var store = _file.Open(time: new ManualClock()); // Its time never advances.
        await store.WriteAsync([Some.Opening("gone"), Some.Entry(1, "CANARY", "gone")]);
        using var reader = _file.OpenSession();
        reader.Execute("BEGIN");
        reader.Number("SELECT count(*) FROM entry").Should().Be(1);
        var erasing = EraseAsync(store);
        await ErasedAsync(store);
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);

        store.Dispose();

        try
        {
            (await erasing.WaitAsync(TimeSpan.FromSeconds(20))).CleanedAt.Should().BeNull();
        }
        catch (ObjectDisposedException)
        {
            // The erasure ended too late to read the receipt.
        }
    }

    private static Task<ErasureReceipt> EraseAsync(SqliteConversationStore store)
        => Task.Run(async () => await store.EraseAsync(ErasureRequest.OfConversation("gone", "dpo", Some.At(0))));

    private static async Task ErasedAsync(SqliteConversationStore store)
    {
        while (await store.FindReceiptAsync("gone") is not { } receipt || receipt.UnreadableAt == default)
        {
            await Task.Yield();
        }
    }

    private static async Task<double> UncleanAsync(SqliteConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => string.Equals(part.Name, "erasure", StringComparison.Ordinal)).Figures["unclean_files"];
}
