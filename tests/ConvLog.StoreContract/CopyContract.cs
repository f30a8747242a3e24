using System.Globalization;

namespace ConvLog.StoreContract;

/// <summary>A store is copied completely: both stores return the same results, and erased data remains erased.</summary>
/// <param name="openFrom">Opens the source store.</param>
/// <param name="openTo">Opens the target store.</param>
public abstract class CopyContract(Func<ValueTask<IStoreUnderTest>> openFrom, Func<ValueTask<IStoreUnderTest>> openTo) : StoreTest(openFrom)
{
    private IStoreUnderTest _to = null!; // Set before any test runs.

    private IConversationStore Copy => _to.Store;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _to = await openTo();
    }

    public override async Task DisposeAsync()
    {
        await _to.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_conversation_with_all_kinds_of_data_is_identical_in_the_copy()
    {
        await WriteAsync([.. Full.Records(Full.Conversation()), Some.ReadMark()]);
        await WriteAsync([.. Renamed("empty")]);

        (await CopyAsync()).Should().BeEquivalentTo(new { IsComplete = true, Conversations = 2, Verified = 2, Different = 0, AlreadyThere = 0 });

        await ShouldBeSameAsync(Some.Conversation, "empty");
    }

    [Fact]
    public async Task Copied_openings_remain_separate_with_their_order_and_users()
    {
        await WriteAsync(Some.Entry(1, writer: 2), Some.Opening(writer: 1, minute: 3) with { UserId = "jane", ClosedAt = Some.At(4) }, Some.Turn(1, writer: 3));
        await WriteAsync(Some.Opening(writer: 3, minute: 1) with { UserId = "joe", Channel = "voice" }, Some.Opening(writer: 2, minute: 2), Some.Entry(1),
            Some.Entry(2, writer: 3));

        (await CopyAsync()).IsComplete.Should().BeTrue();

        await ShouldBeSameAsync(Some.Conversation);
        foreach (string user in (string[])["jane", "joe"])
        {
            (await Copy.ListAsync(new ConversationQuery { UserId = user }, withPii: true)).Conversations.Should()
                .HaveCount((await Store.ListAsync(new ConversationQuery { UserId = user }, withPii: true)).Conversations.Count, user);
        }

        await Copy.EraseAsync(ErasureRequest.OfUser("jane", "dpo", Some.At(1_000)));
        (await Copy.ReadAsync(Some.Conversation)).Should().BeNull("an opening named her");
    }

    [Fact]
    public async Task Turns_and_calls_of_overlapping_openings_keep_their_order_in_the_copy()
    {
        await WriteAsync(Some.Opening(writer: 1), Some.Opening(writer: 2, minute: 1), Some.Turn(1, writer: 2), Some.Turn(2, writer: 1), Some.Turn(3, writer: 2),
            Some.Call(1, writer: 2), Some.Call(2, writer: 1), Some.Call(3, writer: 2));

        (await CopyAsync()).IsComplete.Should().BeTrue();

        await ShouldBeSameAsync(Some.Conversation);
        var copy = (await Copy.ReadAsync(Some.Conversation))!;
        copy.Turns.Select(static turn => turn.Id).Should().Equal(Some.TurnId(1), Some.TurnId(2), Some.TurnId(3));
        copy.FunctionEvents.Select(static call => call.Id).Should().Equal(Some.CallId(1), Some.CallId(2), Some.CallId(3));
    }

    [Fact]
    public async Task Copied_conversations_are_found_by_their_attributes()
    {
        await WriteAsync(Some.Opening("gold") with { Attributes = Some.Fields(("tier", "gold")) },
            Some.Opening("tin") with { Attributes = Some.Fields(("tier", "tin")) });

        (await CopyAsync()).IsComplete.Should().BeTrue();

        (await Copy.ListAsync(new ConversationQuery { Attributes = [new("tier", "gold")] }, withPii: true)).Conversations
            .Select(static summary => summary.Conversation.ConversationId).Should().Equal("gold");
    }

    [Fact]
    public async Task Debug_conversations_holds_the_access_log_and_runs_are_copied()
    {
        await WriteAsync(Some.Opening("debug") with { Environment = ConversationEnvironment.Debug }, Some.Opening("held"));
        await HoldAsync("held");
        await HoldAsync("not there");
        await Store.WriteAccessAsync([.. Enumerable.Range(1, 5).Select(static i => Some.Access(i.ToString(CultureInfo.InvariantCulture), minute: i))]);
        await Store.SaveRetentionRunAsync(
            new RetentionRun { Id = Some.Id("run"), Cut = new RetentionCut { At = Some.At(1) }, State = RetentionRunState.Completed, StartedAt = Some.At(1) });

        (await CopyAsync()).Should().BeEquivalentTo(new { IsComplete = true, Conversations = 2, Holds = 2, Accesses = 5, RetentionRuns = 1 });

        await ShouldBeSameAsync("debug", "held");
        AnswerText.Of(await Copy.ListHoldsAsync()).Should().Be(AnswerText.Of(await Store.ListHoldsAsync()));
        (await Copy.ReadAccessAsync(new AccessQuery())).Accesses.Should().Equal((await Store.ReadAccessAsync(new AccessQuery())).Accesses);
        AnswerText.Of(await Copy.ReadRetentionRunsAsync(10)).Should().Be(AnswerText.Of(await Store.ReadRetentionRunsAsync(10)));
    }

    [Fact]
    public async Task Team_documents_are_copied_and_a_second_copy_writes_only_changes()
    {
        await WriteDocumentAsync("view", "a", "1");
        await WriteDocumentAsync("view", "b", "1");
        await WriteDocumentAsync("view", "b", "2", version: 1);
        await WriteDocumentAsync("alert", "a", "3");

        (await CopyAsync()).Should().BeEquivalentTo(new { IsComplete = true, Documents = 3, DifferentDocuments = 0 });
        await WriteDocumentAsync("view", "a", "4", version: 1);
        (await CopyAsync()).Should().BeEquivalentTo(new { IsComplete = true, Documents = 3 });

        var copy = (ITeamDocumentStore)Copy;
        (await copy.ReadDocumentsAsync("view")).Should()
            .BeEquivalentTo([new { Id = "a", Body = "4", Version = 2, UpdatedBy = "ada", UpdatedAt = Some.At(1) },
                new { Id = "b", Body = "2", Version = 1, UpdatedBy = "ada", UpdatedAt = Some.At(1) }]);
        (await copy.ReadDocumentsAsync("alert")).Should().ContainSingle(static document => document.Body == "3");
    }

    [Fact]
    public async Task Erased_conversations_remain_erased_in_the_copy()
    {
        await WriteAsync(Some.Opening("conversation"), Some.Opening("of user") with { UserId = "jane" }, Some.Opening("stays"));
        var receipt = await EraseAsync("conversation");
        await EraseUserAsync("jane");

        (await CopyAsync()).Should().BeEquivalentTo(new { IsComplete = true, Conversations = 1, Erased = 2 });
        await Copy.WriteAsync([Some.Opening("conversation"), Some.Opening("of user"), Some.Entry(1, conversation: "of user")]);

        (await Copy.ReadAsync("conversation")).Should().BeNull();
        (await Copy.ReadAsync("of user")).Should().BeNull();
        (await Copy.ReadReceiptAsync(receipt.Id)).Should().BeEquivalentTo(new { ConversationId = "conversation", receipt.RequestedBy, receipt.RequestedAt });
    }

    [Fact]
    public async Task A_pending_erasure_of_a_held_conversation_is_pending_in_the_copy_too()
    {
        await WriteAsync(Some.Opening("held") with { UserId = "jane" }, Some.Entry(1, conversation: "held"), Some.Entry(2, conversation: "held", isPii: true));
        await HoldAsync("held");
        await EraseAsync("held");

        (await CopyAsync()).IsComplete.Should().BeTrue();

        (await Copy.ReadAsync("held"))!.Summary.IsErasurePending.Should().BeTrue();
        await Copy.ReleaseHoldAsync("held");
        (await Copy.ReadAsync("held")).Should().BeNull();
    }

    [Fact]
    public async Task An_interrupted_copy_is_completed_by_the_next_without_duplicates()
    {
        for (int i = 0; i < 30; i++)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"c{i:D2}");
            await WriteAsync([Some.Opening(id, minute: i), Some.Turn(1, id),
                .. Enumerable.Range(1, 200).Select(n => Some.Entry(n, conversation: id, isPii: n % 5 == 0))]);
        }

        await Store.WriteAccessAsync([Some.Access("a"), Some.Access("b")]);
        await Copy.WriteAccessAsync([Some.Access("a")]);
        using var interrupted = new CancellationTokenSource();
        var first = async () => await ConversationStoreCopy.RunAsync(Store, Copy, new Interruption(interrupted), interrupted.Token);
        await first.Should().ThrowAsync<OperationCanceledException>();

        var second = await CopyAsync();
        var third = await CopyAsync();

        second.Should().BeEquivalentTo(new { IsComplete = true, Conversations = 30, Verified = 30, Accesses = 1 });
        second.AlreadyThere.Should().BeInRange(1, 29);
        third.Should().BeEquivalentTo(new { IsComplete = true, AlreadyThere = 30, Records = 0, Accesses = 0 });
    }

    [Fact]
    public async Task Differences_in_the_copy_are_reported()
    {
        await WriteAsync(Some.Opening("a"), Some.Entry(1, "theirs", "a"), Some.Opening("b"));
        await Copy.WriteAsync([Some.Opening("a"), Some.Entry(1, "another", "a")]);

        (await CopyAsync()).Should()
            .BeEquivalentTo(new { IsFinished = true, IsComplete = false, Verified = 1, Different = 1, DifferentConversations = new[] { "a" } });
    }

    private async Task WriteDocumentAsync(string kind, string id, string body, long version = 0)
    {
        var document = new TeamDocument { Kind = kind, Id = id, Body = body, Version = version, UpdatedAt = Some.At(1), UpdatedBy = "ada" };
        (await ((ITeamDocumentStore)Store).WriteDocumentAsync(document)).Should().BeTrue();
    }

    private async Task<CopyReport> CopyAsync() => await ConversationStoreCopy.RunAsync(Store, Copy);

    // Everything that a reader can get, except the pseudonyms.
    private async Task ShouldBeSameAsync(params string[] ids)
    {
        foreach (string id in ids)
        {
            var copy = (await Copy.ReadAsync(id))!;
            var read = await ReadAsync(id);
            AnswerText.Difference(AnswerText.Of(Unnamed(copy)), AnswerText.Of(Unnamed(read))).Should().BeNull();
        }
    }

    private static StoredConversation Unnamed(StoredConversation conversation)
        => conversation with { Summary = conversation.Summary with
        {
            UserPseudonym = null,
            Users = [.. conversation.Summary.Users.Select(static user => user with { Pseudonym = "" })],
        } };

    private static IEnumerable<StoreRecord> Renamed(string id) => Full.Records(Full.Empty()).Select(record => record with { ConversationId = id });

    private sealed class Interruption(CancellationTokenSource interrupted) : IProgress<CopyReport>
    {
        public void Report(CopyReport value) => interrupted.Cancel();
    }
}
