using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>Fault F01, F08: an erasure fails at one of its steps, and the process ends there. The next opening completes it.</summary>
public sealed class ErasuresInterruptedTests : IDisposable
{
    private readonly ErasureFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("", "BEFORE DELETE ON subject", false)]
    [InlineData("", "BEFORE INSERT ON removal", false)]
    [InlineData("", "BEFORE DELETE ON lost_key", true)]
    [InlineData("", "BEFORE DELETE ON entry", true)]
    [InlineData("", "BEFORE DELETE ON turn", true)]
    [InlineData("", "BEFORE DELETE ON pii WHEN old.kind = 9", true)]
    [InlineData("", "BEFORE DELETE ON scope", true)]
    [InlineData("", "BEFORE DELETE ON writer", true)]
    [InlineData("", "BEFORE DELETE ON user", true)]
    [InlineData("", "BEFORE DELETE ON removal", true)]
    [InlineData("", "BEFORE DELETE ON dims", true)]
    [InlineData("", "BEFORE INSERT ON meta WHEN new.key = 'traces_cleaned'", true)]
    [InlineData("-keys", "BEFORE INSERT ON erasure", false)]
    [InlineData("-keys", "BEFORE INSERT ON ledger", false)]
    [InlineData("-keys", "BEFORE INSERT ON erased_conversation", false)]
    [InlineData("-keys", "BEFORE DELETE ON data_key", true)]
    [InlineData("-keys", "BEFORE UPDATE OF unreadable ON erasure", true)]
    [InlineData("-keys", "BEFORE UPDATE OF cleaned ON erasure", true)]
    public async Task An_erasure_that_fails_at_any_step_is_completed_at_the_next_opening(string file, string step, bool isGone)
    {
        var request = ErasureRequest.OfUser("jane", "dpo", Some.At(0));
        using (var store = _file.Open())
        {
            await store.WriteAsync([.. Records("a"), .. Records("b"), .. Records("kept").Select(Joe)]);
            await store.CatchUpAsync();
            Execute(file, $"CREATE TRIGGER fails {step} BEGIN SELECT RAISE(ABORT, 'the step fails'); END");

            await TryEraseAsync(store, request);

            if (isGone)
            {
                (await store.ReadAsync("a")).Should().BeNull();
                (await store.ReadAsync("b")).Should().BeNull();
            }
        }

        Execute(file, "DROP TRIGGER fails");
        var reopened = _file.Open();
        await reopened.EraseAsync(request);
        await Waiting.UntilAsync(() => reopened.CleanUpAsync());

        var receipt = (await reopened.ReadReceiptAsync(request.Id))!;
        receipt.Should().BeEquivalentTo(new { Conversations = 2, IsComplete = true });
        receipt.Records.Should()
            .Be(new ErasedRecords { Openings = 2, Turns = 2, FunctionEvents = 2, Entries = 4, Facts = 2, TeamRecords = 4, DeadLetters = 2 });
        (await reopened.ReadAsync("kept")).Should().NotBeNull();
        _file.Find("CANARY-a").Should().BeEmpty();
        _file.Find("CANARY-b").Should().BeEmpty();
        _file.Number("SELECT count(*) FROM lost_key").Should().Be(0);
        _file.ShouldBeSound();
    }

    [Fact]
    public async Task An_erasure_that_is_only_in_the_ledger_is_completed_at_opening_before_any_read()
    {
        string backup;
        using (var store = _file.Open())
        {
            await store.WriteAsync([.. Records("a")]);
            backup = _file.Backup();
            await store.EraseAsync(ErasureRequest.OfConversation("a", "dpo", Some.At(0)));
        }

        // The state after a power cut between the commits of the two files.
        _file.Restore(backup);

        (await _file.Open().ReadAsync("a")).Should().BeNull();
    }

    [Fact]
    public async Task Background_work_completes_an_erasure_interrupted_by_a_crash()
    {
        using (var store = _file.Open())
        {
            await store.WriteAsync([.. Records("a")]);
            Execute("", "CREATE TRIGGER fails BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the step fails'); END");
            await TryEraseAsync(store, ErasureRequest.OfConversation("a", "dpo", Some.At(0)));
            (await store.CheckHealthAsync()).Parts.Single(static part => string.Equals(part.Name, "erasure", StringComparison.Ordinal)).Should()
                .BeEquivalentTo(new { Status = StoreHealthStatus.Unhealthy });
        }

        Execute("", "DROP TRIGGER fails");
        var reopened = _file.Open();
        while ((await reopened.ListReceiptsAsync(1))[0].CleanedAt is null)
        {
            await Task.Yield();
        }

        _file.Find("CANARY").Should().BeEmpty();
        (await reopened.CheckHealthAsync()).Parts.Single(static part => string.Equals(part.Name, "erasure", StringComparison.Ordinal)).Status.Should()
            .Be(StoreHealthStatus.Healthy);
    }

    private static IEnumerable<StoreRecord> Records(string id)
    {
        string canary = $"CANARY-{id}";
        return
        [
            Some.Opening(id, agent: canary) with { UserId = "jane", Channel = canary }, Some.Turn(1, id) with { UserInput = canary },
            Some.Call(1, id, 1, 1, canary) with { Arguments = Some.Fields(("k", canary)) },
            Some.Entry(1, canary, id) with { TurnId = canary }, Some.Entry(2, canary, id, isPii: true), Some.Metric(canary, conversation: id),
            Some.Feedback(1, FeedbackRating.Like, conversation: id) with { Comment = canary }, Some.Note("n", canary, conversation: id),
            Some.DeadLetter("d", conversation: id) with { Payload = canary },
        ];
    }

    private static StoreRecord Joe(StoreRecord record) => record is ConversationRecord opening ? opening with { UserId = "joe" } : record;

    private static async Task TryEraseAsync(SqliteConversationStore store, ErasureRequest request)
    {
        try
        {
            (await store.EraseAsync(request)).CleanedAt.Should().BeNull("a step failed");
        }
        catch (ConversationStoreException)
        {
            // The erasure was not reported as complete either.
        }
    }

    private void Execute(string file, string sql)
    {
        using var session = Session.Open(_file.Path + file, TimeSpan.FromSeconds(5));
        session.Execute(sql);
    }
}
