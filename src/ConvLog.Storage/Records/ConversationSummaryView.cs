namespace ConvLog.Records;

/// <summary>The summary of a conversation for lists, as one reader may see it. Counts exclude data that this reader may not see.</summary>
public sealed record ConversationSummaryView
{
    internal ConversationSummaryView()
    {
    }

    /// <summary>The conversation's id.</summary>
    public string ConversationId { get; internal init; } = "";

    /// <summary>The agent.</summary>
    public string AgentId { get; internal init; } = "";

    /// <summary>The account the agent belongs to.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>The project the agent belongs to.</summary>
    public string? ProjectId { get; internal init; }

    /// <summary>The environment of the agent.</summary>
    public ConversationEnvironment Environment { get; internal init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; internal init; }

    /// <summary>Whether the end user called the agent or the agent called the end user; null if unknown.</summary>
    public ConversationDirection? Direction { get; internal init; }

    /// <summary>
    /// The end user's ID, or a pseudonym that is the same in all of this user's conversations; null if unknown. If there are several users, the latest; see
    /// <see cref="Users"/>.
    /// </summary>
    public VisibleText? User { get; internal init; }

    /// <summary>
    /// The user's pseudonym, shown to readers who may not see the ID: the same in all of this user's conversations; null if the user is unknown.
    /// </summary>
    public string? UserPseudonym { get; internal init; }

    /// <summary>All end users that its openings name, each once, in the order of their first openings; empty if none is known.</summary>
    public IReadOnlyList<ConversationUserView> Users { get; internal init; } = [];

    /// <summary>The number that called; null if there is none.</summary>
    public VisibleText? FromNumber { get; internal init; }

    /// <summary>The number that was called; null if there is none.</summary>
    public VisibleText? ToNumber { get; internal init; }

    /// <summary>The variant of the agent.</summary>
    public string? VariantId { get; internal init; }

    /// <summary>The language, as a BCP 47 tag.</summary>
    public string? Language { get; internal init; }

    /// <summary>The handoff of the conversation; null if it was not handed off.</summary>
    public Handoff? Handoff { get; internal init; }

    /// <summary>How much of it is recorded: the strictest level of its openings.</summary>
    public Recording Recording { get; internal init; }

    /// <summary>The first words of the conversation; empty if there are none.</summary>
    public VisibleText Title { get; internal init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>The time of the last activity that this reader may see, in UTC.</summary>
    public DateTimeOffset LastActivityAt { get; internal init; }

    /// <summary>
    /// When it ended, in UTC: as the host reported, otherwise when the host closed it, or after the idle timeout. Null while it is in progress.
    /// </summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>Why it ended; null if the host did not say (<see cref="Conversation.End"/>).</summary>
    public EndReason? EndReason { get; internal init; }

    /// <summary>Whether it is in progress.</summary>
    public bool InProgress => EndedAt is null;

    /// <summary>The time from its start to its end, or to its last activity while it is in progress.</summary>
    public TimeSpan Duration => (EndedAt ?? LastActivityAt) - StartedAt;

    /// <summary>The number of turns.</summary>
    public int TurnCount { get; internal init; }

    /// <summary>The number of model calls.</summary>
    public int ModelCallCount { get; internal init; }

    /// <summary>The outcomes of its function events, in order; null for a running one.</summary>
    public IReadOnlyList<FunctionOutcome?> FunctionOutcomes { get; internal init; } = [];

    /// <summary>The number of problems by kind.</summary>
    public ProblemCounts Problems { get; internal init; } = ProblemCounts.None;

    /// <summary>The number of turns in which the user interrupted the answer.</summary>
    public int InterruptedTurnCount { get; internal init; }

    /// <summary>The number of turns that the model refused to answer: see <see cref="TurnView.FinishReason"/>. A refusal is not a problem.</summary>
    public int RefusedTurnCount { get; internal init; }

    /// <summary>The number of error entries.</summary>
    public int ErrorCount { get; internal init; }

    /// <summary>The number of warning entries.</summary>
    public int WarningCount { get; internal init; }

    /// <summary>The number of entries of any level.</summary>
    public int EntryCount { get; internal init; }

    /// <summary>The number of tokens of all turns, input and output together.</summary>
    public long TotalTokens { get; internal init; }

    /// <summary>
    /// The cost of all turns, in the currency in which they cost most: amounts in different currencies are not added. Null if no turn has a cost.
    /// </summary>
    public decimal? Cost { get; internal init; }

    /// <summary>The number of thumbs up by the end user.</summary>
    public int UserLikes { get; internal init; }

    /// <summary>The number of thumbs down by the end user.</summary>
    public int UserDislikes { get; internal init; }

    /// <summary>The number of thumbs up by the team.</summary>
    public int TeamLikes { get; internal init; }

    /// <summary>The number of thumbs down by the team.</summary>
    public int TeamDislikes { get; internal init; }

    /// <summary>
    /// In a list, the labels of the conversation and its turns, each once, ordered by their bytes in UTF-8. Otherwise empty: a conversation that is read as a
    /// whole has them in its own properties and in its turns.
    /// </summary>
    public IReadOnlyList<string> Labels { get; internal init; } = [];

    /// <summary>
    /// In a list, the reasons of ratings, each once, ordered by their bytes in UTF-8. Otherwise empty: a conversation that is read as a whole has them in the
    /// feedback of its turns.
    /// </summary>
    public IReadOnlyList<string> RatingReasons { get; internal init; } = [];

    /// <summary>
    /// In a list, the scores of the conversation, its turns and calls by name and type. Otherwise empty: a conversation that is read as a whole has them in its
    /// own properties, turns and calls.
    /// </summary>
    public IReadOnlyList<ListedScore> Scores { get; internal init; } = [];

    /// <summary>The longest time from a user's input to the agent's answer; null if there is none.</summary>
    public TimeSpan? SlowestLatency { get; internal init; }

    /// <summary>Whether the team wrote an improved answer.</summary>
    public bool IsAnnotated { get; internal init; }

    /// <summary>The member of the team who first marked it as read; null if it is unread.</summary>
    public string? ReadBy { get; internal init; }

    /// <summary>When it was marked as read, in UTC.</summary>
    public DateTimeOffset? ReadAt { get; internal init; }

    /// <summary>
    /// The colleague to whom it is assigned; null if it is not assigned. Only in lists and in conversations that are read as a whole; otherwise null.
    /// </summary>
    public string? AssignedTo { get; internal init; }

    /// <summary>Whether it is assigned to the reader, under any name the reader had at the time.</summary>
    public bool IsAssignedToReader { get; internal init; }

    /// <summary>The person who assigned it; null if it is not assigned or this is unknown.</summary>
    public string? AssignedBy { get; internal init; }

    /// <summary>When it was assigned, in UTC; null if it is not.</summary>
    public DateTimeOffset? AssignedAt { get; internal init; }

    /// <summary>
    /// When its personal data expired, in UTC; null if it has not. It is set even if there was no personal data, and every reader sees it. Personal data
    /// written later expires separately.
    /// </summary>
    public DateTimeOffset? PiiPurgedAt { get; internal init; }

    /// <summary>
    /// Whether it will be erased when its legal hold is released: until then no reader sees its personal data, and it accepts no new data. Always false for
    /// readers without the permission.
    /// </summary>
    public bool IsErasurePending { get; internal init; }

    /// <summary>Whether it is not marked as read.</summary>
    public bool IsUnread => ReadBy is null;
}
