namespace ConvLog.StoreContract;

/// <summary>Problems in conversations: counted by kind according to permission, and found by kind.</summary>
public abstract class ProblemContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Failed = "turn call abandoned response silent hidden-response entry hidden-entry loss hidden-loss";
    private const string Visible = "turn call abandoned response silent entry loss";

    private static readonly LossCounts s_loss = LossCounts.None with { Dropped = new Dictionary<LossReason, long> { [LossReason.EntryLimit] = 1 } };

    // Named by their problem. "fine" has only events that are not problems; "running" has a running call.
    private static readonly StoreRecord[] s_population =
    [
        Some.Opening("fine"), Some.Turn(1, "fine"), Some.Call(1, "fine", outcome: FunctionOutcome.Completed),
        Some.Entry(1, conversation: "fine", level: EntryLevel.Warning), Some.Entry(2, conversation: "fine", level: EntryLevel.Warning, isPii: true),
        Some.ApiResponse("r", conversation: "fine") with { StatusCode = 399 },
        Some.ApiResponse("expected", conversation: "fine") with { StatusCode = 404, IsExpected = true },
        Some.ApiResponse("no answer", conversation: "fine") with { StatusCode = 0, IsExpected = true },
        Some.Opening("turn"), Some.Turn(1, "turn") with { Error = "too late" }, Some.Turn(2, "turn") with { ErrorType = "System.Exception" },
        Some.Opening("call"), Some.Call(1, "call", outcome: FunctionOutcome.Failed),
        Some.Opening("canceled"), Some.Turn(1, "canceled") with { CancelReason = CancelReason.UserLeft },
        Some.Call(1, "canceled", outcome: FunctionOutcome.Canceled),
        Some.Opening("abandoned"), Some.Call(1, "abandoned", outcome: FunctionOutcome.Abandoned),
        Some.Opening("running"), Some.Call(1, "running"), Some.Entry(1, conversation: "running", isPii: true) with { Timestamp = Some.At(10) },
        Some.Opening("response"), Some.ApiResponse("r", conversation: "response") with { StatusCode = 400 },
        Some.Opening("silent"), Some.ApiResponse("r", conversation: "silent") with { StatusCode = 0 },
        Some.Opening("hidden-response"), Some.ApiResponse("r", conversation: "hidden-response") with { StatusCode = 503, IsPii = true },
        Some.Opening("entry"), Some.Entry(1, conversation: "entry", level: EntryLevel.Error),
        Some.Opening("hidden-entry"), Some.Entry(1, conversation: "hidden-entry", level: EntryLevel.Error, isPii: true),
        Some.Opening("loss"), Some.Call(1, "loss", outcome: FunctionOutcome.Completed) with { Losses = s_loss, VisibleLosses = s_loss },
        Some.Opening("hidden-loss"), Some.Call(1, "hidden-loss", outcome: FunctionOutcome.Completed) with { Losses = s_loss },
    ];

    [Theory]
    [InlineData(ProblemKinds.Turn, "turn", "turn")]
    [InlineData(ProblemKinds.Function, "call abandoned", "call abandoned")]
    [InlineData(ProblemKinds.Model, "", "")]
    [InlineData(ProblemKinds.Api, "response silent hidden-response", "response silent")]
    [InlineData(ProblemKinds.Entry, "entry hidden-entry", "entry")]
    [InlineData(ProblemKinds.Loss, "loss hidden-loss", "loss")]
    [InlineData(ProblemKinds.Turn | ProblemKinds.Loss, "turn loss hidden-loss", "turn loss")]
    [InlineData(ProblemKinds.All, Failed, Visible)]
    [InlineData(ProblemKinds.None, "", "")]
    public async Task Conversations_are_found_by_the_kind_of_problem(ProblemKinds kinds, string permitted, string other)
    {
        await WriteAsync(s_population);

        await HoldsAsync(new ConversationQuery { Problems = kinds }, permitted, other);
    }

    [Fact]
    public async Task Conversations_are_found_by_whether_they_have_a_problem()
    {
        await WriteAsync(s_population);

        await HoldsAsync(new ConversationQuery { HasProblem = true }, Failed, Visible);
        await HoldsAsync(new ConversationQuery { HasProblem = false }, "fine canceled running",
            "fine canceled running hidden-response hidden-entry hidden-loss");
        await HoldsAsync(new ConversationQuery { HasProblem = true, Problems = ProblemKinds.Loss }, "loss hidden-loss", "loss");
        await HoldsAsync(new ConversationQuery { HasProblem = false, Problems = ProblemKinds.Loss }, "", "");
    }

    [Fact]
    public async Task The_problem_filter_finds_the_same_in_every_order_and_page_size()
    {
        await WriteAsync(s_population);

        foreach (var sort in Enum.GetValues<ConversationSort>())
        {
            foreach (bool ascending in (bool[])[true, false])
            {
                var query = new ConversationQuery { HasProblem = true, Sort = sort, Ascending = ascending, Limit = 3 };
                var found = new List<string>();
                var page = await Store.ListAsync(query, withPii: false);
                found.AddRange(page.Conversations.Select(static summary => summary.Conversation.ConversationId));
                while (page.Next is { } next)
                {
                    page = await Store.ListAsync(query with { After = next }, withPii: false);
                    found.AddRange(page.Conversations.Select(static summary => summary.Conversation.ConversationId));
                }

                found.Should().BeEquivalentTo(Visible.Split(' '), $"sorted by {sort}");
            }
        }
    }

    [Fact] // A killed host ends no calls: they are abandoned as soon as the conversation counts as finished.
    public async Task A_running_call_is_a_problem_once_its_conversation_has_ended()
    {
        await WriteAsync(s_population);
        await WriteAsync(
            Some.Opening("closed") with { ClosedAt = Some.At(1) }, Some.Call(1, "closed"),
            Some.Opening("closed-and-fine") with { ClosedAt = Some.At(1) }, Some.Call(1, "closed-and-fine", outcome: FunctionOutcome.Completed));
        var calls = new ConversationQuery { Problems = ProblemKinds.Function };

        await HoldsAsync(calls, "call abandoned closed", "call abandoned closed");
        await HoldsAsync(calls with { IdleSince = Some.At(0).AddTicks(-1) }, "call abandoned closed", "call abandoned closed");
        await HoldsAsync(calls with { IdleSince = Some.At(0) }, "call abandoned closed", "call abandoned closed running");
        await HoldsAsync(calls with { IdleSince = Some.At(10) }, "call abandoned closed running", "call abandoned closed running");
        await HoldsAsync(new ConversationQuery { HasProblem = false, IdleSince = Some.At(0) }, "fine canceled running closed-and-fine",
            "fine canceled hidden-response hidden-entry hidden-loss closed-and-fine");
        await HoldsAsync(new ConversationQuery { Problems = ProblemKinds.Turn, IdleSince = Some.At(10) }, "turn", "turn");
    }

    [Fact]
    public async Task Problems_are_counted_by_kind_according_to_permission()
    {
        await WriteAsync(
            Some.Opening(),
            Some.Turn(1) with { Error = "too late" }, Some.Turn(2),
            Some.Call(1, outcome: FunctionOutcome.Failed), Some.Call(2, outcome: FunctionOutcome.Canceled), Some.Call(3),
            Some.Call(4, outcome: FunctionOutcome.Completed) with { Losses = s_loss, VisibleLosses = s_loss },
            Some.Call(5, outcome: FunctionOutcome.Completed) with { Losses = s_loss },
            Some.ApiResponse("a") with { StatusCode = 500 }, Some.ApiResponse("b") with { StatusCode = 500, IsPii = true },
            Some.ApiResponse("c") with { StatusCode = 302 });
        await WriteAsync(
            Some.Entry(1, level: EntryLevel.Error), Some.Entry(2, level: EntryLevel.Error, isPii: true),
            Some.ApiResponse("a") with { StatusCode = 500 }, Some.ApiResponse("d") with { StatusCode = 0 });

        var summary = await ReadSummaryAsync();
        var visible = new ProblemCounts { Turns = 1, Functions = 1, ApiResponses = 2, Entries = 1, Losses = 1 };
        summary.Problems(summary.Visible, hasEnded: false).Should().Be(visible);
        summary.Problems(summary.All, hasEnded: false).Should().Be(visible with { ApiResponses = 3, Entries = 2, Losses = 2 });
        summary.Problems(summary.Visible, hasEnded: true).Should().Be(visible with { Functions = 2 });
    }

    [Fact]
    public async Task A_later_revision_can_remove_a_problem()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1) with { Error = "too late" },
            Some.Call(1, outcome: FunctionOutcome.Failed) with { VisibleLosses = s_loss });
        await HoldsAsync(new ConversationQuery { HasProblem = true }, Some.Conversation, Some.Conversation);

        await WriteAsync(Some.Turn(1) with { Revision = 1 }, Some.Call(1, outcome: FunctionOutcome.Completed) with { Revision = 1 });

        await HoldsAsync(new ConversationQuery { HasProblem = true }, "", "");
        var summary = await ReadSummaryAsync();
        summary.Problems(summary.All, hasEnded: true).Should().Be(ProblemCounts.None);
    }

    [Fact]
    public async Task Hidden_problems_expire_with_the_personal_data()
    {
        await WriteAsync(s_population);

        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
        await HoldsAsync(new ConversationQuery { HasProblem = true }, Visible, Visible);

        // The counts are recalculated with later records.
        await WriteAsync(Some.Call(2, "hidden-loss", outcome: FunctionOutcome.Completed), Some.Entry(9, conversation: "hidden-response"));
        await HoldsAsync(new ConversationQuery { HasProblem = true }, Visible, Visible);
        foreach (string id in (string[])["hidden-response", "hidden-entry", "hidden-loss"])
        {
            var summary = await ReadSummaryAsync(id);
            summary.Problems(summary.All, hasEnded: false).Should().Be(ProblemCounts.None);
        }
    }

    [Fact]
    public async Task Interrupted_turns_are_kept_counted_and_found()
    {
        var interrupted = Some.Turn(1, "interrupted") with
        {
            AgentResponse = "Your table is booked, Jane.",
            IsInterrupted = true,
            Heard = new MaskedText("Your table is booked, Jane", "Your table is booked, [name]"),
        };
        await WriteAsync(Some.Opening("interrupted"), interrupted, Some.Turn(2, "interrupted") with { IsInterrupted = true }, Some.Opening("heard-out"),
            Some.Turn(1, "heard-out"));

        await HoldsAsync(new ConversationQuery { HasInterruption = true }, "interrupted", "interrupted");
        await HoldsAsync(new ConversationQuery { HasInterruption = false }, "heard-out", "heard-out");
        var read = await ReadAsync("interrupted");
        read.Summary.InterruptedTurnCount.Should().Be(2);
        read.Turns.Select(static turn => (turn.IsInterrupted, turn.Heard)).Should().Equal((true, interrupted.Heard), (true, default));

        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
        (await ReadAsync("interrupted")).Turns[0].Heard.Should().Be(new MaskedText("Your table is booked, [name]", "Your table is booked, [name]"));
    }

    [Fact]
    public async Task Refused_turns_are_counted_and_found_but_are_not_problems()
    {
        await WriteAsync(
            Some.Opening("refused"), Refused(1, "refused", "refusal"), Refused(2, "refused", "content_filter") with { Error = "Jane is unknown." },
            Some.Opening("answered"), Refused(1, "answered", "stop"), Some.Turn(2, "answered"),
            Some.Opening("revised"), Refused(1, "revised", "refusal"), Some.Opening("turned"), Some.Turn(1, "turned"),
            Some.Opening("debugged") with { Environment = ConversationEnvironment.Debug }, Refused(1, "debugged", "refusal"));
        await WriteAsync(Some.Turn(1, "revised") with { Revision = 1 }, Refused(1, "turned", "content_filter") with { Revision = 1 });

        await AreFoundAsync();
        await HoldsAsync(new ConversationQuery { HasRefusal = true, Environment = ConversationEnvironment.Debug }, "debugged");
        await HoldsAsync(new ConversationQuery { HasProblem = true, HasRefusal = true }, "refused");
        await HoldsAsync(new ConversationQuery { HasProblem = false, HasRefusal = true }, "turned");
        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
        await AreFoundAsync();

        async Task AreFoundAsync()
        {
            await HoldsAsync(new ConversationQuery { HasRefusal = true }, "refused turned");
            await HoldsAsync(new ConversationQuery { HasRefusal = false }, "answered revised");
            (await ReadSummaryAsync("refused")).RefusedTurnCount.Should().Be(2);
            (await ReadSummaryAsync("answered")).RefusedTurnCount.Should().Be(0);
        }

        static TurnRecord Refused(int turn, string conversation, string reason) => Some.Turn(turn, conversation) with { FinishReason = reason };
    }

    [Fact]
    public async Task Conversations_are_found_by_unobserved_calls()
    {
        await WriteAsync(
            Some.Opening("unseen"), Call(1, "unseen"), Unseen(2, "unseen"), Some.Opening("seen"), Call(1, "seen"), Some.Opening("silent"),
            Some.Opening("hosted"), Call(1, "hosted") with { IsHosted = true, Duration = null },
            Some.Opening("abandoned"), Some.Call(1, "abandoned", outcome: FunctionOutcome.Abandoned) with { Duration = null },
            Some.Opening("revised"), Unseen(1, "revised"), Some.Opening("ended"), Some.Call(1, "ended"),
            Some.Opening("debugged") with { Environment = ConversationEnvironment.Debug }, Unseen(1, "debugged"));
        await WriteAsync(Call(1, "revised") with { Revision = 1 }, Unseen(1, "ended") with { Revision = 1 });

        await AreFoundAsync();
        await HoldsAsync(new ConversationQuery { HasUnobservedCall = true, Environment = ConversationEnvironment.Debug }, "debugged");
        await HoldsAsync(new ConversationQuery { HasUnobservedCall = true, HasProblem = true }, "");
        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
        await AreFoundAsync();

        async Task AreFoundAsync()
        {
            await HoldsAsync(new ConversationQuery { HasUnobservedCall = true }, "unseen ended");
            await HoldsAsync(new ConversationQuery { HasUnobservedCall = false }, "seen silent hosted abandoned revised");
        }

        static FunctionEventRecord Call(int call, string conversation) => Some.Call(call, conversation, outcome: FunctionOutcome.Completed);
        static FunctionEventRecord Unseen(int call, string conversation) => Call(call, conversation) with { IsUnobserved = true, Duration = null };
    }

    [Fact]
    public async Task Canceled_turns_are_found_by_reason_even_after_personal_data_expires()
    {
        await WriteAsync(
            Some.Opening("left") with { ClosedAt = Some.At(9) },
            Some.Turn(1, "left") with { AgentResponse = "Your table", CancelReason = CancelReason.UserLeft, Latency = TimeSpan.FromSeconds(1) },
            Some.Call(1, "left", turn: 1, outcome: FunctionOutcome.Canceled) with { CancelReason = CancelReason.HostStopped },
            Some.Opening("stopped"), Some.Turn(1, "stopped") with { CancelReason = CancelReason.HostStopped, EndedAt = Some.At(2) },
            Some.Opening("unspecified"), Some.Turn(1, "unspecified") with { CancelReason = CancelReason.Unspecified, EndedAt = Some.At(2) },
            Some.Opening("answered"), Some.Turn(1, "answered") with { Latency = TimeSpan.FromSeconds(1), EndedAt = Some.At(2) },
            Some.Opening("failed"), Some.Turn(1, "failed") with { ErrorType = "System.Exception", Latency = TimeSpan.FromSeconds(1), EndedAt = Some.At(2) },
            Some.Opening("abandoned"), Some.Turn(1, "abandoned") with { IsAbandoned = true },
            Some.Opening("silent") with { ClosedAt = Some.At(9) }, Some.Turn(1, "silent"),
            Some.Opening("open"), Some.Turn(1, "open"));

        await HoldsAsync(new ConversationQuery { TurnOutcome = TurnOutcome.Canceled }, "left stopped unspecified");
        await HoldsAsync(new ConversationQuery { TurnOutcome = TurnOutcome.Completed }, "answered");
        await HoldsAsync(new ConversationQuery { TurnOutcome = TurnOutcome.Failed }, "failed");
        await HoldsAsync(new ConversationQuery { TurnOutcome = TurnOutcome.Abandoned }, "abandoned silent");
        await HoldsAsync(new ConversationQuery { TurnOutcome = TurnOutcome.Abandoned, IdleSince = Some.At(8) }, "abandoned silent open");
        await HoldsAsync(new ConversationQuery { CancelReason = CancelReason.HostStopped }, "stopped");
        await HoldsAsync(new ConversationQuery { CancelReason = CancelReason.Unspecified }, "unspecified");
        await HoldsAsync(new ConversationQuery { CancelReason = CancelReason.UserLeft, MinLatency = TimeSpan.FromSeconds(2) }, "");
        await HoldsAsync(new ConversationQuery { Not = new() { TurnOutcome = TurnOutcome.Canceled } }, "answered failed abandoned silent open");
        await HoldsAsync(new ConversationQuery { Not = new() { CancelReason = CancelReason.UserLeft } },
            "stopped unspecified answered failed abandoned silent open");
        await HoldsAsync(new ConversationQuery { HasProblem = true }, "failed");
        await IsCanceledAsync();

        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
        await IsCanceledAsync();

        async Task IsCanceledAsync()
        {
            var read = await ReadAsync("left");
            read.Turns.Select(static turn => (turn.Outcome, turn.CancelReason, turn.AgentResponse.Text)).Should().Equal(
                (TurnOutcome.Canceled, CancelReason.UserLeft, "Your table"));
            read.FunctionEvents.Select(static call => (call.Outcome, call.CancelReason)).Should().Equal(
                (FunctionOutcome.Canceled, CancelReason.HostStopped));
        }
    }

    private Task HoldsAsync(ConversationQuery query, string expected) => HoldsAsync(query, expected, expected);

    private async Task HoldsAsync(ConversationQuery query, string permitted, string other)
    {
        await HoldsAsync(query, withPii: true, permitted);
        await HoldsAsync(query, withPii: false, other);
    }
}
