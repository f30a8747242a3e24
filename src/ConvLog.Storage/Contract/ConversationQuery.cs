using System.Text.Json.Serialization;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.Storage;

/// <summary>Which conversations to list, and how. A filter that is null lets everything through; all that are set must hold.</summary>
/// <remarks>
/// What a filter counts is what the reader may see: an error in a personal entry is none for a reader without the permission. Its text and its JSON leave the
/// user's id and the number out.
/// </remarks>
public sealed partial record ConversationQuery
{
    /// <summary>Whose conversations; default all. <see cref="ConversationReader"/> sets what its reader may read.</summary>
    public ConversationScope Scope { get; init; } = ConversationScope.All;

    /// <summary>The agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>The account.</summary>
    public string? AccountId { get; init; }

    /// <summary>The project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Where the agent runs. Null leaves out debugging; <see cref="ConversationEnvironment.Debug"/> by name lists it.</summary>
    public ConversationEnvironment? Environment { get; init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The variant of the agent, exactly.</summary>
    public string? VariantId { get; init; }

    /// <summary>The language, as the host gave it: "en" does not find "en-GB".</summary>
    public string? Language { get; init; }

    /// <summary>Who called whom.</summary>
    public ConversationDirection? Direction { get; init; }

    /// <summary>Whether it was handed off.</summary>
    public bool? HasHandoff { get; init; }

    /// <summary>The reason of its handoff, exactly.</summary>
    public string? HandoffReason { get; init; }

    /// <summary>In progress at or after this time: the last activity is not before it.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The conversation began at or after this time.</summary>
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>In progress before this time: the conversation began before it.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>
    /// Some turn began at or after this time. With <see cref="TurnTo"/>, <see cref="TurnOutcome"/>, <see cref="CancelReason"/>, <see cref="Model"/>,
    /// <see cref="Provider"/>, <see cref="MinLatency"/> or <see cref="MaxLatency"/>, all of them hold for one turn. <see cref="From"/> is at least this time
    /// then.
    /// </summary>
    public DateTimeOffset? TurnFrom { get; init; }

    /// <summary>
    /// Some turn began before this time; see <see cref="TurnFrom"/> for what holds for the same turn. <see cref="To"/> is at most this time then.
    /// </summary>
    public DateTimeOffset? TurnTo { get; init; }

    /// <summary>
    /// Some turn ended so; see <see cref="TurnFrom"/> for what holds for the same turn. A turn without an end in a conversation that has ended, see
    /// <see cref="IdleSince"/>, is abandoned.
    /// </summary>
    public TurnOutcome? TurnOutcome { get; init; }

    /// <summary>Some turn was canceled for this reason; see <see cref="TurnFrom"/> for what holds for the same turn.</summary>
    public CancelReason? CancelReason { get; init; }

    /// <summary>
    /// Some model call used this model, exactly, or the usage of some turn names it; see <see cref="TurnFrom"/> for what holds for the same turn. With
    /// <see cref="Provider"/>, both hold for one model call.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>
    /// Some model call went to this provider, exactly; see <see cref="TurnFrom"/> for what holds for the same turn, and <see cref="Model"/> for the same call.
    /// </summary>
    public string? Provider { get; init; }

    /// <summary>
    /// The end user's id, exactly. Only for readers with the permission: for others it matches nothing, and an empty one matches nothing for anyone.
    /// </summary>
    [JsonConverter(typeof(VisibleJsonConverter<string>))]
    public string? UserId { get; init; }

    /// <summary>The end user's pseudonym, exactly.</summary>
    public string? UserPseudonym { get; init; }

    /// <summary>
    /// The number that called or was called. A phone number is found however it is written: separators do not count, and 00 is as good as +. Everything else,
    /// such as a SIP URI, is compared exactly. Only for readers with the permission: for others it matches nothing, and an empty one matches nothing for
    /// anyone.
    /// </summary>
    [JsonConverter(typeof(VisibleJsonConverter<string>))]
    public string? Number { get; init; }

    /// <summary>Whether there is an error entry.</summary>
    public bool? HasError { get; init; }

    /// <summary>Whether there is a warning entry.</summary>
    public bool? HasWarning { get; init; }

    /// <summary>Whether a function failed.</summary>
    public bool? HasFailedFunction { get; init; }

    /// <summary>
    /// Whether something went wrong: a failed turn, a failed or abandoned function or model call, an API response without a status or with one from
    /// 400 on that was not expected, an error entry, or a loss of entries of a function call.
    /// </summary>
    public bool? HasProblem { get; init; }

    /// <summary>Problems of one of these kinds, see <see cref="HasProblem"/>; <see cref="ProblemKinds.None"/> matches nothing.</summary>
    public ProblemKinds? Problems { get; init; }

    /// <summary>
    /// Conversations without activity after this time have ended, and function calls that run in them are abandoned; null where only those that were closed
    /// have ended. <see cref="ConversationReader"/> sets it by the host's idle timeout.
    /// </summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>Turns that have waited since then, or for longer, are abandoned; null, the default, for none. The reader sets it.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Whether the user talked over an answer.</summary>
    public bool? HasInterruption { get; init; }

    /// <summary>
    /// A function was called whose name begins so, by ordinal comparison without case: "book" finds "Book_Table". With <see cref="Level"/> or
    /// <see cref="Field"/>, such a call has such an entry.
    /// </summary>
    public string? FunctionName { get; init; }

    /// <summary>
    /// A function of exactly this name was called, by ordinal comparison. Holds for one call with the other filters of a call, see <see cref="Outcome"/>.
    /// </summary>
    public string? ExactFunctionName { get; init; }

    /// <summary>
    /// A function call began at or after this time. Holds for one call with the other filters of a call, see <see cref="Outcome"/>. <see cref="From"/> is at
    /// least this time then.
    /// </summary>
    public DateTimeOffset? CallFrom { get; init; }

    /// <summary>
    /// A function call began before this time. Holds for one call with the other filters of a call, see <see cref="Outcome"/>. <see cref="To"/> is at most this
    /// time then.
    /// </summary>
    public DateTimeOffset? CallTo { get; init; }

    /// <summary>It has the function call of this ID, exactly.</summary>
    public string? FunctionEventId { get; init; }

    /// <summary>
    /// A function call ended so. Calls that run where the conversation has ended, see <see cref="IdleSince"/>, are abandoned. With <see cref="FunctionName"/>,
    /// <see cref="ExactFunctionName"/>, <see cref="CallFrom"/>, <see cref="CallTo"/>, <see cref="MinFunctionDuration"/>, <see cref="ErrorType"/>,
    /// <see cref="ResponseStatus"/>, <see cref="Level"/> or <see cref="Field"/>, all of them hold for one call.
    /// </summary>
    public FunctionOutcome? Outcome { get; init; }

    /// <summary>
    /// A function call that has ended took at least so long. Holds for one call with the other filters of a call, see <see cref="Outcome"/>.
    /// </summary>
    public TimeSpan? MinFunctionDuration { get; init; }

    /// <summary>
    /// A function call failed with this type of exception: its full name, or the name without the namespace, exactly. Holds for one call with the other filters
    /// of a call, see <see cref="Outcome"/>.
    /// </summary>
    public string? ErrorType { get; init; }

    /// <summary>
    /// An API response has this HTTP status; 0 where there was no response. With other filters of a call, it is one of that call, see <see cref="Outcome"/>.
    /// Personal API responses never match.
    /// </summary>
    public int? ResponseStatus { get; init; }

    /// <summary>
    /// There is an entry of this level; with <see cref="Field"/>, one that has the field as well. With <see cref="FunctionName"/>, it was logged in such a
    /// call.
    /// </summary>
    public EntryLevel? Level { get; init; }

    /// <summary>
    /// An utterance or entry holds this text; see <see cref="SearchQuery.Text"/>. <see cref="ConversationReader"/> sets <see cref="From"/> to seven days before
    /// now where it is null.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// Whether <see cref="Text"/> looks at entries only, and not at what was said; default false. <see cref="ConversationReader"/> sets it where utterances are
    /// personal.
    /// </summary>
    public bool EntriesOnly { get; init; }

    /// <summary>Some entry has a field of this value. With <see cref="FunctionName"/>, it was logged in such a call.</summary>
    public FieldFilter? Field { get; init; }

    /// <summary>
    /// The conversation lasted at least this long, as <see cref="ConversationSort.Duration"/> has it: up to the last activity while it is open.
    /// </summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>The conversation lasted at most this long; see <see cref="MinDuration"/>.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>
    /// The longest <see cref="TurnRecord.ResponseTime"/> is at least so long; with <see cref="TurnFrom"/>, <see cref="TurnTo"/>, <see cref="Model"/> or
    /// <see cref="Provider"/>, that of some turn that meets them.
    /// </summary>
    public TimeSpan? MinLatency { get; init; }

    /// <summary>
    /// The longest <see cref="TurnRecord.ResponseTime"/> is at most so long; with <see cref="TurnFrom"/>, <see cref="TurnTo"/>, <see cref="Model"/> or
    /// <see cref="Provider"/>, that of some turn that meets them.
    /// </summary>
    public TimeSpan? MaxLatency { get; init; }

    /// <summary>The turns took at least so many tokens in all.</summary>
    public long? MinTokens { get; init; }

    /// <summary>The turns took at most so many tokens in all.</summary>
    public long? MaxTokens { get; init; }

    /// <summary>It has at least so many turns.</summary>
    public long? MinTurns { get; init; }

    /// <summary>It has at most so many turns.</summary>
    public long? MaxTurns { get; init; }

    /// <summary>
    /// The turns cost at least so much in all. Costs in different currencies are not added: the currency in which a conversation costs most decides. A
    /// conversation without a cost does not match.
    /// </summary>
    public decimal? MinCost { get; init; }

    /// <summary>The turns cost at most so much in all; see <see cref="MinCost"/>.</summary>
    public decimal? MaxCost { get; init; }

    /// <summary>Whether some turn is rated.</summary>
    public bool? IsRated { get; init; }

    /// <summary>Some turn has this rating.</summary>
    public FeedbackRating? Rating { get; init; }

    /// <summary>Whose rating <see cref="IsRated"/>, <see cref="Rating"/> and <see cref="HasComment"/> look at; null for anyone's.</summary>
    public FeedbackSource? RatingSource { get; init; }

    /// <summary>Whether a rating has a comment.</summary>
    public bool? HasComment { get; init; }

    /// <summary>Whether the team wrote an improved answer.</summary>
    public bool? IsAnnotated { get; init; }

    /// <summary>Whether nobody has marked it as read.</summary>
    public bool? IsUnread { get; init; }

    /// <summary>What to sort by; default <see cref="ConversationSort.Created"/>.</summary>
    public ConversationSort Sort { get; init; }

    /// <summary>Whether the smallest comes first; default false: the newest, longest, most first.</summary>
    public bool Ascending { get; init; }

    /// <summary>At most so many, 1 to 100,000; default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside its range.</exception>
    public int Limit { get; init => field = OptionRange.Check(nameof(ConversationQuery), value, 1, 100_000); } = 50;

    /// <summary>Leaves out so many, from 0; default 0. Costs time in proportion: use <see cref="After"/> for later pages.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 0.</exception>
    public int Offset { get; init => field = OptionRange.Check(nameof(ConversationQuery), value, 0, int.MaxValue); }

    /// <summary>The position after which the page starts; wins over <see cref="Offset"/>. For stores: readers pass a cursor.</summary>
    public ListPosition? After { get; init; }

    /// <summary>Whether to count all conversations that match the filter, which costs time in proportion; default false.</summary>
    public bool CountTotal { get; init; }

    /// <summary>
    /// How many conversations a store may look at one by one to count the total. Where the filters need more, <see cref="StoredPage.Total"/> is null, unless
    /// the store counts them anyway. From 1; null, the default, for no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int? MostCounted { get; init => field = value is null ? null : OptionRange.Check(nameof(ConversationQuery), value.Value, 1, int.MaxValue); }
}
