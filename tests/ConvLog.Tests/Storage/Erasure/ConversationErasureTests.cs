using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests.Storage.Erasure;

public sealed class ConversationErasureTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Erasing_a_conversation_gives_a_receipt_with_requester_time_and_reason()
    {
        await using var host = Host();
        await PlayAsync(host, "c1", "jane");
        await PlayAsync(host, "c2", "jane");
        _clock.Advance(TimeSpan.FromMinutes(5));
        var erasure = host.GetRequiredService<ConversationErasure>();

        var receipt = await erasure.EraseConversationAsync("c1", "Eve", "request 12");

        (receipt.Subject, receipt.ConversationId, receipt.RequestedBy, receipt.Reason, receipt.RequestedAt, receipt.Conversations)
            .Should().Be((ErasureSubject.Conversation, "c1", "Eve", "request 12", _clock.GetUtcNow(), 1));
        (await ReadAsync(host, "c1")).Should().BeFalse();
        (await ReadAsync(host, "c2")).Should().BeTrue();
        (await erasure.GetReceiptAsync(receipt.Id)).Should().BeEquivalentTo(receipt);
        (await erasure.ListReceiptsAsync()).Should().ContainSingle().Which.Id.Should().Be(receipt.Id);
        (await erasure.GetReceiptAsync(Guid.NewGuid())).Should().BeNull();
    }

    [Fact]
    public async Task A_users_conversations_are_erased_and_the_receipt_names_the_pseudonym_only()
    {
        await using var host = Host();
        await PlayAsync(host, "c1", "jane");
        await PlayAsync(host, "c2", "jane");
        await PlayAsync(host, "c3", "john");
        string pseudonym = (await host.GetRequiredService<ConversationReader>().GetSummaryAsync(Reader.Anonymous, "c1"))!.User!.Value.Text;

        var receipt = await host.GetRequiredService<ConversationErasure>().EraseUserAsync("jane", "Eve");

        (receipt.Subject, receipt.ConversationId, receipt.UserPseudonym, receipt.Conversations).Should().Be((ErasureSubject.User, null, pseudonym, 2));
        receipt.ToString().Should().NotContain("jane");
        (await ReadAsync(host, "c1"), await ReadAsync(host, "c2"), await ReadAsync(host, "c3")).Should().Be((false, false, true));
    }

    [Fact]
    public async Task F06_queued_records_reach_the_tombstone_before_the_erasure_returns()
    {
        await using var host = Host(new StoreSinkOptions { BatchDelay = TimeSpan.FromSeconds(10) });
        var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c1") { UserId = "jane" });
        conv.Log.Info("one");
        await conv.FlushAsync();
        conv.Log.Info("two"); // Waits in the queue.

        await host.GetRequiredService<ConversationErasure>().EraseConversationAsync("c1", "Eve");

        host.GetRequiredService<StoreSink>().CheckHealth().Figures["queued"].Should().Be(0);
        conv.Log.Info("three");
        await conv.FlushAsync();
        (await ReadAsync(host, "c1")).Should().BeFalse();
        (await host.GetRequiredService<IConversationStore>().ReadAsync("c1")).Should().BeNull();
    }

    [Fact]
    public async Task F06_a_user_whose_first_conversation_still_waits_in_the_queue_is_erased()
    {
        await using var host = Host(new StoreSinkOptions { BatchDelay = TimeSpan.FromSeconds(10) });
        var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c1") { UserId = "jane" });
        conv.Log.Info("one");

        await host.GetRequiredService<ConversationErasure>().EraseUserAsync("jane", "Eve");

        await conv.FlushAsync();
        (await ReadAsync(host, "c1")).Should().BeFalse("it was opened before");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await PlayAsync(host, "c2", "jane");
        (await ReadAsync(host, "c2")).Should().BeTrue("it was opened after");
    }

    [Fact]
    public async Task A_sink_that_cannot_write_holds_the_receipt_up_for_a_bounded_time_only()
    {
        var store = new InMemoryConversationStore();
        await store.WriteAsync([Some.Opening("c1")]);
        var hanging = new RecordingStore();
        hanging.Hold();
        var clock = new SteppedClock();
        await using var sink = new StoreSink(hanging, new StoreSinkOptions { DisposeTimeout = TimeSpan.Zero });
        sink.Record(Some.Opening("c2"));
        await hanging.Writing;

        var erasing = new ConversationErasure(store, sink, clock).EraseConversationAsync("c1", "Eve").AsTask();
        (await clock.PassWaitAsync()).Should().Be(TimeSpan.FromSeconds(5));

        (await erasing).Conversations.Should().Be(1);
        hanging.Release();
    }

    [Fact]
    public async Task Canceling_while_the_queue_empties_still_returns_the_receipt()
    {
        var store = new InMemoryConversationStore();
        await store.WriteAsync([Some.Opening("c1")]);
        var hanging = new RecordingStore();
        hanging.Hold();
        await using var sink = new StoreSink(hanging, new StoreSinkOptions { DisposeTimeout = TimeSpan.Zero });
        sink.Record(Some.Opening("c2"));
        await hanging.Writing;
        using var given = new CancellationTokenSource();

        var erasing = new ConversationErasure(store, sink, _clock).EraseConversationAsync("c1", "Eve", cancellationToken: given.Token).AsTask();
        await given.CancelAsync();

        (await erasing).Conversations.Should().Be(1);
        hanging.Release();
    }

    [Fact]
    public async Task A_legal_hold_is_placed_listed_and_released()
    {
        await using var host = Host();
        await PlayAsync(host, "c1", "jane");
        var erasure = host.GetRequiredService<ConversationErasure>();

        (await erasure.PlaceHoldAsync("c1", "Hal", "case 7")).Should().BeTrue();
        (await erasure.PlaceHoldAsync("c1", "Ida")).Should().BeFalse();
        (await erasure.ListHoldsAsync()).Should()
            .Equal(new LegalHold { ConversationId = "c1", PlacedBy = "Hal", PlacedAt = _clock.GetUtcNow(), Reason = "case 7" });
        var receipt = await erasure.EraseConversationAsync("c1", "Eve");
        (receipt.IsComplete, receipt.Conversations).Should().Be((false, 0));
        receipt.HeldConversations.Should().Equal("c1");
        (await ReadAsync(host, "c1")).Should().BeTrue();

        (await erasure.ReleaseHoldAsync("c1")).Should().BeTrue();
        (await erasure.ReleaseHoldAsync("c1")).Should().BeFalse();
        (await erasure.GetReceiptAsync(receipt.Id))!.Should()
            .Match<ErasureReceipt>(static r => r.IsComplete && r.Conversations == 1 && r.HeldConversations.Count == 0);
        (await ReadAsync(host, "c1")).Should().BeFalse();
    }

    [Fact]
    public async Task Exceptions_of_the_store_pass_through()
        => await new ConversationErasure(new RecordingStore(), sink: null, _clock).Invoking(static e => e.EraseConversationAsync("c", "Eve").AsTask()).Should()
            .ThrowAsync<NotSupportedException>();

    [Fact]
    public async Task Erasing_without_a_requester_or_a_subject_is_refused()
    {
        var erasure = new ConversationErasure(new InMemoryConversationStore(), sink: null, _clock);
        foreach (var ask in (Func<Task>[])[
            async () => await erasure.EraseConversationAsync("", "Eve"),
            async () => await erasure.EraseConversationAsync("c", " "),
            async () => await erasure.EraseUserAsync("", "Eve"),
            async () => await erasure.EraseUserAsync("jane", ""),
            async () => await erasure.PlaceHoldAsync("", "Hal"),
            async () => await erasure.PlaceHoldAsync("c", " "),
            async () => await erasure.ReleaseHoldAsync(""),
            async () => await erasure.ListReceiptsAsync(0)])
        {
            await ask.Should().ThrowAsync<ArgumentException>();
        }
    }

    private ServiceProvider Host(StoreSinkOptions? sink = null) => new ServiceCollection().AddConvLog(options =>
    {
        options.TimeProvider = _clock;
        options.StoreSink = sink;
    }).BuildServiceProvider();

    private static async Task PlayAsync(IServiceProvider host, string id, string user)
    {
        await using var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo(id) { UserId = user });
        conv.Log.Info("m");
    }

    private static async Task<bool> ReadAsync(IServiceProvider host, string id)
        => await host.GetRequiredService<ConversationReader>().ExistsAsync(Reader.Anonymous, id);
}
