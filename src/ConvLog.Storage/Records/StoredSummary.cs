using System.Text.Json;
using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Serialization;
using ConvLog.Storage.Records;

namespace ConvLog.Records;

/// <summary>The summary of a conversation for lists, as a store returns it. For the privacy gate, not for a reader.</summary>
[JsonConverter(typeof(VisibleJsonConverter<StoredSummary>))]
public sealed record StoredSummary : IVisible
{
    /// <summary>The conversation's known properties, merged from its openings.</summary>
    public required ConversationRecord Conversation { get; init; }

    /// <summary>A random name for the end user, the same in all of this user's conversations; null if no user is known.</summary>
    public string? UserPseudonym { get; init; }

    /// <summary>
    /// All end users that its openings name, each once, in the order of their first openings. Empty if the user of <see cref="Conversation"/>, who is the
    /// latest, is the only one.
    /// </summary>
    public IReadOnlyList<ConversationUser> Users { get; init; } = [];

    /// <summary>The first utterance.</summary>
    public MaskedText Title { get; init; }

    /// <summary>When its first opening began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, in UTC: as the host reported, otherwise when its last opening was closed, null while one is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The number of turns.</summary>
    public int TurnCount { get; init; }

    /// <summary>The number of turns that failed.</summary>
    public int FailedTurnCount { get; init; }

    /// <summary>The number of turns in which the user interrupted the answer.</summary>
    public int InterruptedTurnCount { get; init; }

    /// <summary>The number of turns that the model refused to answer.</summary>
    public int RefusedTurnCount { get; init; }

    /// <summary>The outcomes of its function events, in order; null for one without an end.</summary>
    public IReadOnlyList<FunctionOutcome?> FunctionOutcomes { get; init; } = [];

    /// <summary>The number of its function events whose execution was not observed.</summary>
    internal int UnobservedCallCount { get; init; }

    /// <summary>The number of model calls that began.</summary>
    public int ModelCallCount { get; init; }

    /// <summary>The number of model calls that failed or that the host abandoned.</summary>
    public int FailedModelCallCount { get; init; }

    /// <summary>The number of model calls without an end.</summary>
    public int RunningModelCallCount { get; init; }

    /// <summary>The number of tokens of all turns.</summary>
    public long TotalTokens { get; init; }

    /// <summary>The cost of its turns, see <see cref="ConvLog.Storage.Records.ConversationCost"/>; null if no turn has a cost.</summary>
    internal long? Cost { get; init; }

    /// <summary>The longest duration of a function call that has ended; null if there is none.</summary>
    internal TimeSpan? SlowestCall { get; init; }

    /// <summary>Entries and last activity, without personal entries.</summary>
    public required ActivityCounts Visible { get; init; }

    /// <summary>Entries and last activity, with personal entries.</summary>
    public required ActivityCounts All { get; init; }

    /// <summary>The number of ratings, by source and rating.</summary>
    public IReadOnlyDictionary<(FeedbackSource Source, FeedbackRating Rating), int> Ratings { get; init; }
        = new Dictionary<(FeedbackSource Source, FeedbackRating Rating), int>();

    /// <summary>The sources with a rating that has a comment.</summary>
    public IReadOnlySet<FeedbackSource> Commented { get; init; } = new HashSet<FeedbackSource>();

    /// <summary>In a list, the labels of the conversation and its turns, each once, ordered by their bytes in UTF-8; otherwise empty.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>In a list, the reasons of ratings, each once, ordered by their bytes in UTF-8; otherwise empty.</summary>
    public IReadOnlyList<string> RatingReasons { get; init; } = [];

    /// <summary>
    /// In a list, the scores of the conversation, its turns and calls, ordered by the bytes of their names in UTF-8, then by type; otherwise empty.
    /// </summary>
    public IReadOnlyList<ListedScore> Scores { get; init; } = [];

    /// <summary>In a list, the assignment of the conversation; null if it is not assigned, and otherwise.</summary>
    public AssignmentRecord? Assignment { get; init; }

    /// <summary>The longest <see cref="TurnRecord.ResponseTime"/> of a turn; null if no turn has one.</summary>
    public TimeSpan? SlowestLatency { get; init; }

    /// <summary>The first mark as read; null if the conversation is unread.</summary>
    public ReadMarkRecord? ReadMark { get; init; }

    /// <summary>Whether there is an improved answer.</summary>
    public bool IsAnnotated { get; init; }

    /// <summary>When its personal data expired, in UTC; null if it has not. Set even if there was no personal data.</summary>
    public DateTimeOffset? PiiPurgedAt { get; init; }

    /// <summary>
    /// Whether its erasure is pending because of a legal hold: it shows no personal data to any reader, and no list finds it by its user or a number.
    /// </summary>
    public bool IsErasurePending { get; init; }

    /// <summary>The number of problems that a reader sees.</summary>
    /// <param name="counts">The counts for the reader: <see cref="Visible"/> or <see cref="All"/>.</param>
    /// <param name="hasEnded">Whether the conversation has ended, so that function calls without an end are abandoned.</param>
    internal ProblemCounts Problems(ActivityCounts counts, bool hasEnded) => new()
    {
        Turns = FailedTurnCount,
        Functions = FunctionOutcomes.Count(outcome => outcome.IsProblem() || (outcome is null && hasEnded)),
        ModelCalls = FailedModelCallCount + (hasEnded ? RunningModelCallCount : 0),
        ApiResponses = counts.FailedApiResponses,
        Entries = counts.Errors,
        Losses = counts.Losses,
    };

    /// <summary>Writes the properties that are visible to all readers.</summary>
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

    /// <summary>The properties that are visible to all readers.</summary>
    public override string ToString() => VisibleJson.Line(nameof(StoredSummary), this);

    void IVisible.WriteVisible(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteProperties(writer);
        writer.WriteEndObject();
    }
}
