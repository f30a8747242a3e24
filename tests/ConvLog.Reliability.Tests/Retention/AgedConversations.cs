using System.Globalization;
using ConvLog.StoreContract;
using ConvLog.Testing;

namespace ConvLog.Reliability.Tests.Retention;

/// <summary>
/// Conversations of every age, some on legal hold, some with an improved answer, some without an opening. They are the same each time except for their random
/// IDs.
/// </summary>
internal sealed class AgedConversations
{
    public static int Count { get; } = Amount.Of(usual: 96, inCi: 240, inLongCampaign: 240);

    /// <summary>The text of conversations that are recorded without text.</summary>
    public const string NeverKept = "stumm-und-still";

    private const int Users = 9;

    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();

    private AgedConversations(IReadOnlyList<StoreRecord> records, IReadOnlyList<LegalHold> holds)
    {
        Records = records;
        Holds = holds;
    }

    public IReadOnlyList<StoreRecord> Records { get; }

    public IReadOnlyList<LegalHold> Holds { get; }

    public static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"old-{i:000}");

    public static string User(int i) => string.Create(CultureInfo.InvariantCulture, $"guest-{i % Users}@example.com");

    /// <summary>A part of the visible and personal texts of this conversation only, in lower case.</summary>
    public static string Trace(int i) => string.Create(CultureInfo.InvariantCulture, $"kanari{i:000}x");

    /// <summary>The ID of an additional conversation that is recorded without text.</summary>
    public static string IdWithoutText(int i) => string.Create(CultureInfo.InvariantCulture, $"bare-{i:000}");

    public static AgedConversations Make()
    {
        var sink = new RecordingSink();
        var holds = new List<LegalHold>();
        for (int i = 0; i < Count; i++)
        {
            Play(i, sink);
            if (i % 12 == 5)
            {
                holds.Add(new LegalHold { ConversationId = Id(i), PlacedBy = "Legal", PlacedAt = s_now.AddDays(-1), Reason = "Case 118" });
            }
        }

        return new AgedConversations(sink.Records, holds);
    }

    /// <summary>Writes them into a store.</summary>
    public async Task WriteAsync(IConversationStore store)
    {
        await store.WriteAsync(Records);
        foreach (var hold in Holds)
        {
            await store.PlaceHoldAsync(hold);
        }
    }

    // A third is older than both periods, a third is older than that of personal data, and a third is newer than both. None is close to a limit.
    private static int DaysOf(int i) => (i % 3) switch { 0 => 31 + (i % 40), 1 => 11 + (i % 18), _ => i % 9 };

    private static void Play(int i, RecordingSink sink)
    {
        var clock = new ManualClock(s_now - TimeSpan.FromDays(DaysOf(i)) - TimeSpan.FromHours(3));
        var info = new ConversationInfo(Id(i)) { AgentId = i % 2 == 0 ? "bookings" : "billing", Channel = "webchat", UserId = i % 7 == 6 ? null : User(i),
            FromNumber = i % 4 == 0 ? "+15550100" : null, Environment = i % 17 == 3 ? ConversationEnvironment.Debug : ConversationEnvironment.Live };
        using var conv = new Conversation(info, sink, new ConversationOptions { TimeProvider = clock });
        for (int t = 0; t < 2 + (i % 3); t++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            Talk(conv, clock, i, t, Trace(i));
        }

        if (i % 10 == 3)
        {
            conv.Annotate("A better answer of zebra.", "ana");
        }

        conv.AddNote($"A note of {i} {Trace(i)}", Trace(i));
        conv.WriteMetric("confidence", i / 240.0);
        conv.Score("goal reached", i % 2 == 0, ScoreSource.Model, $"Judged {i} {Trace(i)}", "judge", "1");
        conv.AddLabel("checked", "review-team");
        PlayWithoutText(i, info, sink);
    }

    // Some conversations have another one of the same age that is recorded without text.
    private static void PlayWithoutText(int i, ConversationInfo info, RecordingSink sink)
    {
        if (i % 6 != 0)
        {
            return;
        }

        var clock = new ManualClock(s_now - TimeSpan.FromDays(DaysOf(i)) - TimeSpan.FromHours(3));
        var metadata = new ConversationInfo(IdWithoutText(i)) { AgentId = info.AgentId, UserId = info.UserId, Recording = Recording.MetadataOnly };
        using var conv = new Conversation(metadata, sink, new ConversationOptions { TimeProvider = clock });
        Talk(conv, clock, i, t: 0, NeverKept);
        conv.Score("csat", 4, ScoreSource.User, NeverKept);
        conv.AddNote(NeverKept, "ana");
    }

    private static void Talk(Conversation conv, ManualClock clock, int i, int t, string trace)
    {
        using var turn = conv.BeginTurn(t == 0
            ? new MaskedText($"I am guest {i}, word{i}", "I am [redacted]") : (MaskedText)$"Another zebra, word{i} {trace}");
        Ask(turn, clock, i, t, trace);
        using (var call = conv.BeginFunction("save_guest", $"call_{t}", new { guest = i }))
        {
            conv.Log.Info($"Validated word{i} {trace}", ("attempt", t), (trace, trace), LogField.Pii("email", User(i), shown: "g***"));
            conv.Log.Warning($"Caller captured {i} {trace}", isPii: true, ("phone", "+15550100"));
            conv.LogApiResponse("POST", $"https://crm.example/contacts?guest={i}", t == 1 ? 503 : 200, TimeSpan.FromMilliseconds(12), "{}");
            conv.SetState("guest", i);
            clock.Advance(TimeSpan.FromSeconds(1));
            call.Complete(new { id = i });
        }

        Answer(turn, clock, i, t, trace);
        turn.Complete("Certainly.");
        turn.Score("groundedness", 0.5 + (t / 10.0), ScoreSource.Model, $"Grounded {trace}");
        turn.AddLabel("to check", "review-team");
        conv.AddFeedback(t == 0 ? FeedbackRating.Like : FeedbackRating.Dislike, $"Said guest {i} {trace}", t == 0 ? [] : ["tone", "too long"], turn: turn);
    }

    // The model requests the function. In some turns its first request fails.
    private static void Ask(Turn turn, ManualClock clock, int i, int t, string trace)
    {
        if ((i + t) % 5 == 0)
        {
            using var refused = turn.BeginModelCall("gpt-x", "example");
            refused.AddRequest(ModelMessage.System($"Instructions of {trace}"));
            refused.Fail(new TimeoutException($"Nothing for {trace}"));
        }

        using var call = turn.BeginModelCall("gpt-x", "example", new ModelParameters { Tools = ["save_guest"] });
        call.AddRequest(ModelMessage.System($"Instructions of {trace}"), ModelMessage.User($"Asked {t} {trace}"));
        clock.Advance(TimeSpan.FromMilliseconds(300));
        call.Complete(ModelMessage.Assistant(default, [new ModelToolCall($"call_{t}", "save_guest", new { guest = trace })]),
            new ModelUsage("gpt-x", 100 + i, 20), "tool_calls");
    }

    private static void Answer(Turn turn, ManualClock clock, int i, int t, string trace)
    {
        using var call = turn.BeginModelCall("gpt-x", "example");
        call.AddRequest(ModelMessage.System($"Instructions of {trace}"), ModelMessage.User($"Asked {t} {trace}"),
            ModelMessage.Tool($"call_{t}", $"Result {trace}"));
        clock.Advance(TimeSpan.FromMilliseconds(200));
        call.AddChunk();
        call.Complete(ModelMessage.Assistant($"Answered {t} {trace}"), new ModelUsage("gpt-x", 120 + i, 15, 0.001m), "stop", $"resp_{t}");
        call.Score("helpful", t % 2 == 0, ScoreSource.Code, $"Helped {trace}");
    }
}
