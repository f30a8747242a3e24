using ConvLog.Records;

namespace ConvLog.Sqlite.Tests.Statistics;

/// <summary>
/// Random records with few IDs and times, so that they collide: revisions, ratings before and after their turn, conversations that change their channel or
/// user, and late openings.
/// </summary>
/// <param name="random">Chooses the records.</param>
/// <param name="conversations">The prefix of the conversation IDs.</param>
internal sealed class AnyRecords(Random random, string conversations = "conv-")
{
    private static readonly string[] s_names = ["find_table", "save_guest", "größe"];
    private static readonly string?[] s_channels = [null, "webchat", "voice"];
    private static readonly string?[] s_users = [null, "anna", "bert", "cleo"];

    public StoreRecord[] Batch() => [.. Enumerable.Range(0, random.Next(1, 13)).Select(_ => Any())];

    private StoreRecord Any()
    {
        string conversation = $"{conversations}{random.Next(5)}";
        return random.Next(14) switch
        {
            12 => Response(conversation),
            13 => Entry(conversation),
            10 or 11 => ModelCall(conversation),
            0 or 1 => Opening(conversation),
            2 or 3 => Some.Rating(conversation, Rating(), Turn(), (FeedbackSource)random.Next(2), random.Next(20)),
            4 or 5 => Call(conversation),
            _ => TurnOf(conversation),
        };
    }

    private ConversationRecord Opening(string conversation) => Some.Opening(
        conversation,
        $"agent-{conversation[^1] % 2}",
        Of(s_channels),
        Of(s_users),
        (ConversationEnvironment)random.Next(4),
        random.Next(4)) with
    {
        WriterId = Writer(),
        VariantId = Of(s_channels),
    };

    private TurnRecord TurnOf(string conversation)
        => Some.Turn(conversation, Time(), Turn(), random.Next(4), random.Next(3) == 0 ? null : Duration(), Usage()) with
    {
        WriterId = Writer(),
        Sequence = random.Next(1, 9),
        Error = random.Next(4) == 0 ? "It broke." : null,
        ErrorType = random.Next(6) == 0 ? "TimeoutException" : null,
    };

    private FunctionEventRecord Call(string conversation) => Some.Call(conversation, Time(), Of(s_names)!, $"call-{random.Next(4)}") with
    {
        WriterId = Writer(),
        Sequence = random.Next(1, 9),
        Revision = random.Next(4),
        Duration = random.Next(3) == 0 ? null : Duration(),
        Outcome = random.Next(16) is var outcome and < 15 ? (FunctionOutcome)(outcome % 3) : null,
        ErrorType = random.Next(3) == 0 ? "TimeoutException" : null,
        Arguments = random.Next(2) == 0 ? default : new LogFields([("party", $"{random.Next(3)}")]),
    };

    private ApiResponseRecord Response(string conversation) => StoreContract.Some.ApiResponse($"r-{random.Next(6)}", conversation: conversation) with
    {
        WriterId = Writer(),
        Timestamp = Time(),
        FunctionEventId = random.Next(3) == 0 ? null : $"call-{random.Next(4)}",
        StatusCode = random.Next(2) == 0 ? 200 : 503,
        IsPii = random.Next(4) == 0,
    };

    private EntryRecord Entry(string conversation) => StoreContract.Some.Entry(random.Next(6), conversation: conversation) with
    {
        WriterId = Writer(),
        Level = (EntryLevel)random.Next(3),
        Timestamp = Time(),
        FunctionEventId = $"call-{random.Next(4)}",
        IsPii = random.Next(4) == 0,
    };

    private ModelCallRecord ModelCall(string conversation)
    {
        bool hasEnded = random.Next(6) > 0;
        return StoreContract.Some.ModelCall(random.Next(6), hasEnded ? (FunctionOutcome)random.Next(4) : null, conversation: conversation) with
        {
            WriterId = Writer(),
            TurnId = random.Next(4) == 0 ? null : Turn(),
            Model = random.Next(2) == 0 ? "gpt-x" : "größer",
            Provider = Of(s_channels),
            StartedAt = Time(),
            Duration = random.Next(3) == 0 ? null : Duration(),
            TimeToFirstToken = random.Next(3) == 0 ? null : Duration(),
            Usage = Usage(),
        };
    }

    private ModelUsage? Usage() => random.Next(3) == 0
        ? null
        : new ModelUsage("gpt-x", random.Next(5) == 0 ? null : random.Next(1_000), random.Next(5) == 0 ? null : random.Next(100),
            random.Next(3) == 0 ? null : random.Next(1_000) / 10_000m, random.Next(2) == 0 ? null : "EUR")
        {
            TotalTokens = random.Next(5) == 0 ? random.Next(1_000) : null,
        };

    // Three days, with few quarter hours each.
    private DateTimeOffset Time() => Some.Noon.AddHours(random.Next(-3, 4) * 11).AddMinutes(random.Next(4) * 14);

    private TimeSpan Duration() => TimeSpan.FromMilliseconds(Math.Exp(random.NextDouble() * 10));

    private string Turn() => $"turn-{random.Next(4)}";

    private Guid Writer() => new(random.Next(3) + 1, 0, 0, new byte[8]);

    private FeedbackRating? Rating() => random.Next(3) is var rating and < 2 ? (FeedbackRating)rating : null;

    private T Of<T>(T[] values) => values[random.Next(values.Length)];
}
