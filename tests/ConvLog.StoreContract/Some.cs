using System.Security.Cryptography;
using System.Text;
using ConvLog.Entries;

namespace ConvLog.StoreContract;

/// <summary>Records for tests: set the relevant values, and change others with <c>with</c>. The same arguments give records with the same identity.</summary>
public static class Some
{
    public const string Conversation = "conv-42";

    private static readonly EntryCapture s_capture = new(LogLimits.Default, JsonTypes.Of(null, ObjectReflection.AutoProperties));

    /// <summary>The given number of minutes after the clock's usual start.</summary>
    public static DateTimeOffset At(double minutes) => ManualClock.DefaultStart.AddMinutes(minutes);

    /// <summary>A random-looking ID that is the same for the same name.</summary>
    public static Guid Id(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    public static Guid Writer(string conversation = Conversation, int writer = 1) => Id($"{conversation} writer {writer}");

    public static string TurnId(int turn, string conversation = Conversation) => $"{conversation} turn {turn}";

    public static string CallId(int call, string conversation = Conversation) => $"{conversation} call {call}";

    public static LogFields Fields(params LogField[] fields) => new(fields);

    public static ConversationRecord Opening(string conversation = Conversation, int writer = 1, double minute = 0, string agent = "bookings") => new()
    {
        ConversationId = conversation,
        WriterId = Writer(conversation, writer),
        AgentId = agent,
        OpenedAt = At(minute),
    };

    public static TurnRecord Turn(int turn, string conversation = Conversation, int writer = 1, double minute = 0) => new()
    {
        ConversationId = conversation,
        WriterId = Writer(conversation, writer),
        Sequence = turn,
        Id = TurnId(turn, conversation),
        StartedAt = At(minute),
    };

    public static TurnChangeRecord TurnChange(int turn, string conversation = Conversation, int number = 1, double minute = 10) => new()
    {
        ConversationId = conversation,
        TurnId = TurnId(turn, conversation),
        Id = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
        CreatedAt = At(minute),
    };

    public static FunctionEventRecord Call(int call, string conversation = Conversation, int writer = 1, int? turn = null, string name = "save_guest",
        FunctionOutcome? outcome = null) => new()
    {
        ConversationId = conversation,
        WriterId = Writer(conversation, writer),
        Sequence = call,
        Id = CallId(call, conversation),
        TurnId = turn is { } of ? TurnId(of, conversation) : null,
        Name = name,
        StartedAt = At(0),
        Outcome = outcome,
    };

    public static EntryRecord Entry(long sequence, string content = "m", string conversation = Conversation, int writer = 1,
        EntryLevel level = EntryLevel.Info, bool isPii = false) => new()
    {
        ConversationId = conversation,
        WriterId = Writer(conversation, writer),
        Sequence = sequence,
        Level = level,
        Content = content,
        IsPii = isPii,
        Timestamp = At(0),
    };

    public static ApiResponseRecord ApiResponse(string name = "r", long after = 0, string conversation = Conversation, int writer = 1) => new()
    {
        ConversationId = conversation,
        WriterId = Writer(conversation, writer),
        Sequence = after,
        Id = Id($"{conversation} response {name}"),
        Method = "GET",
        Url = name,
        StatusCode = 200,
        Elapsed = TimeSpan.FromMilliseconds(12),
        Timestamp = At(0),
    };

    public static StateChangeRecord StateChange(string name = "s", long after = 0, string conversation = Conversation, int writer = 1) => new()
    {
        ConversationId = conversation,
        WriterId = Writer(conversation, writer),
        Sequence = after,
        Id = Id($"{conversation} state {name}"),
        Kind = StateChangeKind.Added,
        Variable = (name, 1),
        Timestamp = At(0),
    };

    public static MetricRecord Metric(string name = "k", int value = 1, long after = 0, string conversation = Conversation, int writer = 1) => new()
    {
        ConversationId = conversation,
        WriterId = Writer(conversation, writer),
        Sequence = after,
        Id = Id($"{conversation} metric {name} {value}"),
        Metric = (name, value),
        Timestamp = At(0),
    };

    public static HandoffRecord Handoff(HandoffKind kind = HandoffKind.Off, int minute = 0, long after = 0, string conversation = Conversation, int writer = 1)
        => new()
    {
        ConversationId = conversation,
        WriterId = Writer(conversation, writer),
        Sequence = after,
        Id = Id($"{conversation} handoff {kind} {minute}"),
        Kind = kind,
        Destination = kind == HandoffKind.Off ? "desk" : "",
        Reason = "asked",
        Person = kind == HandoffKind.Off ? "Ana" : null,
        Timestamp = At(minute),
    };

    /// <summary>A message with the ID of its content.</summary>
    public static ModelMessageRecord Message(ModelMessage message, long after = 0, string conversation = Conversation, int writer = 1)
    {
        message = message.Captured(s_capture, utterancesArePersonal: false);
        return new()
        {
            ConversationId = conversation,
            WriterId = Writer(conversation, writer),
            Sequence = after,
            Id = message.Id,
            Timestamp = At(0),
            Message = message,
        };
    }

    /// <summary>The start of a model call, or its end if it has an outcome.</summary>
    public static ModelCallRecord ModelCall(int call = 1, FunctionOutcome? outcome = null, int? turn = 1, long after = 0, string conversation = Conversation,
        int writer = 1) => new()
    {
        ConversationId = conversation,
        WriterId = Writer(conversation, writer),
        Sequence = after,
        Id = Id($"{conversation} model call {call} {(outcome is null ? "began" : "ended")}"),
        TurnId = turn is { } of ? TurnId(of, conversation) : null,
        Timestamp = At(0),
        ModelCallId = $"{conversation} model call {call}",
        HasEnded = outcome is not null,
        Model = "gpt-x",
        StartedAt = At(0),
        Outcome = outcome,
    };

    public static FeedbackRecord Feedback(int turn, FeedbackRating? rating, double minute = 0, FeedbackSource source = FeedbackSource.User,
        string conversation = Conversation) => new()
    {
        ConversationId = conversation,
        TurnId = TurnId(turn, conversation),
        Source = source,
        Rating = rating,
        CreatedAt = At(minute),
    };

    public static AnnotationRecord Annotation(int turn, string answer = "better", double minute = 0, string conversation = Conversation) => new()
    {
        ConversationId = conversation,
        Id = Id($"{conversation} annotation {turn}"),
        TurnId = TurnId(turn, conversation),
        ImprovedAnswer = answer,
        CreatedAt = At(minute),
    };

    public static NoteRecord Note(string name = "n", string? text = null, double minute = 0, string conversation = Conversation) => new()
    {
        ConversationId = conversation,
        Id = Id($"{conversation} note {name}"),
        Text = text ?? name,
        CreatedAt = At(minute),
    };

    /// <summary>A score of a turn, or of the conversation.</summary>
    public static ScoreRecord Score(string name = "csat", ScoreValue? value = null, int? turn = null, double minute = 0, string conversation = Conversation)
        => new()
        {
            ConversationId = conversation,
            Id = ScoreRecord.IdOf(turn is { } of ? TurnId(of, conversation) : null, null, null, name, ScoreSource.Model),
            TurnId = turn is { } known ? TurnId(known, conversation) : null,
            Name = name,
            Value = value ?? 4,
            Source = ScoreSource.Model,
            CreatedAt = At(minute),
        };

    public static LabelRecord Label(string label = "vip", int? turn = null, double minute = 0, string conversation = Conversation) => new()
    {
        ConversationId = conversation,
        TurnId = turn is { } of ? TurnId(of, conversation) : null,
        Label = label,
        CreatedAt = At(minute),
    };

    public static ReadMarkRecord ReadMark(string by = "ana", double minute = 0, string conversation = Conversation)
        => new() { ConversationId = conversation, ReadBy = by, ReadAt = At(minute) };

    public static AssignmentRecord Assignment(string? to = "ada", double minute = 0, string conversation = Conversation)
        => new() { ConversationId = conversation, AssignedTo = to, AssignedBy = "ben", AssignedAt = At(minute) };

    public static DeadLetterRecord DeadLetter(string name = "d", double minute = 0, string conversation = Conversation) => new()
    {
        ConversationId = conversation,
        Id = Id($"{conversation} dead letter {name}"),
        Kind = "entry",
        Reason = name,
        RefusedAt = At(minute),
    };

    public static LegalHold Hold(string conversation = Conversation, double minute = 0)
        => new() { ConversationId = conversation, PlacedBy = "counsel", PlacedAt = At(minute), Reason = "case 7" };

    public static AccessRecord Access(string reader = "ana", string? conversation = Conversation, double minute = 0)
        => new() { At = At(minute), Reader = reader, Kind = conversation is null ? AccessKind.Lookup : AccessKind.Conversation, ConversationId = conversation };
}
