namespace ConvLog.StoreContract.Differential;

/// <summary>
/// A random record of any kind, derived from a number. There are few identities, so that many records conflict with others of the same identity.
/// </summary>
public static class AnyRecord
{
    /// <summary>The record for a number.</summary>
    public static StoreRecord Of(int number)
    {
        var random = new Random(number);
        string id = random.Of(Vocabulary.Conversations);
        int writer = random.Next(1, Vocabulary.Writers + 1);
        return random.Next(28) switch
        {
            < 5 => Opening(random, id, writer),
            < 9 => Turn(random, id),
            < 12 => Call(random, id),
            < 17 => Entry(random, id, writer),
            17 => ApiResponse(random, id, writer),
            18 => random.Next(5) switch
            {
                0 => StateChange(random, id, writer),
                1 => Metric(random, id, writer),
                2 => Some.Message(random.Of(Vocabulary.Messages), random.Next(8), id, writer) with { Timestamp = random.Time() },
                _ => ModelCall(random, id, writer),
            },
            < 21 => Feedback(random, id),
            21 => Some.Annotation(random.Next(1, 4), random.Text(), conversation: id) with { CreatedAt = random.Time(), Author = random.Of(Vocabulary.Users),
                IsRemoved = random.Rarely() },
            22 => random.Next(5) switch
            {
                0 => Some.Note($"{random.Next(3)}", random.Text(), conversation: id) with { CreatedAt = random.Time() },
                1 => Score(random, id),
                2 => Some.Label(random.Of(["vip", "bug", "voice"]), random.Rarely() ? random.Next(1, 4) : null, conversation: id) with
                {
                    CreatedAt = random.Time(),
                    IsRemoved = random.Rarely(),
                },
                3 => Some.Assignment(random.Rarely() ? null : random.Of(["ada", "ben", "none"]), conversation: id) with { AssignedAt = random.Time() },
                _ => Some.DeadLetter($"{random.Next(3)}", conversation: id) with { RefusedAt = random.Time(), Payload = random.Of(Vocabulary.Users) },
            },
            < 26 => TurnChange(random, id, writer),
            26 => Handoff(random, id, writer),
            _ => Some.ReadMark(random.Of(["ana", "ben"]), conversation: id) with { ReadAt = random.Time(), IsRemoved = random.Rarely() },
        };
    }

    private static ConversationRecord Opening(Random random, string id, int writer)
        => Some.Opening(id, writer, agent: random.Rarely() ? random.Of(Vocabulary.Agents) : Vocabulary.AgentOf(id)) with
    {
        Revision = random.Next(3),
        Environment = random.Of([ConversationEnvironment.Live, ConversationEnvironment.Live, ConversationEnvironment.Sandbox, ConversationEnvironment.Debug]),
        Channel = random.Of(Vocabulary.Channels),
        UserId = random.Of(Vocabulary.Users),
        FromNumber = random.Of(Vocabulary.Numbers),
        AccountId = Vocabulary.AccountOf(random, id),
        ProjectId = Vocabulary.AccountOf(random, id),
        Language = random.Of(Vocabulary.Channels),
        VariantId = random.Rarely() ? random.Of(Vocabulary.Channels) : null,
        Direction = random.Rarely() ? ConversationDirection.Outbound : null,
        Attributes = random.Fields(),
        OpenedAt = random.Time(),
        ClosedAt = random.Rarely() ? null : random.Time(),
        Handoff = random.Rarely() ? new Handoff(random.Text(), random.Of(Vocabulary.Users), Some.CallId(random.Next(1, 6), id)) : null,
        EndedAt = random.Rarely() ? random.Time() : null,
        EndReason = random.Rarely() ? (EndReason)random.Next(6) : null,
    };

    private static HandoffRecord Handoff(Random random, string id, int writer)
        => Some.Handoff(random.Of([HandoffKind.Off, HandoffKind.Back, HandoffKind.Agent]), random.Next(4), random.Next(8), id, writer) with
    {
        FromAgent = random.Rarely() ? random.Text() : null,
        Destination = random.Text(),
        Reason = random.Of(Vocabulary.Channels),
        Explanation = random.Rarely() ? random.Text() : null,
        Person = random.Of(Vocabulary.Users),
        TurnId = random.Rarely() ? Some.TurnId(random.Next(1, 6), id) : null,
        Timestamp = random.Time(),
    };

    // For a turn that exists, arrives later, or never arrives; from an opening that exists or not. Each change has its own ID, which is random in a host.
    private static TurnChangeRecord TurnChange(Random random, string id, int writer)
    {
        var told = Some.TurnChange(random.Next(1, 7), id, random.Next()) with
        {
            CreatedAt = random.Time(),
            GivenBy = random.Rarely() ? null : Some.Writer(id, writer),
        };
        var interrupted = told with { IsInterrupted = true, InterruptedAfter = random.Rarely() ? null : TimeSpan.FromMilliseconds(random.Next(4) * 100) };
        return random.Next(9) switch
        {
            0 => interrupted with { Heard = random.Said() },
            1 => interrupted with { HeardCharacters = random.Next(20) },
            2 => told with { Stages = new TurnStages { Model = random.Stage(), Functions = random.Stage(), FirstByte = random.Stage() } },
            3 => told with { UserInput = random.Said() },
            4 => told with { AddedInput = random.Said() },
            5 or 6 => told with { Part = random.Part(), AddedInput = random.Rarely() ? random.Said() : default },
            _ => told with { Said = random.Said(), IsFiller = random.Rarely() },
        };
    }

    private static TimeSpan? Stage(this Random random) => random.Rarely() ? null : TimeSpan.FromSeconds(random.Next(4));

    private static TurnWait? Wait(this Random random) => !random.Rarely() ? null
        : new TurnWait((TurnWaitKind)random.Next(5), random.Rarely() ? [random.Text()] : []) { Name = random.Rarely() ? random.Text() : null };

    private static FunctionApproval? Approval(this Random random) => !random.Rarely() ? null : new FunctionApproval
    {
        AskedAt = random.Rarely() ? random.Time() : null,
        AskedOf = random.Rarely() ? random.Text() : null,
        Decision = random.Rarely() ? (ApprovalDecision)random.Next(2) : null,
        DecidedAt = random.Rarely() ? random.Time() : null,
        DecidedBy = random.Rarely() ? random.Text() : null,
        Reason = random.Rarely() ? random.Text() : null,
    };

    private static TurnPart Part(this Random random) => new()
    {
        Number = random.Next(2, 4),
        Revision = random.Next(3),
        Id = random.Text(),
        StartedAt = random.Time(),
        EndedAt = random.Rarely() ? random.Time() : null,
        Latency = random.Stage(),
        AgentResponse = random.Said(),
        Usage = random.Rarely() ? new ModelUsage(random.Of(Vocabulary.Models), random.Next(5), random.Next(5)) : null,
        Error = random.Rarely() ? new MaskedText(random.Text()) : default,
        WaitsFor = random.Wait(),
        WaitingSince = random.Rarely() ? random.Time() : null,
    };

    // The position of a turn or call is fixed: only its values change.
    private static TurnRecord Turn(Random random, string id)
    {
        int turn = random.Next(1, 6);
        return Some.Turn(turn, id, writer: 1 + (turn % Vocabulary.Writers)) with
        {
            Revision = random.Next(3),
            UserInput = random.Said(),
            AgentResponse = random.Said(),
            Usage = random.Rarely()
                ? null
                : new ModelUsage(random.Of(Vocabulary.Models), random.Rarely() ? null : random.Next(5), random.Rarely() ? null : random.Next(5),
                    random.Rarely() ? random.Next(100) / 8m : null, random.Rarely() ? "EUR" : null)
                {
                    TotalTokens = random.Rarely() ? random.Next(9) : null,
                    CacheWriteInputTokens = random.Rarely() ? random.Next(5) : null,
                    CachedInputTokens = random.Rarely() ? random.Next(5) : null,
                    AudioOutputTokens = random.Rarely() ? random.Next(5) : null,
                },
            StartedAt = random.Time(),
            Latency = random.Rarely() ? null : TimeSpan.FromMilliseconds(random.Next(4) * 1_000),
            EndedAt = random.Rarely() ? random.Time() : null,
            Error = random.Rarely() ? random.Text() : null,
            ErrorType = random.Rarely() ? "System.Exception" : null,
            CancelReason = random.Rarely() ? (CancelReason)random.Next(5) : null,
            IsAbandoned = random.Rarely(),
            IsInterrupted = random.Rarely(),
            Heard = random.Rarely() ? random.Said() : default,
            InterruptedAfter = random.Rarely() ? TimeSpan.FromMilliseconds(random.Next(4) * 100) : null,
            Streamed = random.Rarely() ? random.Said() : default,
            Said = random.Rarely() ? [new SaidPart { Text = random.Said(), At = random.Time(), IsFiller = random.Rarely() }] : [],
            InputKind = random.Rarely() ? (TurnInputKind)random.Next(5) : null,
            FinishReason = random.Rarely() ? random.Of(["refusal", "content_filter", "stop"]) : null,
            AgentName = random.Rarely() ? random.Text() : null,
            WaitsFor = random.Wait(),
            WaitingSince = random.Rarely() ? random.Time() : null,
            Waited = random.Stage(),
            ContinuesTurnId = random.Rarely() ? random.Text() : null,
            InputAt = random.Rarely() ? random.Time() : null,
            SpeechStartedAt = random.Rarely() ? random.Time() : null,
            SpeechEndedAt = random.Rarely() ? random.Time() : null,
            Language = random.Rarely() ? "en-GB" : null,
            Confidence = random.Rarely() ? random.Next(4) / 4d : null,
            Author = random.Rarely() ? random.Text() : null,
            Stages = random.Rarely()
                ? new TurnStages { Model = TimeSpan.FromSeconds(random.Next(4)), FirstByte = random.Rarely() ? TimeSpan.FromSeconds(random.Next(4)) : null }
                : null,
        };
    }

    private static FunctionEventRecord Call(Random random, string id)
    {
        int call = random.Next(1, 7);
        var outcome = random.Of(
            [null, FunctionOutcome.Completed, FunctionOutcome.Failed, FunctionOutcome.Abandoned, (FunctionOutcome?)FunctionOutcome.Canceled]);
        return Some.Call(call, id, writer: 1 + (call % Vocabulary.Writers), turn: call % 2 == 0 ? call : null, name: random.Of(Vocabulary.Functions),
            outcome: outcome) with
        {
            Revision = random.Next(3),
            ParentId = call > 4 ? Some.CallId(1, id) : null,
            CallId = random.Of(Vocabulary.Users),
            Arguments = random.Fields(),
            StartedAt = random.Time(),
            Duration = random.Rarely() ? null : TimeSpan.FromSeconds(random.Next(9_000)),
            Result = random.Rarely() ? random.Field("result") : null,
            Error = random.Rarely() ? random.Text() : null,
            ErrorType = random.Rarely() ? random.Of(["System.TimeoutException", "Exception", "äTimeoutException"]) : null,
            CancelReason = outcome == FunctionOutcome.Canceled ? (CancelReason)random.Next(5) : null,
            IsUnobserved = random.Rarely(),
            IsHosted = random.Rarely(),
            ServerName = random.Rarely() ? random.Text() : null,
            Approval = random.Approval(),
            Losses = AnyLosses(random),
            VisibleLosses = AnyLosses(random),
            TraceId = random.Of(Vocabulary.TraceIds),
        };
    }

    private static LossCounts AnyLosses(Random random) => random.Rarely()
        ? LossCounts.None with { Accepted = random.Next(9), Dropped = new Dictionary<LossReason, long> { [default] = random.Next(9) } }
        : LossCounts.None;

    private static EntryRecord Entry(Random random, string id, int writer)
        => Scoped(random, id, Some.Entry(random.Next(1, 8), random.Text(), id, writer, (EntryLevel)random.Next(3),
            random.Rarely()) with { Fields = random.Fields() });

    private static ApiResponseRecord ApiResponse(Random random, string id, int writer)
        => Scoped(random, id, Some.ApiResponse($"{random.Next(4)}", random.Next(8), id, writer) with
    {
        Url = $"https://x.example/{random.Text()}?{random.Text()}",
        StatusCode = random.Of(Vocabulary.Statuses),
        IsExpected = random.Rarely(),
        ErrorBody = random.Rarely() ? random.Text() : null,
        Fields = random.Fields(),
        IsPii = random.Rarely(),
        TraceId = random.Of(Vocabulary.TraceIds),
    });

    private static StateChangeRecord StateChange(Random random, string id, int writer)
        => Scoped(random, id, Some.StateChange($"{random.Next(4)}", random.Next(8), id, writer) with
    {
        Kind = (StateChangeKind)random.Next(3),
        Variable = random.Field("variable"), // Removed variables have values too, which are not returned.
    });

    private static MetricRecord Metric(Random random, string id, int writer)
        => Scoped(random, id, Some.Metric($"{random.Next(2)}", random.Next(3), random.Next(8), id, writer) with { WriteOnce = random.Rarely() });

    private static ScoreRecord Score(Random random, string id)
    {
        ScoreValue value = random.Next(3) switch { 0 => random.Next(5) / 4d, 1 => random.Next(2) == 0, _ => random.Of(["good", "bad"]) };
        var score = Some.Score(random.Of(["csat", "tone"]), value, random.Rarely() ? random.Next(1, 4) : null, conversation: id);
        return score with { CreatedAt = random.Time(), Comment = random.Rarely() ? random.Text() : null, IsRemoved = random.Rarely() };
    }

    private static ModelCallRecord ModelCall(Random random, string id, int writer)
    {
        var outcome = random.Of(
            [null, FunctionOutcome.Completed, FunctionOutcome.Failed, FunctionOutcome.Abandoned, (FunctionOutcome?)FunctionOutcome.Canceled]);
        var call = Scoped(random, id, Some.ModelCall(random.Next(1, 5), outcome, turn: null, random.Next(8), id, writer)) with
        {
            Model = random.Of(Vocabulary.Models),
            Provider = random.Of(Vocabulary.Providers),
        };
        if (outcome is null)
        {
            return call;
        }

        // It is logged when it ends, and never before it began.
        var startedAt = random.Time();
        return call with
        {
            Timestamp = startedAt > call.Timestamp ? startedAt : call.Timestamp,
            Parameters = random.Rarely() ? new ModelParameters { Temperature = random.Next(4) / 4d, Tools = Vocabulary.Functions } : null,
            StartedAt = startedAt,
            Request = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Some.Message(random.Of(Vocabulary.Messages)).Id)],
            OmittedMessages = random.Next(2),
            Response = random.Rarely() ? null : Some.Message(random.Of(Vocabulary.Messages)).Id,
            Usage = random.Rarely() ? null : new ModelUsage(random.Of(Vocabulary.Models), random.Rarely() ? null : random.Next(5), random.Next(5),
                random.Next(100) / 8m, null, TimeSpan.FromTicks(random.Next(99)))
            {
                TotalTokens = random.Rarely() ? random.Next(9) : null,
            },
            Kind = random.Rarely() ? (ModelCallKind)random.Next(6) : default,
            IsCached = random.Rarely(),
            AgentName = random.Rarely() ? random.Text() : null,
            Purpose = random.Rarely() ? "judge" : null,
            FinishReason = random.Of(Vocabulary.Channels),
            ResponseId = random.Of(Vocabulary.Channels),
            TimeToFirstToken = random.Rarely() ? TimeSpan.FromTicks(random.Next(99)) : null,
            Chunks = random.Next(3),
            CancelReason = outcome == FunctionOutcome.Canceled ? (CancelReason)random.Next(5) : null,
            Duration = random.Rarely() ? null : TimeSpan.FromSeconds(random.Next(9_000)),
            Error = random.Rarely() ? random.Text() : null,
            ErrorType = random.Rarely() ? "System.TimeoutException" : null,
            TraceId = random.Of(Vocabulary.TraceIds),
        };
    }

    private static FeedbackRecord Feedback(Random random, string id)
        => Some.Feedback(random.Next(1, 4), random.Of([null, FeedbackRating.Like, (FeedbackRating?)FeedbackRating.Dislike]), conversation: id) with
    {
        Source = (FeedbackSource)random.Next(2),
        Comment = random.Rarely() ? random.Text() : null,
        Reasons = random.Rarely() ? [random.Of(["tone", "too long"])] : [],
        CreatedAt = random.Time(),
    };

    // In a call with or without its turn, in a turn, or outside both; some of them never arrive.
    private static T Scoped<T>(Random random, string id, T record)
        where T : ScopedRecord
    {
        int number = random.Next(1, 7);
        record = record with { Timestamp = random.Time() };
        return random.Next(4) switch
        {
            0 => record,
            1 => record with { TurnId = Some.TurnId(number, id) },
            2 => record with { FunctionEventId = Some.CallId(number, id) },
            _ => record with { FunctionEventId = Some.CallId(number, id), TurnId = Some.TurnId(number, id) },
        };
    }
}
