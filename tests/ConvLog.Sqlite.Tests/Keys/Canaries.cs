using System.Globalization;
using System.Security.Cryptography;
using ConvLog.Records;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>A conversation with a unique text in every property that can be personal.</summary>
internal sealed class Canaries(string conversation = Some.Conversation)
{
    /// <summary>The prefix of every text.</summary>
    public const string Beginning = "CANARY-";

    private readonly List<string> _texts = [];

    /// <summary>All texts created so far.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The texts that remain after all writes: earlier revisions are replaced.</summary>
    public IReadOnlyList<string> StatisticsGroup => [.. _texts.Where(text => !_replaced.Contains(text))];

    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);

    /// <summary>Creates a unique text from <see cref="Beginning"/>, its slot and random digits.</summary>
    public string New(string slot)
    {
        string text = string.Create(CultureInfo.InvariantCulture,
            $"{Beginning}{slot}-{_texts.Count}-{Convert.ToHexString(RandomNumberGenerator.GetBytes(10))}");
        _texts.Add(text);
        return text;
    }

    public IEnumerable<StoreRecord> First() =>
    [
        Some.Opening(conversation) with
        {
            UserId = New("user"), FromNumber = New("from"), ToNumber = New("to"), Attributes = Some.Fields(LogField.Pii("name", New("attribute"))),
        },
        Some.Turn(1, conversation) with
        {
            UserInput = new MaskedText(New("input"), "shown input"), AgentResponse = new MaskedText(New("response"), "shown response"),
            IsInterrupted = true, Heard = new MaskedText(New("heard"), "shown heard"),
            Streamed = new MaskedText(New("streamed"), "shown streamed"), Author = New("author"),
            Said = [new SaidPart { Text = "shown", At = Some.At(1) }, new SaidPart { Text = new MaskedText(New("said"), "shown said"), At = Some.At(2) }],
                Error = New("turn-error"), ErrorType = "Timeout",
        },
        Some.Turn(2, conversation) with { UserInput = new MaskedText(Gone("input"), "shown"), Error = Gone("turn-error") },
        Some.Call(1, conversation, turn: 1, outcome: FunctionOutcome.Failed) with
        {
            Arguments = Some.Fields(("seats", New("argument")), LogField.Pii("guest", New("argument"))), Result = ("result", New("result")),
                Error = New("call-error"), ErrorType = "Conflict",
            Approval = new FunctionApproval { Decision = ApprovalDecision.Granted, DecidedBy = New("decider"), Reason = New("decision") },
        },
        Some.Call(2, conversation, turn: 1) with { Arguments = Some.Fields(("seats", Gone("argument"))) },
        Some.Entry(1, New("content"), conversation, isPii: true) with { Fields = Some.Fields(("field", New("field"))) },
        Some.Entry(2, "visible", conversation, level: EntryLevel.Error) with
        {
            Fields = Some.Fields(("status", 409), LogField.Pii("phone", New("phone"), shown: "+1…"), LogField.Pii("exception_message", New("exception")),
                LogField.Pii("exception_stack", New("stack"))),
        },
        Some.ApiResponse("https://crm.example/contacts?email=" + New("query"), after: 2, conversation) with
        {
            StatusCode = 409, ErrorBody = New("body"), Fields = Some.Fields(LogField.Pii("header", New("response-field"))),
        },
        Some.ApiResponse("https://crm.example/" + New("url"), after: 3, conversation) with { Method = New("method"), IsPii = true,
            Fields = Some.Fields(("plain", New("response-field"))) },
        Some.StateChange("guest", after: 4, conversation) with { Variable = ("guest", New("state")) },
        Some.StateChange("card", after: 5, conversation) with { Variable = LogField.Pii("card", New("state"), shown: "4…") },
        Some.Metric("age", after: 6, conversation: conversation) with { Metric = LogField.Pii("age", New("metric")) },
        Some.Handoff(after: 6, conversation: conversation) with { Explanation = New("explanation"), Person = New("person") },
        Some.Message(ModelMessage.System(New("prompt")), after: 6, conversation),
        Some.Message(ModelMessage.User(new MaskedText(New("asked"), "shown question")), after: 6, conversation),
        Some.Message(
            ModelMessage.Assistant(
                new MaskedText(New("answered"), "shown answer"), [new ModelToolCall("call_1", "find", new { name = New("tool-argument") })], New("reasoning")),
            after: 6,
            conversation),
        Some.Message(ModelMessage.Tool("call_1", New("tool-result")), after: 6, conversation),
        Some.ModelCall(1, FunctionOutcome.Failed, conversation: conversation) with { Error = New("model-error"), ErrorType = "Timeout" },
        Some.Feedback(1, FeedbackRating.Dislike, conversation: conversation) with { Comment = New("comment") },
        Some.Feedback(2, FeedbackRating.Like, conversation: conversation) with { Comment = Gone("comment") },
        Some.Feedback(3, FeedbackRating.Like, conversation: conversation) with { Comment = Gone("comment") },
        Some.Annotation(1, New("answer"), conversation: conversation),
        Some.Annotation(2, Gone("answer"), conversation: conversation),
        Some.Note("1", New("note"), conversation: conversation),
        Some.Score(conversation: conversation) with { Comment = New("score") },
        Some.DeadLetter("1", conversation: conversation) with { Payload = New("letter") },
        Some.Turn(3, conversation) with { EndedAt = Some.At(2) },
    ];

    /// <summary>Later revisions, whose texts replace earlier ones, and removals.</summary>
    public IEnumerable<StoreRecord> Second() =>
    [
        Some.TurnChange(3, conversation) with
        {
            UserInput = new MaskedText(New("late-input"), "shown"), AddedInput = new MaskedText(New("late-message"), "shown"),
            Said = new MaskedText(New("late-part"), "shown"), IsInterrupted = true, Heard = new MaskedText(New("late-heard"), "shown"),
        },
        Some.Turn(2, conversation) with { Revision = 1, UserInput = new MaskedText(New("input"), "shown"), Error = New("turn-error") },
        Some.Call(2, conversation, turn: 1, outcome: FunctionOutcome.Completed) with { Revision = 1, Arguments = Some.Fields(("seats", New("argument"))),
            Result = ("result", New("result")) },
        Some.Feedback(2, FeedbackRating.Like, minute: 1, conversation: conversation) with { Comment = New("comment") },
        Some.Feedback(3, rating: null, minute: 1, conversation: conversation) with { Comment = Gone("comment") },
        Some.Annotation(2, Gone("answer"), minute: 1, conversation: conversation) with { IsRemoved = true },
        Some.Opening(conversation, writer: 2, minute: 1) with { UserId = New("user"), FromNumber = New("from"),
            Attributes = Some.Fields(("name", New("attribute"))) },
    ];

    private string Gone(string slot)
    {
        string text = New(slot);
        _replaced.Add(text);
        return text;
    }
}
