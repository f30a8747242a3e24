using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.Storage;

/// <summary>Which conversations to list, and how. A filter that is null matches every conversation; all filters that are set must match.</summary>
/// <remarks>
/// Filters consider only what the reader may see: an error in a personal entry does not count for a reader without the permission. The text and the JSON of a
/// query omit the user's ID and the number.
/// </remarks>
public sealed partial record ConversationQuery
{
    /// <summary>The conversations that may be read; default all. <see cref="ConversationReader"/> sets the scope of its reader.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The account.</summary>
    public string? AccountId { get; init; }

    /// <summary>The project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>The environment of the agent. Null excludes debug conversations; only <see cref="ConversationEnvironment.Debug"/> lists them.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The variant of the agent, exactly.</summary>
    public string? VariantId { get; init; }

    /// <summary>The language tag as the host gave it, compared exactly: "en" does not match "en-GB".</summary>
    public string? Language { get; init; }

    /// <summary>Whether the end user called the agent or the agent called the end user.</summary>
    public ConversationDirection? Direction { get; init; }

    /// <summary>Whether the conversation was handed off.</summary>
    public bool? HasHandoff { get; init; }

    /// <summary>The reason of the handoff, exactly.</summary>
    public string? HandoffReason { get; init; }

    /// <summary>Conversations that were in progress at or after this time: their last activity is not before it.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Conversations that began at or after this time.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Conversations that were in progress before this time: they began before it.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>
    /// Conversations with a turn that began at or after this time. If <see cref="TurnTo"/>, <see cref="TurnOutcome"/>, <see cref="CancelReason"/>,
    /// <see cref="Model"/>, <see cref="Provider"/>, <see cref="MinLatency"/> or <see cref="MaxLatency"/> are set as well, one turn must match all of them.
    /// Implies a <see cref="From"/> of at least this time.
    /// </summary>
    public DateTimeOffset? TurnFrom { get; init; }

    /// <summary>
    /// Conversations with a turn that began before this time; see <see cref="TurnFrom"/> for the filters that apply to the same turn. Implies a
    /// <see cref="To"/> of at most this time.
    /// </summary>
    public DateTimeOffset? TurnTo { get; init; }

    /// <summary>
    /// Conversations with a turn of this outcome; see <see cref="TurnFrom"/> for the filters that apply to the same turn. A turn without an end in a
    /// conversation that has ended, see <see cref="IdleSince"/>, is abandoned.
    /// </summary>
    public TurnOutcome? TurnOutcome { get; init; }

    /// <summary>Conversations with a turn that was canceled for this reason; <see cref="TurnFrom"/> lists the filters for the same turn.</summary>
    public CancelReason? CancelReason { get; init; }

    /// <summary>
    /// Conversations in which a model call, or the usage of a turn, names exactly this model; see <see cref="TurnFrom"/> for the filters that apply to the same
    /// turn. If <see cref="Provider"/> is set as well, one model call must match both.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>
    /// Conversations with a model call to exactly this provider; see <see cref="TurnFrom"/> for the filters that apply to the same turn, and
    /// <see cref="Model"/> for the same call.
    /// </summary>
    public string? Provider { get; init; }

    /// <summary>
    /// The end user's ID, exactly. For readers with the permission only: for others it matches nothing. An empty ID matches nothing for any reader.
    /// </summary>
    [JsonConverter(typeof(VisibleJsonConverter<string>))]
    public string? UserId { get; init; }

    /// <summary>The end user's pseudonym, exactly.</summary>
    public string? UserPseudonym { get; init; }

    /// <summary>
    /// The number that called or was called. Phone numbers match in any notation: separators are ignored, and 00 is equivalent to +. Other values, such as a
    /// SIP URI, are compared exactly. For readers with the permission only: for others it matches nothing. An empty number matches nothing for any reader.
    /// </summary>
    [JsonConverter(typeof(VisibleJsonConverter<string>))]
    public string? Number { get; init; }

    /// <summary>Whether the conversation has an error entry.</summary>
    public bool? HasError { get; init; }

    /// <summary>Whether the conversation has a warning entry.</summary>
    public bool? HasWarning { get; init; }

    /// <summary>Whether a function failed.</summary>
    public bool? HasFailedFunction { get; init; }

    /// <summary>
    /// Whether the conversation has a problem: a failed turn, a failed or abandoned function or model call, an API response without a status or with an
    /// unexpected status of 400 or more, an error entry, or lost entries of a function call.
    /// </summary>
    public bool? HasProblem { get; init; }

    /// <summary>Problems of one of these kinds, see <see cref="HasProblem"/>; <see cref="ProblemKinds.None"/> matches nothing.</summary>
    public ProblemKinds? Problems { get; init; }

    /// <summary>
    /// Conversations without activity after this time count as ended, and function calls that still run in them as abandoned. If null, only closed
    /// conversations count as ended. <see cref="ConversationReader"/> sets it from the host's idle timeout.
    /// </summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>Turns that have waited since this time count as abandoned; null, the default, for none. <see cref="ConversationReader"/> sets it.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Whether the user interrupted an answer.</summary>
    public bool? HasInterruption { get; init; }

    /// <summary>
    /// Conversations with a call of a function whose name starts with this text, by ordinal comparison that ignores case: "book" matches "Book_Table". If
    /// <see cref="Level"/> or <see cref="Field"/> are set as well, such a call must have the entry.
    /// </summary>
    public string? FunctionName { get; init; }

    /// <summary>
    /// Conversations with a call of the function of exactly this name, by ordinal comparison. One call must match this and the other filters of a call, see
    /// <see cref="Outcome"/>.
    /// </summary>
    public string? ExactFunctionName { get; init; }

    /// <summary>
    /// Conversations with a function call that began at or after this time. One call must match this and the other filters of a call, see
    /// <see cref="Outcome"/>. Implies a <see cref="From"/> of at least this time.
    /// </summary>
    public DateTimeOffset? CallFrom { get; init; }

    /// <summary>
    /// Conversations with a function call that began before this time. One call must match this and the other filters of a call, see <see cref="Outcome"/>.
    /// Implies a <see cref="To"/> of at most this time.
    /// </summary>
    public DateTimeOffset? CallTo { get; init; }

    /// <summary>The conversation that has the function call of exactly this ID.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>
    /// Conversations with a function call of this outcome. Calls that still run in a conversation that has ended, see <see cref="IdleSince"/>, are abandoned.
    /// If <see cref="FunctionName"/>, <see cref="ExactFunctionName"/>, <see cref="CallFrom"/>, <see cref="CallTo"/>, <see cref="MinFunctionDuration"/>,
    /// <see cref="ErrorType"/>, <see cref="ResponseStatus"/>, <see cref="Level"/> or <see cref="Field"/> are set as well, one call must match all of them.
    /// </summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>
    /// The minimum duration of a function call that has ended. One call must match this and the other filters of a call, see <see cref="Outcome"/>.
    /// </summary>
    public TimeSpan? MinFunctionDuration { get; init; }

    /// <summary>
    /// Conversations with a function call that failed with this type of exception: the full name, or the name without the namespace, exactly. One call must
    /// match this and the other filters of a call, see <see cref="Outcome"/>.
    /// </summary>
    public string? ErrorType { get; init; }

    /// <summary>
    /// Conversations with an API response of this HTTP status; 0 for API calls without a response. With other filters of a call, the response must belong to
    /// that call, see <see cref="Outcome"/>. Personal API responses never match.
    /// </summary>
    public int? ResponseStatus { get; init; }

    /// <summary>
    /// Conversations with an entry of this level; with <see cref="Field"/>, the same entry must have the field. With <see cref="FunctionName"/>, the entry must
    /// belong to a call of that function.
    /// </summary>
    public EntryLevel? Level { get; init; }

    /// <summary>
    /// Conversations with an utterance or entry that contains this text; see <see cref="SearchQuery.Text"/>. If <see cref="From"/> is null,
    /// <see cref="ConversationReader"/> sets it to seven days ago.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// Whether <see cref="Text"/> searches entries only, not utterances; default false. <see cref="ConversationReader"/> sets it where utterances are personal.
    /// </summary>
    public bool EntriesOnly { get; init; }

    /// <summary>
    /// Conversations with an entry that has this field value. With <see cref="FunctionName"/>, the entry must belong to a call of that function.
    /// </summary>
    public FieldFilter? Field { get; init; }

    /// <summary>
    /// The minimum duration of the conversation, as defined by <see cref="ConversationSort.Duration"/>: until the last activity while it is open.
    /// </summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>The maximum duration of the conversation; see <see cref="MinDuration"/>.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>
    /// The minimum of the conversation's longest <see cref="TurnRecord.ResponseTime"/>. With <see cref="TurnFrom"/>, <see cref="TurnTo"/>, <see cref="Model"/>
    /// or <see cref="Provider"/>, it applies to the response time of a turn that matches them.
    /// </summary>
    public TimeSpan? MinLatency { get; init; }

    /// <summary>
    /// The maximum of the conversation's longest <see cref="TurnRecord.ResponseTime"/>. With <see cref="TurnFrom"/>, <see cref="TurnTo"/>, <see cref="Model"/>
    /// or <see cref="Provider"/>, it applies to the response time of a turn that matches them.
    /// </summary>
    public TimeSpan? MaxLatency { get; init; }

    /// <summary>The minimum number of tokens of all turns together.</summary>
    public long? MinTokens { get; init; }

    /// <summary>The maximum number of tokens of all turns together.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>The minimum number of turns.</summary>
    public long? MinTurns { get; init; }

    /// <summary>The maximum number of turns.</summary>
    public long? MaxTurns { get; init; }

    /// <summary>
    /// The minimum cost of all turns together. Costs in different currencies are not added: the currency with the conversation's largest sum counts. A
    /// conversation without a cost does not match.
    /// </summary>
    public decimal? MinCost { get; init; }

    /// <summary>The maximum cost of all turns together; see <see cref="MinCost"/>.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>Whether a turn is rated.</summary>
    public bool? IsRated { get; init; }

    /// <summary>Conversations with a turn of this rating.</summary>
    public FeedbackRating? Rating { get; init; }

    /// <summary>
    /// The source of the ratings that <see cref="IsRated"/>, <see cref="Rating"/> and <see cref="HasComment"/> consider; null for any source.
    /// </summary>
    public FeedbackSource? RatingSource { get; init; }

    /// <summary>Whether a rating has a comment.</summary>
    public bool? HasComment { get; init; }

    /// <summary>Whether the team wrote an improved answer.</summary>
    public bool? IsAnnotated { get; init; }

    /// <summary>Whether the conversation is unread: no reader has marked it as read.</summary>
    public bool? IsUnread { get; init; }

    /// <summary>The sort order; default <see cref="ConversationSort.Created"/>.</summary>
    public ConversationSort Sort { get; init; }

    /// <summary>Whether to sort in ascending order; default false: the newest, longest or largest first.</summary>
    public bool Ascending { get; init; }

    /// <summary>The maximum number of conversations to return, 1 to 100,000; default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(ConversationQuery), value, 1, 100_000); } = 50;

    /// <summary>
    /// The number of conversations to skip, from 0; default 0. Costs time in proportion to the number: use <see cref="After"/> for later pages.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 0.</exception>
    public int Offset { get; init => field = OptionRange.Check(nameof(ConversationQuery), value, 0, int.MaxValue); }

    /// <summary>The position after which the page starts; overrides <see cref="Offset"/>. For stores: readers pass a cursor.</summary>
    public ListPosition? After { get; init; }

    /// <summary>Whether to count all conversations that match the filter, which costs time in proportion; default false.</summary>
    public bool CountTotal { get; init; }

    /// <summary>
    /// The maximum number of conversations that a store examines one by one to count the total. If the filters require more, <see cref="StoredPage.Total"/> is
    /// null, unless the store can count them another way. From 1; null, the default, for no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? MostCounted { get; init => field = value is null ? null : OptionRange.Check(nameof(ConversationQuery), value.Value, 1, int.MaxValue); }
}
