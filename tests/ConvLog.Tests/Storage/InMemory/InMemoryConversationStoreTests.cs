using ConvLog.Functions;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.InMemory;

/// <summary>
/// The stored result of conversations written through the sink. <see cref="InMemoryStore"/> tests the store against the contract.
/// </summary>
public class InMemoryConversationStoreTests
{
    [Fact]
    public async Task Writing_the_same_records_again_leaves_one_of_each()
    {
        await using var session = new StoredSession();
        var sink = new InMemorySink();
        var recorded = new List<StoreRecord>();
        await using (var conv = new Conversation(new ConversationInfo("c"), new FanOutSink(session.Sink, sink)))
        {
            using var turn = conv.BeginTurn("hi");
            using var call = conv.BeginFunction("f");
            conv.Log.Info("m");
            conv.LogApiResponse("GET", "u", 200, TimeSpan.Zero);
            conv.WriteMetric("k", 1);
            conv.SetState("k", 1);
            conv.AddFeedback(FeedbackRating.Like);
            conv.Annotate("a");
            conv.AddNote("n");
        }

        await session.Sink.FlushAsync();
        string before = ViewText.Of(await session.ReadAsync(id: "c"));
        recorded.AddRange(sink.Records);
        recorded.AddRange(sink.Entries.Select(EntryRecord.From));
        recorded.AddRange(sink.ApiResponses.Select(ApiResponseRecord.From));
        recorded.AddRange(sink.Turns.Select(static turn => TurnRecord.From(new TurnSnapshot(turn, SnapshotMoment.Ended))));
        recorded.AddRange(sink.FunctionEvents.Select(static call => FunctionEventRecord.From(new FunctionSnapshot(call, SnapshotMoment.Ended))));
        await session.Store.WriteAsync(recorded);
        await session.Store.WriteAsync(recorded);

        ViewText.Of(await session.ReadAsync(id: "c")).Should().Be(before);
    }

    [Fact]
    public async Task Other_records_follow_the_entry_they_came_after()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.LogApiResponse("GET", "0", 200, TimeSpan.Zero);
        conv.Log.Info("1");
        conv.LogApiResponse("GET", "1a", 200, TimeSpan.Zero);
        conv.LogApiResponse("GET", "1b", 200, TimeSpan.Zero);
        conv.Log.Info("2");
        await conv.FlushAsync();

        (await session.Store.ReadAsync("conv-42"))!.Logged.Select(r => r is EntryRecord e ? e.Content : ((ApiResponseRecord)r).Url).Should()
            .Equal("0", "1", "1a", "1b", "2");
    }

    [Fact]
    public async Task Summaries_count_with_personal_entries_and_without()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.Log.Error("e");
        conv.Log.Warning("w");
        session.Clock.Advance(TimeSpan.FromMinutes(1));
        conv.Log.Warning("hidden", isPii: true);
        using (var turn = conv.BeginTurn("hi"))
        {
            conv.BeginFunction("ok").Dispose();
            turn.Complete("x", new ModelUsage("m", 10, 5));
        }

        session.Clock.Advance(TimeSpan.FromMinutes(1));
        conv.Log.Info("hidden", isPii: true);
        await conv.FlushAsync();
        var summary = (await session.Store.ReadAsync("conv-42"))!.Summary;

        summary.All.Should().Be(new ActivityCounts { Entries = 4, Warnings = 2, Errors = 1, LastActivityAt = ManualClock.DefaultStart.AddMinutes(2) });
        summary.Visible.Should().Be(new ActivityCounts { Entries = 2, Warnings = 1, Errors = 1, LastActivityAt = ManualClock.DefaultStart.AddMinutes(1) });
        summary.TotalTokens.Should().Be(15);
        summary.TurnCount.Should().Be(1);
        summary.FunctionOutcomes.Should().Equal(FunctionOutcome.Completed);
        summary.Title.Text.Should().Be("hi");
    }

    [Fact]
    public async Task Reading_during_writes_gives_a_consistent_snapshot()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        var writing = Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                using var turn = conv.BeginTurn("t");
                using var call = conv.BeginFunction("f");
                conv.Log.Info("m");
                await conv.FlushAsync();
            }
        });
        do
        {
            var view = await session.Reader().GetAsync(StoredSession.Permitted, "conv-42");
            (view?.Turns.Select(turn => turn.Ordinal) ?? []).Should().BeInAscendingOrder();
            (await session.Reader().ListAsync(StoredSession.Other, new ConversationQuery())).Conversations.Count.Should().BeLessThanOrEqualTo(1);
        }
        while (!writing.IsCompleted);

        await writing;
        (await session.ReadAsync()).Turns.Should().HaveCount(100);
    }

    [Fact]
    public async Task A_score_without_a_value_breaks_no_list()
    {
        var store = new InMemoryConversationStore();
        await store.WriteAsync([Some.Opening(), Some.Score() with { Value = default }, Some.Score("tone", "good")]);

        foreach (string name in (string[])["csat", "tone"])
        {
            var page = await store.ListAsync(new ConversationQuery { Score = ScoreFilter.Any(name) }, withPii: true);
            page.Conversations.Should().HaveCount(name is "tone" ? 1 : 0);
        }
    }
}
