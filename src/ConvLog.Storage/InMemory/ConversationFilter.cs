using ConvLog.Records;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Contract.Users;
using ConvLog.Storage.Text;

namespace ConvLog.Storage.InMemory;

/// <summary>The reference implementation of <see cref="ConversationQuery"/>, against which the filters of every store are tested.</summary>
internal sealed class ConversationFilter(ConversationQuery query, bool withPii)
{
    private readonly SearchTerms? _text = query.Text is null ? null : SearchTerms.Parse(query.Text);

    // The filters that compare a column, if set.
    private readonly List<(QueryFilter Filter, object Wanted)> _columns = ColumnsOf(query.WithImpliedTimes());

    // Each matches the conversations to exclude.
    private readonly List<ConversationFilter> _excluded = [.. query.Excluded.Select(excluded => new ConversationFilter(excluded.Alone, withPii))];

    public ListOrder Order { get; } = new(query.Ascending);

    public ListPosition PositionOf(StoredSummary summary)
        => new((long)ListColumn.Of(query.Sort).ValueOf(summary, Counts(summary))!, summary.Conversation.ConversationId);

    /// <summary>The problems of a conversation, as a reader with or without the permission sees them.</summary>
    public static ProblemKinds ProblemsOf(StoredSummary summary, bool withPii, DateTimeOffset? idleSince)
    {
        var counts = withPii ? summary.All : summary.Visible;
        return summary.Problems(counts, HasEnded(summary, withPii, idleSince)).Kinds;
    }

    /// <summary>Whether a conversation has ended, as one kind of reader sees it.</summary>
    public static bool HasEnded(StoredSummary summary, bool withPii, DateTimeOffset? idleSince)
        => summary.ClosedAt is not null || (withPii ? summary.All : summary.Visible).LastActivityAt <= idleSince;

    public bool Matches(InMemoryReading reading)
        => IsListed(reading.Conversation.Summary.Conversation) && IsFound(reading) && !_excluded.Exists(filter => filter.IsFound(reading));

    private bool IsFound(InMemoryReading reading)
    {
        var conversation = reading.Conversation;
        var summary = conversation.Summary;
        var counts = Counts(summary);
        return _columns.TrueForAll(column => column.Filter.Matches(column.Wanted, summary, counts))
            && MatchesPerson(reading)
            && HasProblem(summary)
            && HasTurn(conversation)
            && Logged(conversation, counts)
            && Team(summary)
            && ConversationScores.Match(conversation, query)
            && MatchesText(conversation);
    }

    private ActivityCounts Counts(StoredSummary summary) => withPii ? summary.All : summary.Visible;

    private bool IsListed(ConversationRecord known)
        => query.Scope.Includes(known.AgentId, known.AccountId) && (query.Environment is not null || known.Environment != ConversationEnvironment.Debug);

    private bool MatchesPerson(InMemoryReading reading)
        => (query.UserPseudonym is null || reading.Named.Any(user => Is(query.UserPseudonym, user.Pseudonym)))
        && (query.UserId is null || (withPii && reading.Users.Contains(query.UserId, StringComparer.Ordinal)))
        && (query.Number is null || (withPii && reading.Numbers.Contains(PhoneNumber.Normalized(query.Number), StringComparer.Ordinal)))
        && query.Attributes.All(attribute => withPii && reading.Attributes.Contains(attribute));

    private bool HasProblem(StoredSummary summary)
    {
        if (query is { HasProblem: null, Problems: null })
        {
            return true;
        }

        var kinds = ProblemsOf(summary, withPii, query.IdleSince);
        return IsMatch(query.HasProblem, kinds != ProblemKinds.None) && (query.Problems is not { } wanted || (kinds & wanted) != ProblemKinds.None);
    }

    private static List<(QueryFilter Filter, object Wanted)> ColumnsOf(ConversationQuery query)
        => [.. from filter in QueryFilters.All where filter.ComparesColumn(query) select (filter, filter.Value(query)!)];

    private bool HasTurn(StoredConversation conversation)
    {
        bool hasEnded = HasEnded(conversation.Summary, withPii, query.IdleSince);
        if (!query.HasModelFilter)
        {
            return !query.HasTurnFilter || conversation.Turns.Any(turn => IsTurn(turn, hasEnded));
        }

        var calls = ModelCallRecord.CallsOf(conversation.Logged).Where(call => query.IsModelCall(call.Model, call.Provider)).ToList();
        return (calls.Count > 0 && !query.HasTurnTimeFilter)
            || conversation.Turns.Any(turn => IsTurn(turn, hasEnded)
                && (calls.Exists(call => string.Equals(call.TurnId, turn.Id, StringComparison.Ordinal))
                    || (turn.Usage is { } usage && query.IsModelCall(usage.Model, provider: null))));
    }

    private bool IsTurn(TurnRecord turn, bool hasEnded)
        => query.IsTurn(turn.StartedAt, turn.ResponseTime, turn.OutcomeIn(hasEnded, query.WaitingSince), turn.CancelReason);

    private bool Logged(StoredConversation conversation, ActivityCounts counts)
        => (query.FunctionEventId is null || conversation.FunctionEvents.Any(call => Is(query.FunctionEventId, call.Id)))
        && (!query.HasResponseFilter || HasResponse(conversation))
        && (!query.HasCallFilter || CallsOf(conversation).Any())
        && (!query.HasApprovalFilter || HasApproval(conversation))
        && query.Level switch
        {
            null => true,
            EntryLevel.Error => counts.Errors > 0,
            EntryLevel.Warning => counts.Warnings > 0,
            _ => counts.Entries > counts.Warnings + counts.Errors,
        }
        && ((query.Field is null && !query.HasCallEntryFilter) || HasEntry(conversation));

    private bool HasApproval(StoredConversation conversation)
    {
        bool hasEnded = HasEnded(conversation.Summary, withPii, query.IdleSince);
        return conversation.FunctionEvents.Any(call => call.Approval is { } approval && query.IsApproval(approval))
            || conversation.Turns.Any(turn => query.IsApproval(turn, hasEnded));
    }

    // One entry must match all filters for entries and for the call in which it was logged.
    private bool HasEntry(StoredConversation conversation)
    {
        var calls = CallsOf(conversation).Select(static call => call.Id).ToHashSet(StringComparer.Ordinal);
        return conversation.Logged.OfType<EntryRecord>().Any(entry => (withPii || !entry.IsPii)
            && (query.Level is not { } level || entry.Level == level)
            && (query.Field is not { } field || (!entry.IsPii && field.IsIn(entry.Fields)))
            && (!query.HasCallFilter || (entry.FunctionEventId is { } call && calls.Contains(call))));
    }

    private IEnumerable<FunctionEventRecord> CallsOf(StoredConversation conversation)
    {
        bool hasEnded = HasEnded(conversation.Summary, withPii, query.IdleSince);
        return conversation.FunctionEvents.Where(call => query.IsCall(call, hasEnded)
            && (!query.HasResponseFilter || HasResponse(conversation, call.Id)));
    }

    // In any call, or in the given one.
    private bool HasResponse(StoredConversation conversation, string? call = null)
        => conversation.Logged.OfType<ApiResponseRecord>().Any(response => !response.IsPii && query.IsResponse(response.StatusCode)
            && Is(call, response.FunctionEventId));

    private bool Team(StoredSummary summary)
        => (query.Rating is not { } rating || summary.Ratings.Keys.Any(key => key.Rating == rating && BySource(key.Source)))
        && IsMatch(query.IsRated, summary.Ratings.Keys.Any(key => BySource(key.Source)))
        && IsMatch(query.HasComment, summary.Commented.Any(BySource));

    private bool BySource(FeedbackSource source) => query.RatingSource is not { } asked || source == asked;

    private bool MatchesText(StoredConversation conversation)
        => _text is null || (query.EntriesOnly ? SearchDocument.OfEntries(conversation) : SearchDocument.All(conversation)).Any(_text.AreAllIn);

    private static bool IsMatch(bool? wanted, bool found) => wanted is null || wanted == found;

    private static bool Is(string? wanted, string? found) => wanted is null || string.Equals(wanted, found, StringComparison.Ordinal);
}
