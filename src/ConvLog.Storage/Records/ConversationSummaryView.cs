namespace ConvLog.Records;

/// <summary>What a list shows of a conversation, as one reader may see it. Its counts leave out what this reader may not see.</summary>
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

    /// <summary>Where the agent runs.</summary>
    public ConversationEnvironment Environment { get; internal init; }

    /// <summary>The channel.</summary>
    public string? Channel { get; internal init; }

    /// <summary>Who called whom.</summary>
    public ConversationDirection? Direction { get; internal init; }

    /// <summary>
    /// The end user, or a pseudonym that is the same in all of this user's conversations; null where not known. Of several, the latest; see
    /// <see cref="Users"/>.
    /// </summary>
    public VisibleText? User { get; internal init; }

    /// <summary>
    /// What the user is called who may not be known by the id: the same in all of this user's conversations; null where the user is not known.
    /// </summary>
    public string? UserPseudonym { get; internal init; }

    /// <summary>All end users whom its openings named, each once, in the order of their first openings; empty where none is known.</summary>
    public IReadOnlyList<ConversationUserView> Users { get; internal init; } = [];

    /// <summary>The number that called; null where there was none.</summary>
    public VisibleText? FromNumber { get; internal init; }

    /// <summary>The number that was called; null where there was none.</summary>
    public VisibleText? ToNumber { get; internal init; }

    /// <summary>The variant of the agent.</summary>
    public string? VariantId { get; internal init; }

    /// <summary>The language, as a BCP 47 tag.</summary>
    public string? Language { get; internal init; }

    /// <summary>To whom it was handed off; null where it was not.</summary>
    public Handoff? Handoff { get; internal init; }

    /// <summary>How much of it is recorded: the strictest level of its openings.</summary>
    public Recording Recording { get; internal init; }

    /// <summary>The first words of the conversation; empty where nothing was said.</summary>
    public VisibleText Title { get; internal init; }

    /// <summary>When it began, in UTC.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>When something that this reader may see was written last, in UTC.</summary>
    public DateTimeOffset LastActivityAt { get; internal init; }

    /// <summary>When it ended, in UTC: as its host said, else closed by its host, or silent for too long. Null while it is in progress.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>Why it ended; null where its host did not say (<see cref="Conversation.End"/>).</summary>
    public EndReason? EndReason { get; internal init; }

    /// <summary>Whether it is in progress.</summary>
    public bool InProgress => EndedAt is null;

    /// <summary>From its beginning to its end, or to its last activity so far.</summary>
    public TimeSpan Duration => (EndedAt ?? LastActivityAt) - StartedAt;

    /// <summary>How many turns it has.</summary>
    public int TurnCount { get; internal init; }

    /// <summary>How many requests to language models it has.</summary>
    public int ModelCallCount { get; internal init; }

    /// <summary>The outcomes of its function events, in order; null for one that runs.</summary>
    public IReadOnlyList<FunctionOutcome?> FunctionOutcomes { get; internal init; } = [];

    /// <summary>What went wrong, by kind.</summary>
    public ProblemCounts Problems { get; internal init; } = ProblemCounts.None;

    /// <summary>In how many turns the user talked over the answer.</summary>
    public int InterruptedTurnCount { get; internal init; }

    /// <summary>In how many turns the model refused to answer: see <see cref="TurnView.FinishReason"/>. A refusal is no problem.</summary>
    public int RefusedTurnCount { get; internal init; }

    /// <summary>How many error entries.</summary>
    public int ErrorCount { get; internal init; }

    /// <summary>How many warning entries.</summary>
    public int WarningCount { get; internal init; }

    /// <summary>How many entries of any level.</summary>
    public int EntryCount { get; internal init; }

    /// <summary>Tokens of all turns, prompts and answers together.</summary>
    public long TotalTokens { get; internal init; }

    /// <summary>Thumbs up by the end user.</summary>
    public int UserLikes { get; internal init; }

    /// <summary>Thumbs down by the end user.</summary>
    public int UserDislikes { get; internal init; }

    /// <summary>Thumbs up by the team.</summary>
    public int TeamLikes { get; internal init; }

    /// <summary>Thumbs down by the team.</summary>
    public int TeamDislikes { get; internal init; }

    /// <summary>
    /// In a list, the labels of the conversation and its turns, each once, byte by byte in order. Elsewhere empty: a conversation that is read whole has them
    /// itself, and in its turns.
    /// </summary>
    public IReadOnlyList<string> Labels { get; internal init; } = [];

    /// <summary>
    /// In a list, the scores of the conversation, its turns and calls by name and type. Elsewhere empty: a conversation that is read whole has them itself, and
    /// in its turns and calls.
    /// </summary>
    public IReadOnlyList<ListedScore> Scores { get; internal init; } = [];

    /// <summary>The longest time from a user's input to the agent's answer; null where there was none.</summary>
    public TimeSpan? SlowestLatency { get; internal init; }

    /// <summary>Whether the team wrote an improved answer.</summary>
    public bool IsAnnotated { get; internal init; }

    /// <summary>Who of the team read it first; null where nobody has marked it as read.</summary>
    public string? ReadBy { get; internal init; }

    /// <summary>When that was, in UTC.</summary>
    public DateTimeOffset? ReadAt { get; internal init; }

    /// <summary>
    /// To whom of the team it is assigned; null where it is assigned to nobody. In lists and conversations that are read whole; elsewhere null.
    /// </summary>
    public string? AssignedTo { get; internal init; }

    /// <summary>Whether that is the reader, whatever their name was then.</summary>
    public bool IsAssignedToReader { get; internal init; }

    /// <summary>Who assigned it; null where it is not assigned or this is unknown.</summary>
    public string? AssignedBy { get; internal init; }

    /// <summary>When it was assigned, in UTC; null where it is not.</summary>
    public DateTimeOffset? AssignedAt { get; internal init; }

    /// <summary>
    /// When its personal data expired, in UTC; null where it has not. It is set whether or not there was any, and every reader sees it. Personal data written
    /// since expires in its turn.
    /// </summary>
    public DateTimeOffset? PiiPurgedAt { get; internal init; }

    /// <summary>
    /// Whether it will be erased when its legal hold is released: until then nobody sees its personal data, and it accepts no new data. Always false for
    /// readers without the permission.
    /// </summary>
    public bool IsErasurePending { get; internal init; }

    /// <summary>Whether nobody has marked it as read.</summary>
    public bool IsUnread => ReadBy is null;
}
