using System.Globalization;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Erasure;

/// <summary>F06: erased data leaves no byte in any file, and personal data was never stored there in plain text.</summary>
public class ByteScanTests(ITestOutputHelper output)
{
    private const int LeastCanaries = 1_000;
    private static readonly int s_erased = Amount.Of(usual: 100, inCi: 250, inLongCampaign: 250);
    private const int OfOneUser = 5;

    [Fact]
    public async Task After_erasure_none_of_a_thousand_canaries_is_in_any_file()
    {
        using var folder = new TemporaryFolder();
        var canaries = new Canaries();
        await using (var store = new SqliteConversationStore(folder.File("conversations.db")))
        {
            await FillAsync(store, canaries);
            canaries.Count.Should().BeGreaterThanOrEqualTo(LeastCanaries);
            await store.CatchUpAsync();
            var before = ByteScan.Find(folder.Path, Canaries.Trace);
            before.Should().HaveCountGreaterThan(LeastCanaries, "what may be shown stands there, else nothing is told by its absence");

            var receipts = await EraseAsync(store, canaries);

            receipts.Should().OnlyContain(static receipt => receipt.IsComplete);
            receipts.Sum(static receipt => receipt.Conversations).Should().Be(s_erased);
            receipts.Should().OnlyContain(static receipt => receipt.Records.Total >= 15 * receipt.Conversations);
            ByteScan.Find(folder.Path, Canaries.Trace).Should().BeEmpty("the store is open, with its logs");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{canaries.Count} canaries in {s_erased} conversations; {before.Count} traces before"));
            (await store.ListAsync(new ConversationQuery { CountTotal = true, Limit = 1 }, withPii: true)).Total.Should()
                .Be(s_erased, "what is not erased stays");
            (await store.CheckHealthAsync()).Status.Should().Be(StoreHealthStatus.Healthy);
        }

        ByteScan.Find(folder.Path, Canaries.Trace).Should().BeEmpty("the store is closed");
        Integrity.Check(folder.File("conversations.db"), "after erasing");
    }

    [Fact]
    public async Task No_file_contains_personal_data_in_plain_text_before_an_erasure()
    {
        using var folder = new TemporaryFolder();
        await using var store = new SqliteConversationStore(folder.File("conversations.db"));
        var sink = new RecordingSink();
        string told;
        using (var conv = new Conversation(
            new ConversationInfo("conv-1") { UserId = "kanari-user", FromNumber = "kanari-from", ToNumber = "kanari-to",
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["tier"] = "kanari-attribute" } }, sink))
        {
            conv.HandOff("desk", "asked", "kanari-person");
            using var turn = conv.BeginTurn(new TurnInfo { Input = new MaskedText("kanari-said", "[redacted]"), Author = "kanari-author" });
            told = turn.Id;
            using (var call = conv.BeginFunction("save", arguments: new { name = "kanari-argument" }))
            {
                conv.Log.Info("kanari-entry", isPii: true);
                conv.Log.Info("Captured", LogField.Pii("email", "kanari-field"));
                conv.LogApiResponse("POST", "https://crm.example/contacts?q=kanari-query", 503, TimeSpan.Zero, "kanari-body");
                conv.SetState("guest", "kanari-state");
                conv.Log.Error("Failed", new InvalidOperationException("kanari-exception"));
                call.Fail(new InvalidOperationException("kanari-error"));
            }

            using (var asked = turn.BeginModelCall("gpt-x"))
            {
                asked.AddRequest(ModelMessage.System("kanari-prompt"), ModelMessage.User(new MaskedText("kanari-asked", "[redacted]")),
                    ModelMessage.Tool("call_1", "kanari-result"));
                var wish = new ModelToolCall("call_2", "save", new { name = "kanari-wish" });
                asked.Complete(ModelMessage.Assistant(new MaskedText("kanari-response", "[redacted]"), [wish]));
                asked.Score("helpful", true, comment: "kanari-judged");
            }

            using (var refused = turn.BeginModelCall("gpt-x"))
            {
                refused.Fail(new TimeoutException("kanari-refusal"));
            }

            turn.Say(new MaskedText("kanari-part", "[redacted]"));
            turn.Interrupt("kanari-heard");
            turn.SetStreamed(new MaskedText("kanari-streamed", "[redacted]"));
            turn.Complete(new MaskedText("kanari-answer", "[redacted]"));
            turn.Score("groundedness", 0.5, ScoreSource.Model, "kanari-scored");
            conv.AddFeedback(FeedbackRating.Like, "kanari-comment", turn: turn);
            conv.Annotate("kanari-improved", turn: turn);
            conv.AddNote("kanari-note");
        }

        using (var other = new Conversation(new ConversationInfo("conv-1"), sink))
        {
            var turn = other.Turn(told);
            turn.SetInput(new MaskedText("kanari-revised", "[redacted]"));
            turn.AddInput(new MaskedText("kanari-added", "[redacted]"));
            turn.Say(new MaskedText("kanari-late", "[redacted]"));
            turn.Interrupt("kanari-played");
        }

        await store.WriteAsync([.. sink.Records,
            new DeadLetterRecord { ConversationId = "conv-1", Id = Guid.NewGuid(), Kind = "entry", Reason = "refused", Payload = "kanari-payload",
            RefusedAt = TimeProvider.System.GetUtcNow() }]);
        await store.CatchUpAsync();

        AnswerTextOf(await store.ReadAsync("conv-1")).Should().Contain("kanari-user").And.Contain("kanari-note").And.Contain("kanari-payload")
            .And.Contain("kanari-prompt").And.Contain("kanari-wish").And.Contain("kanari-refusal").And.Contain("kanari-judged")
            .And.ContainAll("kanari-person", "kanari-author", "kanari-part", "kanari-streamed", "kanari-revised", "kanari-added", "kanari-late",
                "kanari-played");
        ByteScan.Find(folder.Path, Canaries.Trace).Should().BeEmpty();
    }

    private static string AnswerTextOf(StoredConversation? conversation) => ConvLog.StoreContract.AnswerText.Of(conversation);

    // Half of them are erased individually and half by user, and a conversation that is kept is between any two.
    private static async Task FillAsync(SqliteConversationStore store, Canaries canaries)
    {
        for (int i = 0; i < s_erased; i++)
        {
            var sink = new RecordingSink();
            bool isOfUser = i >= s_erased / 2;
            canaries.Play(string.Create(CultureInfo.InvariantCulture, $"erased-{i}"), isOfUser && i % OfOneUser != 0 ? canaries.Users[^1] : null, sink);
            using (var other = new Conversation(
                new ConversationInfo(string.Create(CultureInfo.InvariantCulture, $"kept-{i}")) { AgentId = "bookings", UserId = "someone" }, sink))
            {
                using var turn = other.BeginTurn("What is left is read as before, and stands between what goes.");
                other.Log.Info("Kept", LogField.Pii("email", "someone@example.com"), ("filler", new string('x', i * 7)));
                turn.Complete("Certainly.");
            }

            await store.WriteAsync(sink.Records);
        }
    }

    private static async Task<IReadOnlyList<ErasureReceipt>> EraseAsync(SqliteConversationStore store, Canaries canaries)
    {
        var at = TimeProvider.System.GetUtcNow();
        var receipts = new List<ErasureReceipt>();
        for (int i = 0; i < s_erased / 2; i++)
        {
            receipts.Add(await store.EraseAsync(ErasureRequest.OfConversation(string.Create(CultureInfo.InvariantCulture, $"erased-{i}"), "Ada", at)));
        }

        foreach (string user in canaries.Users.Skip(s_erased / 2))
        {
            receipts.Add(await store.EraseAsync(ErasureRequest.OfUser(user, "Ada", at)));
        }

        // Erasures whose cleanup had not finished when the call returned must finish now.
        while (!await store.CleanUpAsync())
        {
            await Task.Yield();
        }

        return [.. (await store.ListReceiptsAsync(10_000)).IntersectBy(receipts.Select(static receipt => receipt.Id), static receipt => receipt.Id)];
    }
}
