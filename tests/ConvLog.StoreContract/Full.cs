namespace ConvLog.StoreContract;

/// <summary>A conversation with a value in every property, and one in which every text is empty.</summary>
internal static class Full
{
    public static IEnumerable<StoreRecord> Records(StoredConversation given)
        => [given.Summary.Conversation, .. given.Turns, .. given.FunctionEvents, .. given.Logged, .. given.ModelMessages, .. given.Feedback,
            .. given.Annotations, .. given.Notes, .. given.Scores, .. given.Labels, .. given.DeadLetters,
            .. given.Assignment is { } assignment ? [assignment] : Array.Empty<StoreRecord>()];

    public static StoredConversation Conversation() => Of("text of", Some.Fields(
        ("text", "ä😀\0"), ("number", 1.10m), ("null", null), LogField.Pii("phone", "+15550100", shown: "+1…"), LogField.Pii("card", 4711)));

    public static StoredConversation Empty() => Of(null, default);

    private static StoredConversation Of(string? text, LogFields fields) => new()
    {
        Summary = new StoredSummary { Conversation = Opening(text, fields), StartedAt = default, Visible = null!, All = null! },
        Turns = [Turn(text), Some.Turn(2) with { UserInput = new MaskedText(Text(text, "personal"), shown: Text(text, "shown")),
            AgentResponse = new MaskedText(Text(text, "all")) }],
        FunctionEvents = [Call(text, fields),
            Some.Call(2, turn: 1, outcome: FunctionOutcome.Completed) with { ParentId = Some.CallId(1), Result = ("result", null) }],
        Logged = Logged(text, fields),
        Feedback =
        [
            Some.Feedback(1, FeedbackRating.Like, minute: 1) with { Comment = Text(text, "comment") },
            Some.Feedback(1, FeedbackRating.Dislike, minute: 2, FeedbackSource.Team),
        ],
        Annotations = [Some.Annotation(1, Text(text, "answer"), minute: 1) with { Author = Text(text, "author") }, Some.Annotation(2, minute: 2)],
        Notes = [Some.Note("1", Text(text, "note"), minute: 1) with { Author = Text(text, "author") }, Some.Note("2", minute: 2)],
        Scores =
        [
            Some.Score("csat", 4, minute: 1) with { Comment = Text(text, "comment"), Scorer = Text(text, "scorer") },
            Some.Score("tone", "good", turn: 1, minute: 2),
        ],
        Labels = [Some.Label(Text(text, "label"), minute: 1) with { Author = Text(text, "author") }, Some.Label("seen", turn: 1, minute: 2)],
        Assignment = Some.Assignment(Text(text, "assignee"), minute: 3) with { AssignedBy = Text(text, "assigner") },
        DeadLetters = [Some.DeadLetter("1", minute: 1) with { Kind = Text(text, "kind"), Reason = Text(text, "reason"), Payload = Text(text, "payload") },
            Some.DeadLetter("2", minute: 2)],
    };

    private static ConversationRecord Opening(string? text, LogFields fields) => Some.Opening() with
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
        Attributes = fields,
        ClosedAt = Some.At(60),
        Handoff = new Handoff(Text(text, "destination"), Text(text, "reason"), Text(text, "event")),
        EndedAt = Some.At(59),
        EndReason = EndReason.TimedOut,
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

    private static FunctionEventRecord Call(string? text, LogFields fields)
        => Some.Call(1, turn: 1, name: Text(text, "name"), outcome: FunctionOutcome.Failed) with
    {
        Revision = 1,
        ParentId = Text(text, "parent"),
        CallId = Text(text, "call id"),
        Arguments = fields,
        Duration = TimeSpan.FromTicks(1_234_567),
        Result = LogField.Pii("result", Text(text, "result"), shown: Text(text, "shown result")),
        Error = Text(text, "error"),
        ErrorType = Text(text, "error type"),
        Losses = Losses(9),
        VisibleLosses = Losses(4),
        Attempt = text is null ? null : 3,
        TraceId = Text(text, "trace"),
        SpanId = Text(text, "span"),
    };

    private static List<ScopedRecord> Logged(string? text, LogFields fields) =>
    [
        Some.Entry(1, Text(text, "content")) with { Fields = fields, TurnId = Some.TurnId(1), FunctionEventId = Some.CallId(1) },
        Some.Entry(2, Text(text, "hidden"), level: EntryLevel.Error, isPii: true) with { Fields = fields, TurnId = Text(text, "turn"),
            FunctionEventId = Text(text, "event") },
        Some.ApiResponse("r", after: 2) with
        {
            Method = Text(text, "method"), Url = Text(text, "url"), StatusCode = 503, Elapsed = TimeSpan.FromTicks(7), ErrorBody = Text(text, "body"),
                Fields = fields, IsPii = true, TurnId = Some.TurnId(2), TraceId = Text(text, "trace"), SpanId = Text(text, "span"),
        },
        Some.StateChange(Text(text, "variable"), after: 2) with { Kind = StateChangeKind.Updated, FunctionEventId = Some.CallId(2) },
        Some.StateChange("secret", after: 2) with { Kind = StateChangeKind.Removed, Variable = LogField.Pii("secret", "value", shown: "v") },
        Some.Metric(Text(text, "metric"), after: 2) with { WriteOnce = true },
        Some.Handoff(after: 2) with { Destination = Text(text, "desk"), Reason = Text(text, "why"), Person = Text(text, "person"), TurnId = Some.TurnId(1) },
        Some.Handoff(HandoffKind.Back, after: 2),
        Some.Handoff(HandoffKind.Agent, after: 2) with
        {
            FromAgent = Text(text, "first agent"), Destination = Text(text, "next agent"), Explanation = Text(text, "explanation"), TurnId = Some.TurnId(1),
        },
    ];

    private static LossCounts Losses(int count) => new()
    {
        Accepted = count,
        Dropped = new Dictionary<LossReason, long> { [Enum.GetValues<LossReason>()[0]] = 2 },
        Truncated = new Dictionary<LossReason, long> { [Enum.GetValues<LossReason>()[^1]] = long.MaxValue },
    };

    private static string Text(string? prefix, string name) => prefix is null ? "" : $"{prefix} {name}";
}
