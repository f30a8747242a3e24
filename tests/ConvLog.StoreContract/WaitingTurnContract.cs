using ConvLog.Privacy;

namespace ConvLog.StoreContract;

/// <summary>Turns that wait for a person or work, and continue in another request, on another host, or not at all.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class WaitingTurnContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Id = Some.Conversation;

    private static readonly TurnWait s_approval = new(TurnWaitKind.Approval, "call_7") { Name = "transfer" };

    private readonly ManualClock _clock = new(Some.At(0));

    [Fact]
    public async Task A_waiting_turn_is_open_and_not_a_problem_even_after_its_conversation_ended()
    {
        await AskAsync(s_approval);

        var turn = await TurnAsync();
        turn.Should().BeEquivalentTo(new
        {
            Outcome = TurnOutcome.Waiting,
            WaitsFor = s_approval,
            WaitingSince = Some.At(0).AddSeconds(2),
            Latency = TimeSpan.FromSeconds(2),
            EndedAt = (DateTimeOffset?)null,
            AgentName = "triage",
            AgentResponse = (MaskedText)"Shall I?",
        });
        var view = await ViewAsync(Reader());
        view.Turns.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Outcome = TurnOutcome.Waiting,
            WaitsFor = s_approval,
            WaitingSince = Some.At(0).AddSeconds(2),
            IsAbandoned = false,
            AgentName = "triage",
        });
        view.Summary.InProgress.Should().BeFalse();
        view.Summary.Problems.Kinds.Should().Be(ProblemKinds.None);
        (await ListAsync(Waiting)).Should().Equal(Id);
        (await ListAsync(Abandoned)).Should().BeEmpty();
    }

    [Fact]
    public async Task Changes_to_a_waiting_turn_are_stored_when_its_conversation_ends()
    {
        await using (var host = Host())
        await using (var conv = Open(host))
        {
            using var turn = conv.BeginTurn("Pay Jane");
            turn.Wait(s_approval, "Shall I?");
            await host.FlushAsync();
            turn.AddUsage(new ModelUsage("gpt-x", 10, 1));
        }

        (await TurnAsync()).Should().BeEquivalentTo(new { Outcome = TurnOutcome.Waiting, Usage = new { InputTokens = 10, OutputTokens = 1 } });
    }

    [Fact]
    public async Task A_turn_that_waits_too_long_is_abandoned()
    {
        await AskAsync(s_approval);
        _clock.Advance(TimeSpan.FromDays(7));

        (await ViewAsync(Reader())).Turns.Should().ContainSingle().Which.Outcome.Should().Be(TurnOutcome.Abandoned);
        (await ViewAsync(Reader(TimeSpan.FromDays(8)))).Turns.Should().ContainSingle().Which.Outcome.Should().Be(TurnOutcome.Waiting);
        var reader = Reader();
        (await reader.ListAsync(new Reader("quality", canReadPii: true), Abandoned)).Conversations.Should().ContainSingle();
        (await reader.ListAsync(new Reader("quality", canReadPii: true), Waiting)).Conversations.Should().BeEmpty();
    }

    [Theory]
    [InlineData("call")]
    [InlineData("turn")]
    [InlineData("token")]
    public async Task Another_host_can_continue_a_waiting_turn(string by)
    {
        string turnId = await AskAsync(new TurnWait(TurnWaitKind.BackgroundWork, "call_7") { ContinuationToken = "token/1" });
        var other = new ManualClock(_clock.GetUtcNow().AddHours(1));
        string partId;
        await using (var host = Host())
        await using (var conv = Open(host, other))
        {
            using var turn = by switch
            {
                "call" => conv.ContinueTurn(callId: "call_7"),
                "turn" => conv.ContinueTurn(turnId),
                _ => conv.ContinueTurn(continuationToken: "token/1"),
            };
            partId = turn.Id;
            using (var call = conv.BeginFunction("transfer", "call_7"))
            {
                call.Decide(ApprovalDecision.Granted, "Jane", "it is hers");
                call.Log.Info("Transferred");
            }

            using (var model = turn.BeginModelCall("gpt-x"))
            {
                model.Complete(ModelMessage.Assistant("Done."), new ModelUsage("gpt-x", 20, 2, 0.25m, "EUR"));
            }

            turn.AddUsage(new ModelUsage("gpt-x", cost: 0.5m));
            turn.AgentName = "payments";
            other.Advance(TimeSpan.FromSeconds(3));
            turn.Complete("Done.");
        }

        var stored = await ReadAsync();
        stored.Turns.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            Id = turnId,
            Outcome = TurnOutcome.Completed,
            UserInput = (MaskedText)"Pay Jane",
            AgentResponse = (MaskedText)"Done.",
            Latency = TimeSpan.FromSeconds(5),
            Waited = TimeSpan.FromHours(1),
            WaitsFor = (TurnWait?)null,
            WaitingSince = (DateTimeOffset?)null,
            EndedAt = Some.At(60).AddSeconds(5),
            AgentName = "payments",
            Usage = new { InputTokens = 30, OutputTokens = 3 },
        });
        stored.Turns[0].Usage!.CostByCurrency().Should().Equal(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["EUR"] = 0.25m, ["USD"] = 0.5m });
        stored.Turns[0].Said.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Text = (MaskedText)"Shall I?", IsFiller = true });
        stored.FunctionEvents.Should().ContainSingle().Which.Should().BeEquivalentTo(new
        {
            TurnId = turnId,
            Outcome = FunctionOutcome.Completed,
            Approval = new { Decision = ApprovalDecision.Granted, DecidedBy = "Jane", Reason = "it is hers", AskedAt = Some.At(0).AddSeconds(2) },
        });
        stored.Logged.OfType<EntryRecord>().Should().ContainSingle().Which.TurnId.Should().Be(turnId);
        ModelCallRecord.CallsOf(stored.Logged).Should().HaveCount(2).And.OnlyContain(call => call.TurnId == turnId);
        (await ReadSummaryAsync()).Should().BeEquivalentTo(new { TurnCount = 1, TotalTokens = 33, SlowestLatency = TimeSpan.FromSeconds(5) });
        var total = Store is IStatisticsStore ? (await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-60), To = Some.At(600) })).Total : null;
        (total?.Messages ?? 1, total?.TotalTokens ?? 33).Should().Be((1, 33));

        // The other host's ID of the part refers to the turn.
        await using (var third = Host())
        await using (var conv = Open(third, other))
        {
            conv.Turn(partId).AddFeedback(FeedbackRating.Like);
        }

        (await ReadAsync()).Feedback.Should().ContainSingle().Which.TurnId.Should().Be(turnId);
    }

    [Fact]
    public async Task A_turn_can_wait_repeatedly_and_be_declined()
    {
        string turnId = await AskAsync(s_approval);
        for (int i = 1; i <= 3; i++)
        {
            await using var host = Host();
            await using var conv = Open(host);
            using var turn = conv.ContinueTurn(callId: "call_7");
            turn.AddUsage(new ModelUsage("gpt-x", 10, 1));
            turn.Wait(s_approval, $"Really? {i}");
        }

        await using (var host = Host())
        await using (var conv = Open(host))
        {
            using var turn = conv.ContinueTurn(callId: "call_7");
            using (var call = turn.BeginFunction("transfer", "call_7"))
            {
                call.Decide(ApprovalDecision.Declined);
            }

            turn.Complete("As you like.");
        }

        var stored = await ReadAsync();
        stored.Turns.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Id = turnId, Outcome = TurnOutcome.Completed, AgentResponse = (MaskedText)"As you like." });
        stored.Turns[0].Usage.Should().BeEquivalentTo(new { InputTokens = 40, OutputTokens = 4 });
        stored.Turns[0].Said.Select(static part => part.Text.Text).Should().Equal("Shall I?", "Really? 1", "Really? 2", "Really? 3");
        stored.FunctionEvents.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Outcome = FunctionOutcome.Declined, Duration = (TimeSpan?)null });
        (await ListAsync(new ConversationQuery { HasProblem = true })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Outcome = FunctionOutcome.Declined })).Should().Equal(Id);
    }

    [Fact]
    public async Task A_second_or_late_answer_is_a_new_turn_that_names_the_old_one()
    {
        string turnId = await AskAsync(s_approval);
        await AnswerAsync("first");
        await AnswerAsync("second");
        (await ReadAsync()).Turns.Select(static turn => (turn.AgentResponse.Text, turn.ContinuesTurnId)).Should().Equal(("first", null), ("second", turnId));

        string other = await AskAsync(new TurnWait(TurnWaitKind.Approval, "call_8"));
        _clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        await AnswerAsync("late", "call_8");
        var turns = (await ReadAsync()).Turns;
        turns[^1].Should().BeEquivalentTo(new { AgentResponse = (MaskedText)"late", ContinuesTurnId = other });
        turns[^2].Outcome.Should().Be(TurnOutcome.Waiting, "readers say that it is abandoned");
    }

    [Fact]
    public async Task An_unrequested_answer_or_one_for_another_conversation_begins_a_turn()
    {
        await AskAsync(s_approval);
        await AnswerAsync("unasked", "call_9");
        await AnswerAsync("elsewhere", "call_7", "another conversation");

        var turns = (await ReadAsync()).Turns;
        turns.Select(static turn => turn.Outcome).Should().Equal(TurnOutcome.Waiting, TurnOutcome.Completed);
        turns[1].ContinuesTurnId.Should().BeNull();
        var elsewhere = (await ReadAsync("another conversation")).Turns.Should().ContainSingle().Subject;
        (elsewhere.AgentResponse.Text, elsewhere.ContinuesTurnId).Should().Be(("elsewhere", null));
    }

    [Fact]
    public async Task An_answer_from_another_account_is_rejected_with_its_opening()
    {
        await AskAsync(s_approval);
        await using (var host = Host())
        await using (var conv = Open(host, account: "another account"))
        {
            using var turn = conv.ContinueTurn(callId: "call_7");
            using (var call = turn.BeginFunction("transfer", "call_7"))
            {
                call.Decide(ApprovalDecision.Granted);
            }

            turn.Complete("stolen");
        }

        var stored = await ReadAsync();
        stored.Turns.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Outcome = TurnOutcome.Waiting, AgentResponse = (MaskedText)"Shall I?" });
        stored.FunctionEvents.Should().BeEmpty();
    }

    [Fact]
    public async Task Conversations_are_found_by_approval_state_and_waiting_time()
    {
        await AskAsync(s_approval);
        await DecideAsync("granted", ApprovalDecision.Granted, TimeSpan.FromSeconds(3));
        await DecideAsync("declined", ApprovalDecision.Declined, TimeSpan.FromSeconds(5));
        await DecideAsync("asked", decision: null, default);
        await DecideAsync("named so", decision: null, default, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["approval"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["decision"] = 0, ["asked_at"] = 1, ["decided_at"] = 9_999_999_999 },
        });

        (string Found, ApprovalState? State, int? Seconds)[] cases =
        [
            ($"{Id} asked", ApprovalState.Requested, null), ("granted", ApprovalState.Granted, null), ("declined", ApprovalState.Declined, null),
            ("granted declined", null, 3), ("declined", null, 4), ("", null, 6), ("", ApprovalState.Granted, 4), ("", ApprovalState.Requested, 0),
        ];
        foreach (var (found, state, seconds) in cases)
        {
            (await ListAsync(new() { Approval = state, MinApprovalWait = seconds is { } known ? TimeSpan.FromSeconds(known) : null })).Should()
                .BeEquivalentTo(found.Split(' ', StringSplitOptions.RemoveEmptyEntries), $"{state} {seconds}");
        }

        (await ListAsync(new ConversationQuery { Approval = ApprovalState.Requested, WaitingSince = _clock.GetUtcNow() })).Should().Equal("asked");
    }

    [Fact]
    public async Task A_call_is_found_while_it_waits_for_its_approval()
    {
        await using var host = Host();
        await using var conv = Open(host, id: "waits");
        using var call = conv.BeginFunction("transfer");
        call.RequestApproval();
        await conv.FlushAsync();
        (await ListAsync(new() { Approval = ApprovalState.Requested })).Should().Equal("waits");
        call.Decide(ApprovalDecision.Granted);
        await conv.FlushAsync();
        (await ListAsync(new() { Approval = ApprovalState.Granted })).Should().Equal("waits");
    }

    private async Task DecideAsync(string id, ApprovalDecision? decision, TimeSpan after, object? arguments = null)
    {
        await using var host = Host();
        await using var conv = Open(host, id: id);
        using var call = conv.BeginFunction("transfer", arguments: arguments);
        if (arguments is null)
        {
            call.RequestApproval("\"decision\":0}", "over 100");
        }

        _clock.Advance(after);
        if (decision is { } decided)
        {
            call.Decide(decided);
        }
    }

    [CapabilityFact(typeof(IStatisticsStore))]
    public async Task An_answer_after_the_erasure_of_the_conversation_is_not_stored()
    {
        await AskAsync(s_approval);
        await EraseAsync();
        await AnswerAsync("late");

        (await Store.ReadAsync(Id)).Should().BeNull();
        (await Store.ReadStatisticsAsync(new StatisticsQuery { From = Some.At(-60), To = Some.At(600) })).Total.Messages.Should().Be(0);
    }

    [Fact]
    public async Task An_answer_after_the_conversation_has_expired_begins_a_turn()
    {
        await AskAsync(s_approval);
        await RunAsync(new RetentionCut { At = Some.At(60), ConversationsBefore = Some.At(30) });
        (await Store.ReadAsync(Id)).Should().BeNull();
        _clock.Advance(TimeSpan.FromHours(1));
        await AnswerAsync("late");

        (await TurnAsync()).Should().BeEquivalentTo(
            new { AgentResponse = (MaskedText)"late", Outcome = TurnOutcome.Completed, ContinuesTurnId = (string?)null, Waited = (TimeSpan?)null });
    }

    [Fact]
    public async Task A_thousand_turns_can_wait_in_one_conversation()
    {
        await using (var host = Host())
        await using (var conv = Open(host))
        {
            for (int i = 0; i < 1_000; i++)
            {
                using var turn = conv.BeginTurn($"turn {i}");
                turn.Wait(new TurnWait(TurnWaitKind.ClientTool, $"call_{i}"));
            }
        }

        await AnswerAsync("the middle", "call_500");

        var turns = (await ReadAsync()).Turns;
        turns.Should().HaveCount(1_000);
        turns.Where(static turn => turn.Outcome == TurnOutcome.Completed).Should().ContainSingle().Which.UserInput.Text.Should().Be("turn 500");
    }

    [Fact]
    public async Task A_failure_after_a_wait_is_the_failure_of_the_turn_and_is_personal()
    {
        await AskAsync(s_approval);
        await using (var host = Host())
        await using (var conv = Open(host))
        {
            using var turn = conv.ContinueTurn(callId: "call_7");
            turn.Fail(new InvalidOperationException("Jane has no account"), new MaskedText("Jane has none", "[name] has none"));
        }

        (await TurnAsync()).Should().BeEquivalentTo(new
        {
            Outcome = TurnOutcome.Failed,
            Error = "Jane has no account",
            ErrorType = "System.InvalidOperationException",
            AgentResponse = new MaskedText("Jane has none", "[name] has none"),
        });
        var shown = (await ViewAsync(Reader(), canReadPii: false)).Turns[0];
        (shown.Error!.Value.Text, shown.AgentResponse.Text).Should().Be(("[redacted]", "[name] has none"));
        (await ReadSummaryAsync()).FailedTurnCount.Should().Be(1);
    }

    private static ConversationQuery Waiting => new() { TurnOutcome = TurnOutcome.Waiting };

    private static ConversationQuery Abandoned => new() { TurnOutcome = TurnOutcome.Abandoned };

    // The first request: the model requests a call that needs an approval.
    private async Task<string> AskAsync(TurnWait wait)
    {
        await using var host = Host();
        await using var conv = Open(host);
        using var turn = conv.BeginTurn("Pay Jane");
        turn.AgentName = "triage";
        using (var model = turn.BeginModelCall("gpt-x"))
        {
            model.Complete(ModelMessage.Assistant("Shall I?"), new ModelUsage("gpt-x", 10, 1));
        }

        _clock.Advance(TimeSpan.FromSeconds(2));
        turn.Wait(wait, "Shall I?");
        return turn.Id;
    }

    private async Task AnswerAsync(string response, string callId = "call_7", string conversationId = Id)
    {
        await using var host = Host();
        await using var conv = Open(host, id: conversationId);
        using var turn = conv.ContinueTurn(callId: callId);
        turn.Complete(response);
    }

    private Conversation Open(StoreSink host, ManualClock? clock = null, string id = Id, string account = "acme")
        => new(new ConversationInfo(id) { AgentId = "bookings", AccountId = account }, host, new ConversationOptions { TimeProvider = clock ?? _clock });

    private StoreSink Host() => new(Store);

    private ConversationReader Reader(TimeSpan? maximumWait = null)
        => new(Store, new ConversationReaderOptions { TimeProvider = _clock, MaximumWait = maximumWait ?? TimeSpan.FromDays(7) });

    private static async Task<ConversationView> ViewAsync(ConversationReader reader, bool canReadPii = true)
        => await reader.GetAsync(new Reader("quality", canReadPii), Id) ?? throw new InvalidOperationException("It is gone.");

    private async Task<TurnRecord> TurnAsync() => (await ReadAsync()).Turns.Should().ContainSingle().Subject;
}
