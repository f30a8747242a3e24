using System.Globalization;
using ConvLog.Records;

namespace ConvLog.Benchmarks.Stores;

/// <summary>
/// Generates conversations by repeating real dialogues with new IDs, times, users and outcomes, in chronological order: 90 days, 20,000 users, four entries per
/// call and one per turn, some of them warnings and errors, some personal.
/// </summary>
/// <param name="dialogues">The dialogues to repeat.</param>
/// <param name="end">The time of the last conversation.</param>
internal sealed class GeneratedConversations(IReadOnlyList<RealDialogue> dialogues, DateTimeOffset end)
{
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);

    private const int Users = 20_000;

    // A fixed seed gives the same store each time.
    private readonly Random _random = new(20_261_120);

    /// <summary>The number of entries generated so far.</summary>
    public long Entries { get; private set; }

    /// <summary>Generates all records of one conversation.</summary>
    /// <param name="number">The number of the conversation, starting at 0.</param>
    /// <param name="of">The total number of conversations, which are distributed over the days.</param>
    public List<StoreRecord> Make(long number, long of)
    {
        var dialogue = dialogues[(int)(number % dialogues.Count)];
        string id = IdOf(number);
        var writer = NewGuid();
        var time = end - Span + (Span * ((double)number / of));
        var opening = new ConversationRecord
        {
            ConversationId = id,
            WriterId = writer,
            Revision = 1,
            AgentId = dialogue.Service,
            Environment = number % 50 == 0 ? ConversationEnvironment.Debug : ConversationEnvironment.Live,
            Channel = number % 3 == 0 ? "voice" : "webchat",
            UserId = string.Create(CultureInfo.InvariantCulture, $"user-{_random.Next(Users)}"),
            OpenedAt = time,
        };
        var records = new List<StoreRecord> { opening };
        long sequence = 0;
        for (int i = 0; i < dialogue.Turns.Count; i++)
        {
            time = AddTurn(records, opening, dialogue.Turns[i], i + 1, time, ref sequence);
        }

        records[0] = opening with { ClosedAt = time };
        return records;
    }

    public static string IdOf(long number) => string.Create(CultureInfo.InvariantCulture, $"conv-{number:D9}");

    private DateTimeOffset AddTurn(List<StoreRecord> records, ConversationRecord opening, RealTurn turn, int ordinal, DateTimeOffset start, ref long sequence)
    {
        string turnId = NewGuid().ToString("D");
        var latency = TimeSpan.FromMilliseconds(150 + (_random.NextDouble() * _random.Next(100, 3_000)));
        records.Add(new TurnRecord
        {
            ConversationId = opening.ConversationId,
            WriterId = opening.WriterId,
            Sequence = ordinal,
            Id = turnId,
            Revision = 1,
            UserInput = turn.Input,
            AgentResponse = turn.Response,
            Usage = new ModelUsage("gpt-x", 250 + _random.Next(200), 20 + _random.Next(80), 0.001m),
            StartedAt = start,
            Latency = latency,
            EndedAt = start + latency,
        });
        records.Add(Entry(opening, turnId, null, ++sequence, EntryLevel.Info, "Turn understood", start, ("act", turn.Act), ("slot", turn.Slot),
            ("confidence", 0.5 + (_random.NextDouble() / 2))));
        if (turn.Call is { } call)
        {
            AddCall(records, opening, turnId, call, ordinal, start, ref sequence);
        }

        if (_random.Next(40) == 0)
        {
            records.Add(new FeedbackRecord { ConversationId = opening.ConversationId, TurnId = turnId, Source = FeedbackSource.User,
                Rating = (FeedbackRating)_random.Next(2), CreatedAt = start + latency });
        }

        return start + latency + TimeSpan.FromSeconds(2 + _random.Next(15));
    }

    private void AddCall(List<StoreRecord> records, ConversationRecord opening, string turnId, RealCall call, int ordinal, DateTimeOffset start,
        ref long sequence)
    {
        string callId = NewGuid().ToString("D");
        bool failed = _random.Next(25) == 0;
        records.Add(new FunctionEventRecord
        {
            ConversationId = opening.ConversationId,
            WriterId = opening.WriterId,
            Sequence = ordinal,
            Id = callId,
            Revision = 1,
            TurnId = turnId,
            Name = call.Method,
            Arguments = call.Arguments,
            StartedAt = start,
            Duration = TimeSpan.FromMilliseconds(_random.Next(5, 900)),
            Outcome = failed ? FunctionOutcome.Failed : FunctionOutcome.Completed,
            Error = failed ? "upstream refused" : null,
        });
        records.Add(Entry(opening, turnId, callId, ++sequence, EntryLevel.Info, "Validated inputs", start, ("validation_passed", true),
            ("arguments", call.Arguments.Count)));
        records.Add(Entry(opening, turnId, callId, ++sequence, EntryLevel.Info, "Called the service", start, ("method", call.Method), ("attempt", 1),
            ("request_id", _random.Next())));
        records.Add(Entry(opening, turnId, callId, ++sequence, EntryLevel.Warning, "Caller details captured", start,
            ("user", opening.UserId!)) with { IsPii = true });
        records.Add(failed
            ? Entry(opening, turnId, callId, ++sequence, EntryLevel.Error, "Service call failed", start, ("status", 409), ("retriable", true))
            : Entry(opening, turnId, callId, ++sequence, EntryLevel.Info, "Service answered", start, ("status", 200), ("results", call.Results)));
    }

    private EntryRecord Entry(ConversationRecord opening, string turnId, string? callId, long sequence, EntryLevel level, string content, DateTimeOffset time,
        params LogField[] fields)
    {
        Entries++;
        return new EntryRecord
        {
            ConversationId = opening.ConversationId,
            WriterId = opening.WriterId,
            Sequence = sequence,
            TurnId = turnId,
            FunctionEventId = callId,
            Level = level,
            Content = content,
            Fields = LogFields.From([.. fields]),
            Timestamp = time,
        };
    }

    private Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
