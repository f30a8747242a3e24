using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Faults;

/// <summary>
/// Case B07 of the fault list: dead letters of records that a store refuses, and how a store outage is distinguished from a poison record.
/// </summary>
public class DeadLetterFaults
{
    [Fact]
    public async Task B07_a_dead_letter_replaces_the_record_and_has_the_stores_reason()
    {
        var store = new RecordingStore { Refuses = IsPoison, RefusesWith = RecordingStore.Refused };
        (await WriteAsync(store, "a", "poison", "b")).Records.Should().Be(new FlushCounts(3, 1, 0));

        store.Contents.Should().Equal("a", "b");
        store.Calls.Should().Be(5 + 1 + 1, "four records in halves, the letter, and the end: nothing is tried twice where the store says what it is");
        var letter = store.DeadLetters.Should().ContainSingle().Subject;
        letter.Should().BeEquivalentTo(
            new { ConversationId = "c", Kind = "entry", Reason = "ConvLog.Storage.ConversationStoreException: The text is too long." });
        letter.Payload.Should().Contain("\"content\":\"poison\"");
        store.Batches.SelectMany(static batch => batch).Select(static record => record is DeadLetterRecord).Should().Equal(false, false, true, false, false);
    }

    [Fact]
    public async Task B07_the_message_of_another_exception_is_in_no_dead_letter()
    {
        var store = new RecordingStore { Refuses = IsPoison, RefusesWith = static () => new InvalidOperationException("Jane Doe") };
        await WriteAsync(store, "poison");

        store.DeadLetters.Should().ContainSingle().Which.Reason.Should().Be("System.InvalidOperationException");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task B07_a_dead_letter_with_a_refused_payload_is_written_without_it(bool saysSo)
    {
        var store = new RecordingStore
        {
            Refuses = static record => IsPoison(record) || record is DeadLetterRecord { Payload: not null },
            RefusesWith = saysSo ? RecordingStore.Refused : static () => new FormatException(),
        };
        (await WriteAsync(store, "a", "poison", "b")).Records.Should().Be(new FlushCounts(3, 1, 0));

        store.Contents.Should().Equal("a", "b");
        store.DeadLetters.Should().ContainSingle().Which.Payload.Should().BeNull();
    }

    [Fact]
    public async Task B07_a_store_that_refuses_the_dead_letter_loses_only_that_letter()
    {
        var store = new RecordingStore { Refuses = static record => IsPoison(record) || record is DeadLetterRecord, RefusesWith = RecordingStore.Refused };
        (await WriteAsync(store, "poison", "a", "poison", "poison", "b")).Records.Should().Be(new FlushCounts(3, 3, 0));

        store.Contents.Should().Equal("a", "b");
    }

    [Fact]
    public async Task B07_a_store_that_fails_record_and_letter_without_a_reason_is_retried()
    {
        bool isOutOfOrder = true;
        var store = new RecordingStore { FailsAt = _ => Volatile.Read(ref isOutOfOrder), FailsWith = static () => new IOException() };
        await using var sink = Sink(store);
        using var conv = Log(sink, ["a", "b"]);
        var flushing = conv.FlushAsync().AsTask();
        await Waiting.UntilAsync(() => store.Calls > 20);
        (await conv.FlushAsync(new CancellationToken(canceled: true))).Records.Should().Be(new FlushCounts(0, 0, 3));
        Volatile.Write(ref isOutOfOrder, false);

        (await flushing).Records.Should().Be(new FlushCounts(3, 0, 0));
        store.Contents.Should().Equal("a", "b");
        store.DeadLetters.Should().BeEmpty();
    }

    [Fact]
    public async Task B07_a_record_suspected_at_the_end_of_an_outage_is_stored()
    {
        var store = new RecordingStore { FailsAt = static call => call == 1, FailsWith = static () => new TimeoutException() };
        await using var sink = Sink(store);
        using var conv = new Conversation(new ConversationInfo("c"), sink);

        (await conv.FlushAsync()).Records.Should().Be(new FlushCounts(1, 0, 0), "the letter was taken, so the store is well again");
        store.Written.Should().ContainSingle();
    }

    [Theory]
    [InlineData(StoreFault.Unavailable)]
    [InlineData(StoreFault.Unusable)]
    public async Task B07_an_outage_during_a_dead_letter_or_a_last_attempt_drops_no_other_record(StoreFault fault)
    {
        for (int n = 1; n <= 12; n++)
        {
            var store = new RecordingStore { Refuses = IsPoison, FailsAt = call => call == n,
                FailsWith = () => new ConversationStoreException(fault, "Not now.") };
            (await WriteAsync(store, "a", "poison", "b")).Records.Should().Be(new FlushCounts(3, 1, 0), "write {0} fails", n);

            store.Contents.Should().Equal("a", "b");
            store.DeadLetters.Select(static letter => letter.Id).Distinct().Should().ContainSingle("a letter written twice is the same");
        }
    }

    private static bool IsPoison(StoreRecord record) => record is EntryRecord { Content: "poison" };

    private static StoreSink Sink(RecordingStore store)
        => new(store, new StoreSinkOptions { Retries = 0, RetryDelay = TimeSpan.Zero, BatchDelay = TimeSpan.FromSeconds(10) });

    private static async Task<FlushResult> WriteAsync(RecordingStore store, params string[] contents)
    {
        await using var sink = Sink(store);
        using var conv = Log(sink, contents);
        return await conv.FlushAsync();
    }

    private static Conversation Log(StoreSink sink, string[] contents)
    {
        var conv = new Conversation(new ConversationInfo("c"), sink);
        Array.ForEach(contents, content => conv.Log.Info(content));
        return conv;
    }
}
