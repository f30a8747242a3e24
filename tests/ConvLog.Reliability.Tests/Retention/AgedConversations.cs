using System.Globalization;
using ConvLog.Testing;

namespace ConvLog.Reliability.Tests.Retention;

/// <summary>
/// Conversations of every age, some on legal hold, some with an improved answer, some without an opening; the same each time but for their random ids.
/// </summary>
internal sealed class AgedConversations
{
    public const int Count = 240;

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

    /// <summary>What stands in visible and personal texts of this conversation and of no other, in small letters.</summary>
    public static string Trace(int i) => string.Create(CultureInfo.InvariantCulture, $"kanari{i:000}x");

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

    // A third is older than either clock, a third older than the clock of personal data, a third younger than both; none is near a cut.
    private static void Play(int i, RecordingSink sink)
    {
        int days = (i % 3) switch { 0 => 31 + (i % 40), 1 => 11 + (i % 18), _ => i % 9 };
        var clock = new ManualClock(s_now - TimeSpan.FromDays(days) - TimeSpan.FromHours(3));
        var info = new ConversationInfo(Id(i)) { AgentId = i % 2 == 0 ? "bookings" : "billing", Channel = "webchat", UserId = i % 7 == 6 ? null : User(i),
            FromNumber = i % 4 == 0 ? "+15550100" : null, Environment = i % 17 == 3 ? ConversationEnvironment.Debug : ConversationEnvironment.Live };
        using var conv = new Conversation(info, sink, new ConversationOptions { TimeProvider = clock });
        for (int t = 0; t < 2 + (i % 3); t++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            Talk(conv, clock, i, t);
        }

        if (i % 10 == 3)
        {
            conv.Annotate("A better answer of zebra.", "ana");
        }

        conv.AddNote($"A note of {i} {Trace(i)}", Trace(i));
        conv.WriteMetric("confidence", i / 240.0);
    }

    private static void Talk(Conversation conv, ManualClock clock, int i, int t)
    {
        using var turn = conv.BeginTurn(t == 0
            ? new MaskedText($"I am guest {i}, word{i}", "I am [redacted]") : (MaskedText)$"Another zebra, word{i} {Trace(i)}");
        using (var call = conv.BeginFunction("save_guest", arguments: new { guest = i }))
        {
            conv.Log.Info($"Validated word{i} {Trace(i)}", ("attempt", t), (Trace(i), Trace(i)), LogField.Pii("email", User(i), shown: "g***"));
            conv.Log.Warning($"Caller captured {i} {Trace(i)}", isPii: true, ("phone", "+15550100"));
            conv.LogApiResponse("POST", $"https://crm.example/contacts?guest={i}", t == 1 ? 503 : 200, TimeSpan.FromMilliseconds(12), "{}");
            conv.SetState("guest", i);
            clock.Advance(TimeSpan.FromSeconds(1));
            call.Complete(new { id = i });
        }

        turn.Complete("Certainly.", new ModelUsage("gpt-x", 100 + i, 20));
        conv.AddFeedback(t == 0 ? FeedbackRating.Like : FeedbackRating.Dislike, $"Said guest {i}", turn: turn);
    }
}
