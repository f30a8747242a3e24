using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Fixtures;

/// <summary>
/// The content of every fixture: each kind of record, personal and visible, and an erasure. It must not change once there is a release, because the fixtures of
/// released schemas were written with it.
/// </summary>
internal static class FixtureContent
{
    public const string Talk = "talk";
    public const string Plain = "plain";
    public const string Held = "held";
    public const string Elsewhere = "elsewhere";
    public const string Erased = "erased";
    public const string User = "ana@example.com";

    /// <summary>The conversations that can be read.</summary>
    public static IReadOnlyList<string> Conversations { get; } = [Talk, Plain, Held, Elsewhere];

    /// <summary>The key that wraps the data keys of every fixture. It protects no real data.</summary>
    public static KeyRing KeyRing() => new("fixture", [.. Enumerable.Range(0, 32).Select(static number => (byte)number)]);

    /// <summary>Writes the whole content.</summary>
    public static async Task WriteAsync(IConversationStore store)
    {
        await store.WriteAsync([Opening(Talk, "acme", User), .. TalkRecords()]);
        await store.WriteAsync([Some.Opening(Plain, minute: 10) with { Channel = "chat" }, Some.Turn(1, Plain, minute: 10),
            Some.Entry(2, "nothing personal here", Plain)]);
        await store.WriteAsync([Opening(Held, account: null, "bea@example.com"), Some.Entry(1, "held, word for word", Held, isPii: true)]);
        await store.WriteAsync([Opening(Elsewhere, "globex", User), Some.Turn(1, Elsewhere, minute: 20),
            Some.Call(2, Elsewhere, turn: 1, outcome: FunctionOutcome.Failed)]);
        await store.WriteAsync([Opening(Erased, "acme", "cleo@example.com"), Some.Entry(1, "soon gone", Erased)]);
        await store.PlaceHoldAsync(Some.Hold(Held, minute: 30));
        await store.EraseAsync(ErasureRequest.OfConversation(Erased, "dpo", Some.At(31)));
        await store.WriteAccessAsync([Some.Access("ana", Talk, minute: 32)]);
    }

    private static ConversationRecord Opening(string conversation, string? account, string user) => Some.Opening(conversation) with
    {
        AccountId = account,
        ProjectId = account is null ? null : "project of " + account,
        Channel = "voice",
        UserId = user,
        FromNumber = "+15550100",
        Direction = ConversationDirection.Inbound,
        Language = "en-GB",
        Attributes = Some.Fields(("tier", "gold"), LogField.Pii("city", "Bonn")),
        ClosedAt = Some.At(60),
    };

    private static List<StoreRecord> TalkRecords() =>
    [
        Some.Turn(1, Talk, minute: 1) with
        {
            UserInput = new MaskedText("I am Ana, book a table", shown: "I am [name], book a table"),
            AgentResponse = "Done.",
            Usage = new ModelUsage("gpt-x", 310, 42, 0.00120m, "EUR", TimeSpan.FromMilliseconds(250)),
            Latency = TimeSpan.FromMilliseconds(900),
            EndedAt = Some.At(2),
        },
        Some.Turn(2, Talk, minute: 3) with { UserInput = "And tomorrow?", Error = "no table for Ana", ErrorType = "System.InvalidOperationException" },
        Some.Call(3, Talk, turn: 1, outcome: FunctionOutcome.Completed) with
        {
            Arguments = Some.Fields(("guests", 2), LogField.Pii("name", "Ana")), Duration = TimeSpan.FromMilliseconds(80),
                Result = LogField.Pii("result", "table 7", shown: "a table"),
        },
        Some.Call(4, Talk, turn: 2, outcome: FunctionOutcome.Failed) with { Error = "Ana is unknown", ErrorType = "CrmException" },
        Some.Entry(5, "validated inputs", Talk) with { TurnId = Some.TurnId(1, Talk), FunctionEventId = Some.CallId(3, Talk),
            Fields = Some.Fields(("attempt", 2), LogField.Pii("phone", "+15550100", shown: "+1…")) },
        Some.Entry(6, "Ana called before", Talk, level: EntryLevel.Warning, isPii: true) with { TurnId = Some.TurnId(1, Talk) },
        Some.Entry(7, "CRM upsert failed", Talk, level: EntryLevel.Error) with { TurnId = Some.TurnId(2, Talk) },
        Some.ApiResponse("https://crm.example/contacts?name=Ana", after: 7, Talk) with { StatusCode = 503, ErrorBody = "Ana is not here",
            TurnId = Some.TurnId(2, Talk) },
        Some.StateChange("language", after: 7, Talk),
        Some.Metric("confidence", 7, after: 7, Talk),
        Some.Feedback(1, FeedbackRating.Like, minute: 5, conversation: Talk) with { Comment = "Ana says thanks" },
        Some.Feedback(2, FeedbackRating.Dislike, minute: 6, FeedbackSource.Team, Talk),
        Some.Annotation(2, "There is a table at eight, Ana.", minute: 7, Talk) with { Author = "team" },
        Some.Note("call back", "call Ana back", minute: 8, Talk) with { Author = "team" },
        Some.ReadMark("team", minute: 9, Talk),
        Some.DeadLetter("too large", minute: 9, Talk) with { Payload = "{\"name\":\"Ana\"}" },
    ];
}
