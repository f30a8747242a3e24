using ConvLog.Records;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Properties;

/// <summary>
/// The records of <c>Golden/records.txt</c>. They never change, because stored records do not: a new property gets a new record, and records without it keep
/// their bytes.
/// </summary>
internal static class GoldenRecords
{
    public static IReadOnlyList<(string Name, StoreRecord Record)> All { get; } =
    [
        ("opening", Some.Opening()),
        ("opening with everything", Opening("text of")),
        ("opening with empty texts", Opening(null)),
        ("copied opening", Some.Opening() with { IsCopy = true, UserId = "u", Handoff = new Handoff("queue", null) }),
        ("turn", Some.Turn(1)),
        ("turn with everything", Turn("text of")),
        ("turn with empty texts", Turn(null)),
        ("masked turn", Some.Turn(2) with { UserInput = new MaskedText("my card is 4711", "my card is …"), AgentResponse = new MaskedText("all of it"),
            UtterancesArePersonal = new EqualityNeutral(true) }),
        ("call", Some.Call(1)),
        ("call with everything", Call("text of")),
        ("call with empty texts", Call(null)),
        ("running call", Some.Call(2, turn: 1) with { ParentId = Some.CallId(1), VisibleLosses = Losses(3), Losses = Losses(3) }),
        ("entry", Some.Entry(1)),
        ("entry with fields", Some.Entry(2, "content", level: EntryLevel.Warning) with { Fields = Fields(), TurnId = Some.TurnId(1),
            FunctionEventId = Some.CallId(1) }),
        ("personal entry", Some.Entry(3, "hidden", level: EntryLevel.Error, isPii: true) with { Fields = Fields(), TurnId = "" }),
        ("response", Some.ApiResponse()),
        ("personal response", Response("text of")),
        ("response with empty texts", Response(null) with { IsPii = false }),
        ("added state", Some.StateChange()),
        ("removed state", Some.StateChange("secret") with { Kind = StateChangeKind.Removed, Variable = LogField.Pii("s", "value", shown: "v"),
            TurnId = Some.TurnId(1) }),
        ("metric", Some.Metric()),
        ("metric written once", Some.Metric("csat", 4) with { WriteOnce = true, FunctionEventId = Some.CallId(1) }),
        ("rating", Some.Feedback(1, FeedbackRating.Like)),
        ("rating with comment", Some.Feedback(1, FeedbackRating.Dislike, minute: 2, FeedbackSource.Team) with { Comment = "comment", GivenBy = Some.Writer() }),
        ("revoked rating", Some.Feedback(2, rating: null)),
        ("improved answer", Some.Annotation(1)),
        ("removed answer", Some.Annotation(2, "", minute: 3) with { Author = "ana", IsRemoved = true, GivenBy = Some.Writer() }),
        ("note", Some.Note()),
        ("note with author", Some.Note("2", "ä😀\0") with { Author = "ana", GivenBy = Some.Writer() }),
        ("read mark", Some.ReadMark()),
        ("dead letter", Some.DeadLetter()),
        ("dead letter with payload", Some.DeadLetter("2") with { Payload = "{}", GivenBy = Some.Writer() }),
        ("second attempt", Some.Call(3, turn: 1) with { Attempt = 2, ErrorType = "timeout" }),
        ("begun model call", Some.ModelCall(1, outcome: null)),
        ("model call with everything", ModelCall()),
        ("call of a model for embeddings", Some.ModelCall(2, FunctionOutcome.Completed) with { Kind = ModelCallKind.Embeddings }),
        ("model call from a cache", Some.ModelCall(2, FunctionOutcome.Completed) with { IsCached = true }),
        ("turn with a total alone", Some.Turn(3) with { Usage = new ModelUsage("gpt-x") { TotalTokens = 150 } }),
        ("turn with what its prompt wrote to a cache", Some.Turn(4) with { Usage = new ModelUsage("gpt-x", 310, 42) { CacheWriteInputTokens = 300 } }),
        ("system prompt", Message(ModelMessage.System("You book tables."))),
        ("masked message", Message(ModelMessage.User(new MaskedText("I am Ana", "I am [name]")))),
        ("message with tool call", Message(ModelMessage.Assistant("Wait.", [new ModelToolCall("call_1", "find_table", new { people = 2 })]))),
        ("message with reasoning", Message(ModelMessage.Assistant("At eight.", reasoning: "Ana wants eight."))),
        ("message of an agent", Message(ModelMessage.Assistant("At nine.", author: "planner"))),
        ("tool result", Message(ModelMessage.Tool("call_1", "Table 4"))),
        ("called by a model", Some.Call(4, turn: 1) with { CallId = "call_1", ModelCallId = "conv-42 model call 1" }),
        ("rating with reasons", Some.Feedback(3, FeedbackRating.Dislike) with { Reasons = ["tone", "too long"] }),
        ("score", Some.Score()),
        ("score with everything", Some.Score("tone", "friendly", turn: 1) with
        {
            FunctionEventId = Some.CallId(1), ModelCallId = "model call", Scorer = "judge", ScorerVersion = "2", Comment = "ä😀\0", GivenBy = Some.Writer(),
        }),
        ("removed score", Some.Score("resolved", true) with { IsRemoved = true }),
        ("label", Some.Label()),
        ("removed label of a turn", Some.Label("ä😀", turn: 1) with { Author = "ana", IsRemoved = true, GivenBy = Some.Writer() }),
        ("opening without text", Some.Opening() with { Recording = Recording.MetadataOnly }),
        ("opening of what is not recorded", Some.Opening() with { Recording = Recording.Off }),
        ("turn with stages", Some.Turn(3) with { Stages = new TurnStages { SpeechToText = TimeSpan.FromTicks(1_234_567), Model = TimeSpan.FromTicks(7),
            Functions = TimeSpan.Zero, TextToSpeech = TimeSpan.FromSeconds(2), FirstByte = TimeSpan.FromSeconds(3) } }),
        ("turn as it was said", Some.Turn(5) with
        {
            IsInterrupted = true, Heard = "Your code", InterruptedAfter = TimeSpan.FromMilliseconds(1_400),
            Streamed = new MaskedText("Your code is 48 21", "Your code is [redacted]"),
            Said = [new SaidPart { Text = "One moment", At = Some.At(1), IsFiller = true }, new SaidPart { Text = new MaskedText("48 21"), At = Some.At(2) }],
            InputKind = TurnInputKind.Speech, SpeechStartedAt = Some.At(1), SpeechEndedAt = Some.At(2).AddTicks(1), Language = "en-GB", Confidence = 0.93,
            Author = "Jane Doe",
        }),
        ("turn with a late transcript", Some.Turn(7) with { InputAt = Some.At(3).AddTicks(1) }),
        ("turn with one stage", Some.Turn(4) with { Stages = new TurnStages { FirstByte = TimeSpan.FromMilliseconds(812) } }),
        ("traced call", Some.Call(5, turn: 1) with { TraceId = "4bf92f3577b34da6a3ce929d0e0e4736", SpanId = "00f067aa0ba902b7" }),
        ("traced model call", Some.ModelCall(2, FunctionOutcome.Completed) with
        {
            TraceId = "4bf92f3577b34da6a3ce929d0e0e4736", SpanId = "00f067aa0ba902b7",
        }),
        ("traced response", Some.ApiResponse("traced") with { TraceId = "4bf92f3577b34da6a3ce929d0e0e4736", SpanId = "00f067aa0ba902b7" }),
        ("canceled turn", Some.Turn(5) with { CancelReason = CancelReason.UserInterrupted, AgentResponse = "Your table" }),
        ("abandoned turn", Some.Turn(6) with { IsAbandoned = true }),
        ("canceled call", Some.Call(6, turn: 1, outcome: FunctionOutcome.Canceled) with { CancelReason = CancelReason.UserLeft }),
        ("unobserved call", Some.Call(7, turn: 1, outcome: FunctionOutcome.Completed) with { IsUnobserved = true, Duration = null }),
        ("turn that waits", Some.Turn(9) with
        {
            AgentName = "triage", Latency = TimeSpan.FromSeconds(2), WaitingSince = Some.At(3),
            WaitsFor = new TurnWait(TurnWaitKind.Approval, "call_1") { Name = "transfer", TokenHash = "00FF" },
        }),
        ("turn of another answer", Some.Turn(10) with { ContinuesTurnId = Some.TurnId(9), Waited = TimeSpan.FromHours(1) }),
        ("part of a turn", Some.TurnChange(1) with
        {
            Part = new TurnPart
            {
                Number = 2, Id = "part", StartedAt = Some.At(4), EndedAt = Some.At(5), AgentResponse = new MaskedText("Paid Jane", "Paid [name]"),
                Error = new MaskedText("Jane has left"), Usage = new ModelUsage("gpt-x", 20, 2),
            },
        }),
        ("declined call", Some.Call(9, turn: 1, outcome: FunctionOutcome.Declined) with
        {
            Approval = new FunctionApproval
            {
                AskedAt = Some.At(1), AskedOf = "manager", Rule = "over 100", Decision = ApprovalDecision.Declined, DecidedAt = Some.At(2), DecidedBy = "Ana",
                Reason = "Too much",
            },
        }),
        ("call of a server's tool", Some.Call(8, turn: 1, outcome: FunctionOutcome.Completed) with { ServerName = "shop" }),
        ("canceled model call", Some.ModelCall(3, FunctionOutcome.Canceled) with { CancelReason = CancelReason.HostStopped }),
        ("assignment", Some.Assignment()),
        ("assignment to nobody", Some.Assignment(to: null) with { AssignedBy = null }),
        ("ended opening", Some.Opening() with { EndedAt = Some.At(7), EndReason = EndReason.AgentEnded }),
        ("hand-off", Some.Handoff() with { TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) }),
        ("hand-over", Some.Handoff(HandoffKind.Agent) with
        {
            FromAgent = "triage", Destination = "billing", Explanation = "Jane has an invoice", TurnId = Some.TurnId(1),
        }),
        ("hand-back", Some.Handoff(HandoffKind.Back) with { Reason = null }),
    ];

    private static ModelMessageRecord Message(ModelMessage message) => Some.Message(message, after: 7);

    private static ModelCallRecord ModelCall() => Some.ModelCall(1, FunctionOutcome.Failed) with
    {
        Provider = "openai",
        Parameters = new ModelParameters { Temperature = 0.25, MaxOutputTokens = 500, ResponseFormat = "json_schema", Tools = ["find_table", "ä\0"] },
        Request = [Message(ModelMessage.System("You book tables.")).Id, Message(ModelMessage.User(new MaskedText("I am Ana", "I am [name]"))).Id],
        OmittedMessages = 3,
        Response = Message(ModelMessage.Assistant("Wait.", [new ModelToolCall("call_1", "find_table", new { people = 2 })])).Id,
        Usage = new ModelUsage("gpt-x-2", 310, 42, 0.00120m, "EUR", TimeSpan.FromTicks(7)) { CachedInputTokens = 300, ReasoningTokens = 1, AudioInputTokens = 2,
            AudioOutputTokens = 3 },
        FinishReason = "tool_calls",
        ResponseId = "resp_1",
        TimeToFirstToken = TimeSpan.FromTicks(9),
        Chunks = 4,
        Duration = TimeSpan.FromTicks(12_345_678),
        Error = "no place for Ana",
        ErrorType = "System.TimeoutException",
    };

    private static ConversationRecord Opening(string? text) => Some.Opening() with
    {
        Revision = 3,
        AgentId = Text(text, "agent"),
        AccountId = Text(text, "account"),
        ProjectId = Text(text, "project"),
        Environment = ConversationEnvironment.PreRelease,
        Channel = Text(text, "channel"),
        UserId = Text(text, "user"),
        FromNumber = Text(text, "from"),
        ToNumber = Text(text, "to"),
        Direction = ConversationDirection.Outbound,
        VariantId = Text(text, "variant"),
        Language = Text(text, "language"),
        Attributes = text is null ? default : Fields(),
        ClosedAt = Some.At(60).AddTicks(7),
        Handoff = new Handoff(Text(text, "destination"), Text(text, "reason"), Text(text, "event")),
    };

    private static TurnRecord Turn(string? text) => Some.Turn(1) with
    {
        Revision = 2,
        UserInput = Text(text, "input"),
        AgentResponse = Text(text, "response"),
        Usage = new ModelUsage(Text(text, "model"), 10, 5, 0.00120m, Text(text, "EUR"), TimeSpan.FromTicks(1)),
        Latency = TimeSpan.FromTicks(12_345_678),
        EndedAt = Some.At(1).AddTicks(1),
        Error = Text(text, "error"),
        ErrorType = Text(text, "error type"),
    };

    private static FunctionEventRecord Call(string? text) => Some.Call(1, turn: 1, name: Text(text, "name"), outcome: FunctionOutcome.Failed) with
    {
        Revision = 1,
        ParentId = Text(text, "parent"),
        CallId = Text(text, "call id"),
        Arguments = text is null ? default : Fields(),
        Duration = TimeSpan.FromTicks(1_234_567),
        Result = LogField.Pii("result", Text(text, "result"), shown: Text(text, "shown result")),
        Error = Text(text, "error"),
        ErrorType = Text(text, "error type"),
        Losses = Losses(9),
        VisibleLosses = Losses(4),
    };

    private static ApiResponseRecord Response(string? text) => Some.ApiResponse("2", after: 2) with
    {
        Method = Text(text, "method"),
        Url = text is null ? "" : "https://crm.example/contacts?id=7",
        StatusCode = 503,
        Elapsed = TimeSpan.FromTicks(7),
        ErrorBody = Text(text, "body"),
        Fields = Fields(),
        IsPii = true,
        TurnId = Some.TurnId(2),
    };

    private static LogFields Fields()
        => Some.Fields(
            ("text", "ä😀\0\ud800"), ("number", 1.10m), ("null", null), LogField.Pii("phone", "+15550100", shown: "+1…"), LogField.Pii("card", 4711));

    private static LossCounts Losses(int count) => new()
    {
        Accepted = count,
        Dropped = new Dictionary<LossReason, long> { [LossReason.EntryLimit] = 2 },
        Truncated = new Dictionary<LossReason, long> { [LossReason.FieldCount] = long.MaxValue },
    };

    private static string Text(string? prefix, string name) => prefix is null ? "" : $"{prefix} {name}";
}
