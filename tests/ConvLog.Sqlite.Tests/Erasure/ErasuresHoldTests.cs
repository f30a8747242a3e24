using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>Fault F05: legal holds at any point of an erasure.</summary>
public sealed class ErasuresHoldTests : IDisposable
{
    private readonly ErasureFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_concurrent_hold_and_erasure_leave_a_conversation_complete_or_erased()
    {
        var (store, other) = (_file.Open(), _file.Open());
        for (int round = 0; round < 25; round++)
        {
            string id = $"c{round}";
            await store.WriteAsync([Some.Opening(id), Some.Entry(1, "m", id), Some.Entry(2, "m", id, isPii: true), Some.Turn(1, id)]);
            var erasing = Task.Run(async () => await store.EraseAsync(ErasureRequest.OfConversation(id, "dpo", Some.At(0))));
            var holding = Task.Run(async () => await other.PlaceHoldAsync(Hold(id)));
            await Task.WhenAll(erasing, holding);

            var receipt = await erasing;
            var read = await other.ReadAsync(id);
            (await holding).Should().BeTrue();
            if (receipt.HeldConversations.Count == 0)
            {
                read.Should().BeNull();
                receipt.Should().BeEquivalentTo(new { Conversations = 1, Records = new { Total = 4 } });
            }
            else
            {
                (read!.Summary.IsErasurePending, read.Logged.Count, read.Turns.Count, receipt.Conversations).Should().Be((true, 2, 1, 0));
            }
        }

        _file.ShouldBeSound();
    }

    [Fact]
    public async Task A_hold_on_an_erased_conversation_does_not_restore_it()
    {
        var store = _file.Open();
        await store.WriteAsync([Some.Opening(), Some.Entry(1, "CANARY")]);
        var receipt = await store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(0)));

        (await store.PlaceHoldAsync(Hold(Some.Conversation))).Should().BeTrue();
        await store.WriteAsync([Some.Opening(), Some.Entry(1, "CANARY")]);
        (await store.ReleaseHoldAsync(Some.Conversation)).Should().BeTrue();

        (await store.ReadAsync(Some.Conversation)).Should().BeNull();
        (await store.ReadReceiptAsync(receipt.Id)).Should().BeEquivalentTo(receipt);
        _file.Find("CANARY").Should().BeEmpty();
    }

    [Fact]
    public async Task A_held_conversation_pending_erasure_accepts_no_writes_from_another_store()
    {
        var (store, other) = (_file.Open(), _file.Open());
        await other.WriteAsync([Some.Opening() with { UserId = "jane" }, Some.Entry(1, "m")]);
        await store.PlaceHoldAsync(Hold(Some.Conversation));
        await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(0)));

        await other.WriteAsync([Some.Entry(2, "late"), Some.Opening("new", minute: 1) with { UserId = "jane" }]);

        (await other.ReadAsync(Some.Conversation))!.Logged.Should().ContainSingle();
        var held = (await other.ReadSummaryAsync(Some.Conversation))!;
        (await other.ReadSummaryAsync("new"))!.UserPseudonym.Should().NotBe(held.UserPseudonym, "what is to be erased names nobody any more");
        await store.ReleaseHoldAsync(Some.Conversation);
        _file.Number("SELECT count(*) FROM user").Should().Be(1);
        _file.ShouldBeSound();
    }

    [Fact]
    public async Task A_late_opening_of_an_erased_user_removes_its_batch_unless_held()
    {
        var store = _file.Open();
        await store.WriteAsync([Some.Opening("held"), Some.Entry(1, "m", "held")]);
        await store.PlaceHoldAsync(Hold("held"));
        var receipt = await store.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(5)));

        await store.WriteAsync(
        [
            Some.Entry(1, "CANARY", "late"), Some.Turn(1, "late"), Some.Entry(2, "m", "held"), Some.Opening("late") with { UserId = "jane" },
                Some.Entry(2, "CANARY", "late"),
            Some.Opening("held", writer: 2, minute: 1) with { UserId = "jane" }, Some.Entry(3, "CANARY", "held"),
                Some.Opening("after", minute: 6) with { UserId = "jane" },
        ]);

        (await store.ReadAsync("late")).Should().BeNull();
        var held = (await store.ReadAsync("held"))!;
        (held.Summary.IsErasurePending, held.Summary.All.Entries, held.Logged.Count).Should().Be((true, 2, 2));
        (await store.ReadAsync("after")).Should().NotBeNull("it was opened after the request");
        await store.ReleaseHoldAsync("held");
        (await store.ReadAsync("held")).Should().BeNull();
        (await store.ReadReceiptAsync(receipt.Id)).Should().BeEquivalentTo(receipt, "no receipt counts what came late");
        await Waiting.UntilAsync(() => store.CleanUpAsync());
        _file.Find("CANARY").Should().BeEmpty();
        _file.ShouldBeSound();
        (await store.CheckHealthAsync()).Parts.Single(static part => string.Equals(part.Name, "reading", StringComparison.Ordinal)).Figures["checksum_errors"]
            .Should().Be(0);
    }

    private static LegalHold Hold(string id) => new() { ConversationId = id, PlacedBy = "counsel", PlacedAt = Some.At(1) };
}
