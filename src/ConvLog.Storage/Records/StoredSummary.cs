using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;

namespace ConvLog.Records;

/// <summary>What a list needs of a conversation, as a store holds it. For the gate, not for a reader.</summary>
[JsonConverter(typeof(VisibleJsonConverter<StoredSummary>))]
public sealed record StoredSummary : IVisible
{
    /// <summary>The conversation, by its latest opening.</summary>
    public required ConversationRecord Conversation { get; init; }

    /// <summary>A random name for the end user, the same in all of this user's conversations; null where no user is known.</summary>
    public string? UserPseudonym { get; init; }

    /// <summary>
    /// All end users whom its openings named, each once, in the order of their first openings. Empty where there is no other than that of
    /// <see cref="Conversation"/>, who is the latest.
    /// </summary>
    public IReadOnlyList<ConversationUser> Users { get; init; } = [];

    /// <summary>The first thing that was said.</summary>
    public MaskedText Title { get; init; }

    /// <summary>When its first opening began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last opening was closed, in UTC; null where one is still open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How many turns it has.</summary>
    public int TurnCount { get; init; }

    /// <summary>How many of its turns failed.</summary>
    public int FailedTurnCount { get; init; }

    /// <summary>In how many turns the user talked over the answer.</summary>
    public int InterruptedTurnCount { get; init; }

    /// <summary>In how many turns the model refused to answer.</summary>
    public int RefusedTurnCount { get; init; }

    /// <summary>The outcomes of its function events, in order.</summary>
    public IReadOnlyList<FunctionOutcome?> FunctionOutcomes { get; init; } = [];

    /// <summary>How many of its function events nothing saw run.</summary>
    internal int UnobservedCallCount { get; init; }

    /// <summary>How many model calls began.</summary>
    public int ModelCallCount { get; init; }

    /// <summary>How many model calls failed, were canceled, or were abandoned by the host.</summary>
    public int FailedModelCallCount { get; init; }

    /// <summary>How many model calls have no end.</summary>
    public int RunningModelCallCount { get; init; }

    /// <summary>Tokens of all turns.</summary>
    public long TotalTokens { get; init; }

    /// <summary>What its turns cost, see <see cref="ConvLog.Storage.ConversationCost"/>; null where no turn has a cost.</summary>
    internal long? Cost { get; init; }

    /// <summary>The longest duration of a function call that has ended; null where there is none.</summary>
    internal TimeSpan? SlowestCall { get; init; }

    /// <summary>Entries and last activity, personal entries left out.</summary>
    public required ActivityCounts Visible { get; init; }

    /// <summary>Entries and last activity, personal entries included.</summary>
    public required ActivityCounts All { get; init; }

    /// <summary>How many ratings there are, by source and rating.</summary>
    public IReadOnlyDictionary<(FeedbackSource Source, FeedbackRating Rating), int> Ratings { get; init; }
        = new Dictionary<(FeedbackSource Source, FeedbackRating Rating), int>();

    /// <summary>Whether some rating has a comment, by source.</summary>
    public IReadOnlySet<FeedbackSource> Commented { get; init; } = new HashSet<FeedbackSource>();

    /// <summary>In a list, the labels of the conversation and its turns, each once, byte by byte in order; elsewhere empty.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>
    /// In a list, the scores of the conversation, its turns and calls, byte by byte in the order of their names, then by type; elsewhere empty.
    /// </summary>
    public IReadOnlyList<ListedScore> Scores { get; init; } = [];

    /// <summary>In a list, to whom the conversation is assigned; null where it is assigned to nobody, and elsewhere.</summary>
    public AssignmentRecord? Assignment { get; init; }

    /// <summary>The longest <see cref="TurnRecord.ResponseTime"/> of a turn; null where none has one.</summary>
    public TimeSpan? SlowestLatency { get; init; }

    /// <summary>Who read the conversation first, and when; null where nobody did.</summary>
    public ReadMarkRecord? ReadMark { get; init; }

    /// <summary>Whether there is an improved answer.</summary>
    public bool IsAnnotated { get; init; }

    /// <summary>When its personal data expired, in UTC; null where it has not. Stands whether or not there was any.</summary>
    public DateTimeOffset? PiiPurgedAt { get; init; }

    /// <summary>
    /// Whether it is to be erased and a legal hold keeps it: it shows no personal data to anyone, and no list finds it by its user or a number.
    /// </summary>
    public bool IsErasurePending { get; init; }

    /// <summary>What went wrong, as a reader sees it.</summary>
    /// <param name="counts">What the reader sees: <see cref="Visible"/> or <see cref="All"/>.</param>
    /// <param name="hasEnded">Whether the conversation has ended: function calls that run then are abandoned.</param>
    internal ProblemCounts Problems(ActivityCounts counts, bool hasEnded) => new()
    {
        Turns = FailedTurnCount,
        Functions = FunctionOutcomes.Count(outcome => outcome.IsProblem() || (outcome is null && hasEnded)),
        ModelCalls = FailedModelCallCount + (hasEnded ? RunningModelCallCount : 0),
        ApiResponses = counts.FailedApiResponses,
        Entries = counts.Errors,
        Losses = counts.Losses,
    };

    /// <summary>Writes what everyone may see of it.</summary>
    internal void WriteProperties(Utf8JsonWriter writer)
    {
        VisibleJson.Text(writer, "conversation_id", Conversation?.ConversationId);
        Conversation?.WriteKnown(writer, UserPseudonym ?? MaskedText.Redacted);
        if (Users.Count > 0)
        {
            writer.WriteStartArray("users");
            foreach (var user in Users)
            {
                writer.WriteStringValue(user.Pseudonym);
            }

            writer.WriteEndArray();
        }

        VisibleJson.Utterance(writer, "title", Title, isPersonal: false); // Masked as a whole by the store where utterances are personal.
        VisibleJson.Time(writer, "started_at", StartedAt);
        VisibleJson.Time(writer, "last_activity_at", Visible?.LastActivityAt);
        VisibleJson.Time(writer, "closed_at", ClosedAt);
        writer.WriteNumber("turn_count", TurnCount);
        writer.WriteNumber("model_call_count", ModelCallCount);
        writer.WriteNumber("entry_count", Visible?.Entries ?? 0);
        writer.WriteNumber("warning_count", Visible?.Warnings ?? 0);
        writer.WriteNumber("error_count", Visible?.Errors ?? 0);
        writer.WriteNumber("total_tokens", TotalTokens);
        VisibleJson.Milliseconds(writer, "slowest_latency_ms", SlowestLatency);
        writer.WriteBoolean("is_annotated", IsAnnotated);
        VisibleJson.Text(writer, "read_by", ReadMark?.ReadBy);
        VisibleJson.Time(writer, "read_at", ReadMark?.ReadAt);
        VisibleJson.Text(writer, "assigned_to", Assignment?.AssignedTo);
        VisibleJson.Time(writer, "assigned_at", Assignment?.AssignedAt);
        VisibleJson.Time(writer, "pii_purged_at", PiiPurgedAt);
    }

    /// <summary>What everyone may see of it.</summary>
    public override string ToString() => VisibleJson.Line(nameof(StoredSummary), this);

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteProperties(writer);
        writer.WriteEndObject();
    }
}
