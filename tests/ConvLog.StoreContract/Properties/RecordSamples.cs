using System.Reflection;

namespace ConvLog.StoreContract.Properties;

/// <summary>One record of each type with a value in every property.</summary>
internal static class RecordSamples
{
    private static readonly TurnWait s_wait = new(TurnWaitKind.Approval, "call", "another call") { Name = "function", TokenHash = "hash" };

    private static readonly StoreRecord[] s_all =
    [
        Some.Opening() with
        {
            Revision = 3,
            AccountId = "account",
            ProjectId = "project",
            Environment = ConversationEnvironment.PreRelease,
            Channel = "channel",
            UserId = "user",
            FromNumber = "+15550100",
            ToNumber = "+15550101",
            Direction = ConversationDirection.Outbound,
            VariantId = "variant",
            Language = "language",
            Attributes = Some.Fields(("attribute", "value")),
            ClosedAt = Some.At(60),
            Handoff = new Handoff("destination", "reason", "function event"),
            EndedAt = Some.At(59),
            EndReason = EndReason.UserEnded,
        },
        Some.Turn(1) with
        {
            Revision = 2,
            UserInput = "input",
            AgentResponse = "response",
            Usage = new ModelUsage("model", 10, 5, 0.0012m, "EUR", TimeSpan.FromTicks(12_345))
            {
                TotalTokens = 99,
                CachedInputTokens = 4,
                CacheWriteInputTokens = 6,
                ReasoningTokens = 3,
                AudioInputTokens = 2,
                CachedAudioInputTokens = 1,
                AudioOutputTokens = 1,
            },
            Latency = TimeSpan.FromTicks(12_345_678),
            EndedAt = Some.At(1).AddTicks(1),
            Error = "error",
            ErrorType = "error type",
            CancelReason = CancelReason.UserLeft,
            IsAbandoned = true,
            IsInterrupted = true,
            Heard = "heard",
            InterruptedAfter = TimeSpan.FromTicks(1_234_567),
            Streamed = new MaskedText("streamed", "str…"),
            Said =
            [
                new SaidPart { Text = "one moment", At = Some.At(1).AddTicks(1), IsFiller = true },
                new SaidPart { Text = new MaskedText("said", "s"), At = Some.At(2) },
            ],
            InputKind = TurnInputKind.Keypad,
            InputAt = Some.At(3).AddTicks(1),
            FinishReason = "refusal",
            AgentName = "agent",
            WaitsFor = s_wait,
            WaitingSince = Some.At(1).AddTicks(5),
            Waited = TimeSpan.FromTicks(2_345_678),
            ContinuesTurnId = "turn before",
            SpeechStartedAt = Some.At(1).AddTicks(3),
            SpeechEndedAt = Some.At(2),
            Language = "en-GB",
            Confidence = 0.123456,
            Author = "author",
            Stages = new TurnStages
            {
                SpeechToText = TimeSpan.FromTicks(1_234_567),
                Model = TimeSpan.FromTicks(7),
                Functions = TimeSpan.Zero,
                TextToSpeech = TimeSpan.FromSeconds(2),
                FirstByte = TimeSpan.FromSeconds(3),
            },
        },
        Some.TurnChange(1) with
        {
            IsInterrupted = true,
            Heard = "heard",
            HeardCharacters = 3,
            InterruptedAfter = TimeSpan.FromTicks(1_234_567),
            Stages = new TurnStages
            {
                SpeechToText = TimeSpan.FromTicks(1_234_567),
                Model = TimeSpan.FromTicks(7),
                Functions = TimeSpan.Zero,
                TextToSpeech = TimeSpan.FromSeconds(2),
                FirstByte = TimeSpan.FromSeconds(3),
            },
            UserInput = "input",
            AddedInput = "added",
            Said = "said",
            IsFiller = true,
            Part = new TurnPart
            {
                Number = 2,
                Revision = 1,
                Id = "part",
                StartedAt = Some.At(4).AddTicks(1),
                EndedAt = Some.At(5).AddTicks(1),
                Latency = TimeSpan.FromTicks(12_345_678),
                AgentResponse = "answer",
                Said = [new SaidPart { Text = "one moment", At = Some.At(1).AddTicks(1), IsFiller = true },
                    new SaidPart { Text = new MaskedText("said", "s"), At = Some.At(2) }],
                Streamed = "streamed",
                Usage = new ModelUsage("model", 1, 2, 0.5m, "EUR", TimeSpan.FromTicks(3))
                {
                    TotalTokens = 99,
                    CachedInputTokens = 4,
                    CacheWriteInputTokens = 6,
                    ReasoningTokens = 3,
                    AudioInputTokens = 2,
                    CachedAudioInputTokens = 1,
                    AudioOutputTokens = 1,
                },
                Error = "error",
                ErrorType = "error type",
                FinishReason = "refusal",
                CancelReason = CancelReason.UserLeft,
                IsAbandoned = true,
                WaitsFor = s_wait,
                WaitingSince = Some.At(6).AddTicks(5),
                Waited = TimeSpan.FromTicks(2_345_678),
                AgentName = "agent",
            },
        },
        Some.Call(1, turn: 1, outcome: FunctionOutcome.Failed) with
        {
            Revision = 1,
            ParentId = "parent",
            CallId = "call id",
            Arguments = Some.Fields(("argument", "value")),
            Duration = TimeSpan.FromTicks(1_234_567),
            Result = ("result", "value"),
            Error = "error",
            ErrorType = "error type",
            Losses = Losses(9),
            VisibleLosses = Losses(4),
            IsUnobserved = true,
            IsHosted = true,
            ServerName = "server",
            Approval = new FunctionApproval
            {
                AskedAt = Some.At(1).AddTicks(1),
                AskedOf = "asked",
                Rule = "rule",
                Decision = ApprovalDecision.Declined,
                DecidedAt = Some.At(2).AddTicks(1),
                DecidedBy = "decider",
                Reason = "reason",
            },
            CancelReason = CancelReason.Superseded,
            Attempt = 2,
            ModelCallId = "model call",
            TraceId = "trace",
            SpanId = "span",
        },
        Some.Entry(1, "content") with { Fields = Some.Fields(("field", "value")), TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) },
        Some.ApiResponse() with
        {
            Sequence = 1,
            Url = "https://crm.example/contacts?id=7",
            ErrorBody = "body",
            IsExpected = true,
            TraceId = "trace",
            SpanId = "span",
            Fields = Some.Fields(("field", "value")),
            TurnId = Some.TurnId(1),
            FunctionEventId = Some.CallId(1),
        },
        Some.StateChange() with { Sequence = 1, TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) },
        Some.Metric() with { Sequence = 1, TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) },
        Some.Handoff(HandoffKind.Agent) with
        {
            FromAgent = "from",
            Destination = "destination",
            Explanation = "explanation",
            Person = "person",
            Sequence = 1,
            TurnId = Some.TurnId(1),
            FunctionEventId = Some.CallId(1),
        },
        Some.ModelCall(1, FunctionOutcome.Failed) with
        {
            Sequence = 1,
            FunctionEventId = Some.CallId(1),
            Provider = "provider",
            Parameters = new ModelParameters { Temperature = 0.3, MaxOutputTokens = 100, ResponseFormat = "json", Tools = ["tool"] },
            Request = [.. PropertyConversation.Messages.Select(static message => message.Id)],
            OmittedMessages = 4,
            Response = PropertyConversation.Messages[0].Id,
            Usage = new ModelUsage("model", 10, 5, 0.0012m, "EUR", TimeSpan.FromTicks(12_345))
            {
                TotalTokens = 99,
                CachedInputTokens = 4,
                CacheWriteInputTokens = 6,
                ReasoningTokens = 3,
                AudioInputTokens = 2,
                CachedAudioInputTokens = 1,
                AudioOutputTokens = 1,
            },
            Kind = ModelCallKind.Reranking,
            IsCached = true,
            AgentName = "agent",
            Purpose = "judge",
            FinishReason = "stop",
            ResponseId = "response id",
            TimeToFirstToken = TimeSpan.FromTicks(12_345),
            Chunks = 7,
            Duration = TimeSpan.FromTicks(1_234_567),
            CancelReason = CancelReason.HostStopped,
            Error = "error",
            ErrorType = "error type",
            TraceId = "trace",
            SpanId = "span",
        },
        Some.Message(ModelMessage.Assistant("text", [new ModelToolCall("call", "tool", new { argument = 1 })], "reasoning", "author")) with
        {
            Sequence = 1,
            TurnId = Some.TurnId(1),
            FunctionEventId = Some.CallId(1),
        },
        Some.Feedback(1, FeedbackRating.Dislike) with { Comment = "comment", Reasons = ["tone"] },
        Some.Annotation(1) with { Author = "author" },
        Some.Note() with { Author = "author" },
        Some.Score(turn: 1) with
        {
            FunctionEventId = Some.CallId(1),
            ModelCallId = "model call",
            Scorer = "scorer",
            ScorerVersion = "version",
            Comment = "comment",
        },
        Some.Label(turn: 1) with { Author = "author" },
        Some.ReadMark() with { ReadById = "tag" },
        Some.Assignment() with { AssignedToId = "tag" },
        Some.DeadLetter() with { Payload = "payload" },
    ];

    /// <summary>
    /// The sample for testing a property. A record in a function event belongs to the turn of that event, so its own turn is used only without one.
    /// </summary>
    public static StoreRecord Of(Type type, PropertyInfo property)
        => (Of(type), property.Name) switch
        {
            (ScopedRecord scoped, nameof(ScopedRecord.TurnId)) => scoped with { FunctionEventId = null },

            // A conversation that is not fully recorded has none of these.
            (ConversationRecord opening, nameof(ConversationRecord.Recording)) => opening with
            {
                UserId = null, FromNumber = null, ToNumber = null, Attributes = default, Handoff = null,
            },
            // An end reported by the host takes precedence.
            (ConversationRecord opening, nameof(ConversationRecord.ClosedAt)) => opening with { EndedAt = null },
            (ConversationRecord opening, nameof(ConversationRecord.EndedAt)) => opening with { ClosedAt = Some.At(45) },
            var (record, _) => record,
        };

    private static StoreRecord Of(Type type)
        => Array.Find(s_all, record => record.GetType() == type)
            ?? throw new InvalidOperationException($"There is no sample of a {type.Name}. Add one, so that its properties are tested.");

    private static LossCounts Losses(int count) => new()
    {
        Accepted = count,
        Dropped = new Dictionary<LossReason, long> { [LossReason.EntryLimit] = count - 1 },
        Truncated = new Dictionary<LossReason, long> { [LossReason.FieldCount] = count + 1 },
    };
}
