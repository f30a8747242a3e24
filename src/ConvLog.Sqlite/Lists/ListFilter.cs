using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Contract;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// The condition that a row of "conversation" (c) must meet. It contains every filter, and a filter whose parameter is null matches everything, so the number
/// of SQL texts does not grow with the combinations of filters. Filters are grouped, and a group without a set filter costs one comparison for each row. The
/// condition does not determine the index to read (<see cref="ListSource"/>). Texts and fields are searched before.
/// </summary>
/// <param name="query">The query.</param>
/// <param name="withPii">Whether personal entries count.</param>
/// <param name="person">The requested user, number and attributes.</param>
/// <param name="scope">The numbers of the dims that limit it, see <see cref="ScopeDims"/>; null for all.</param>
/// <param name="functions">The requested functions, see <see cref="CalledFunctions"/>; null if none are requested.</param>
/// <param name="excluded">The filters that must not match, each with the functions that it requests.</param>
internal sealed class ListFilter(
    ConversationQuery query, bool withPii, UserFilter person, string? scope, string? functions,
    IReadOnlyList<(QueryFilter Filter, ConversationQuery Alone, string? Functions)> excluded)
{
    /// <summary>The parameters that belong to no filter. Every statement has the last one, so that all before it can be bound.</summary>
    public const int Listed = 1, Numbers = 2, Moment = 3, Value = 4, Id = 5, Far = 6, Scope = 7, InCall = 8, WaitingSince = 197, IdleSince = 198, Limit = 199;

    // Whether filters apply to a turn, to a call, and whether filters of a group are set: 1 or null.
    private const int OfTurn = 9, OfCall = 10, FirstGroup = 11, FirstFilter = 20, FirstExcluded = 100;

    private const int GroupSize = 8;

    private const int HashLength = 32;

    private static readonly string s_visible = Condition(withPii: false);
    private static readonly string s_all = Condition(withPii: true);
    private static readonly string s_visibleExcluding = Condition(withPii: false, isExcluding: true);
    private static readonly string s_allExcluding = Condition(withPii: true, isExcluding: true);

    public string Sql => (withPii, excluded.Count > 0) switch
    {
        (false, false) => s_visible,
        (true, false) => s_all,
        (false, true) => s_visibleExcluding,
        (true, true) => s_allExcluding,
    };

    /// <summary>The placeholder for the value of a filter in a statement.</summary>
    /// <param name="filter">The property of the query.</param>
    public static string Parameter(string filter)
    {
        int place = QueryFilters.All.TakeWhile(known => !string.Equals(known.Name, filter, StringComparison.Ordinal)).Count();
        return FormattableString.Invariant($"?{FirstFilter + place}");
    }

    /// <summary>The hash of a requested attribute, by its position from 0; empty if there are fewer.</summary>
    public static string AttributeHash(int place)
        => FormattableString.Invariant($"substr({Parameter(nameof(ConversationQuery.Attributes))}, {(place * HashLength) + 1}, {HashLength})");

    /// <summary>Binds the filter, and <see cref="Listed"/>: whether the conversations are those of lists, or debugging.</summary>
    public Statement Bind(Statement statement)
    {
        statement.Bind(Listed, query.Environment == ConversationEnvironment.Debug ? 0 : 1).Bind(Scope, scope)
            .Bind(IdleSince, query.IdleSince?.UtcTicks).Bind(WaitingSince, query.WaitingSince?.UtcTicks);

        // If a field is requested as well, the entries that have it are known and are checked one by one.
        statement.Bind(InCall, query is { AsksForEntryOfCall: true, Field: null } ? 1 : null);
        statement.Bind(OfTurn, query.AsksForTurn ? 1 : null).Bind(OfCall, query.AsksForMoreThanFunction ? 1 : null);
        for (int first = 0; first < QueryFilters.All.Count; first += GroupSize)
        {
            bool isSet = false;
            for (int i = first; i < Math.Min(first + GroupSize, QueryFilters.All.Count); i++)
            {
                object? bound = Bound(QueryFilters.All[i]);
                isSet |= bound is not null;
                BindTo(statement, FirstFilter + i, bound);
            }

            statement.Bind(FirstGroup + (first / GroupSize), isSet ? 1 : null);
        }

        if (excluded.Count > 0)
        {
            for (int i = 0; i < QueryFilters.All.Count; i++)
            {
                BindTo(statement, FirstExcluded + i, Excluded(QueryFilters.All[i]));
            }
        }

        return statement;
    }

    private static void BindTo(Statement statement, int place, object? value)
    {
        switch (value)
        {
            case string text: statement.Bind(place, text); break;
            case byte[] hash: statement.BindBlob(place, hash); break;
            case var number: statement.Bind(place, (long?)number); break;
        }
    }

    private object? Excluded(QueryFilter filter)
    {
        var (found, alone, functions) = excluded.FirstOrDefault(one => one.Filter == filter);
        return found?.Name switch
        {
            null => null,
            nameof(ConversationQuery.FunctionName) or nameof(ConversationQuery.ExactFunctionName) => functions,
            _ => ScoreCondition.Parameter(filter, alone) ?? filter.Value(alone),
        };
    }

    private object? Bound(QueryFilter filter) => filter.Name switch
    {
        nameof(ConversationQuery.UserPseudonym) => person.User,
        nameof(ConversationQuery.UserId) => person.UserHash,
        nameof(ConversationQuery.Number) => person.Number,
        nameof(ConversationQuery.Attributes) => Joined(person.Attributes),
        nameof(ConversationQuery.FunctionName) => functions,
        nameof(ConversationQuery.ExactFunctionName) => null, // It is among the functions.
        nameof(ConversationQuery.Rating) => Ratings(),
        nameof(ConversationQuery.RatingSource) => query is { Rating: null, IsRated: null, HasComment: null } ? null : Sources(),
        nameof(ConversationQuery.Field) => null,
        _ => ScoreCondition.Parameter(filter, query) ?? filter.Value(query),
    };

    private static byte[]? Joined(byte[][]? hashes) => hashes is null ? null : [.. hashes.SelectMany(static hash => hash)];

    // Two bits for each source: likes, dislikes.
    private long? Ratings() => query.Rating switch
    {
        null => null,
        FeedbackRating.Like => Sources(),
        _ => Sources() << 1,
    };

    private long Sources() => query.RatingSource switch
    {
        null => 5,
        FeedbackSource.User => 1,
        _ => 4,
    };

    private static string Condition(bool withPii, bool isExcluding = false)
    {
        var groups = QueryFilters.All.Select(filter => filter.Column is null ? Own(filter.Name, withPii) : Compared(filter, withPii))
            .Chunk(GroupSize)
            .Select(static (conditions, group) => FormattableString.Invariant(
                $"(?{FirstGroup + group} IS NULL OR {string.Join("\nAND ", conditions.OfType<string>().DefaultIfEmpty("1"))})"));

        string[] conditions =
        [
            .. groups,
            .. isExcluding ? QueryFilters.All.Select((filter, place) => Excluding(filter, withPii, place)).OfType<string>() : [],
            "(?7 IS NULL OR c.dims IN (SELECT value FROM json_each(?7)))",
            $"(?9 IS NULL OR {TurnFilter.IsAsked(withPii)})",
            $"(?10 IS NULL OR EXISTS (SELECT 1 FROM call WHERE call.conversation = c.no AND {CallFilter.IsAsked(withPii)}))",
            $"(?8 IS NULL OR {EntryFilter.InConversation(withPii)})",
        ];

        // A single term, which is not evaluated further after a false condition. With many terms, the planner may infer that no row is left, and then sorts all
        // rows although an index has them in order (3.35).
        return $"CASE WHEN {string.Join("\nAND ", conditions)} THEN 1 END";
    }

    // A filter that compares a column.
    private static string Compared(QueryFilter filter, bool withPii)
    {
        string p = Parameter(filter.Name);
        string condition = Comparison(filter, withPii, p);
        return filter.IsOfTurn ? $"({p} IS NULL OR ?9 IS NOT NULL OR {condition})" : $"({p} IS NULL OR {condition})";
    }

    private static string Comparison(QueryFilter filter, bool withPii, string p)
    {
        string column = $"c.{filter.Column!.NameFor(withPii)}";
        return filter.Comparison switch
        {
            FilterComparison.Equal => $"{column} = {p}",
            FilterComparison.AtLeast => $"{column} >= {p}",
            FilterComparison.AtMost => $"{column} <= {p}",
            FilterComparison.Below => $"{column} < {p}",
            FilterComparison.IsPositive => $"({column} > 0) = {p}",
            FilterComparison.IsKnown => $"({column} IS NOT NULL) = {p}",
            _ => $"({column} IS NULL) = {p}",
        };
    }

    // A filter that must not hold.
    private static string? Excluding(QueryFilter filter, bool withPii, int place)
    {
        if (filter.Alone is null)
        {
            return null;
        }

        string p = FormattableString.Invariant($"?{FirstExcluded + place}");
        string condition = filter.Column is not null ? Comparison(filter, withPii, p) : filter.Name switch
        {
            nameof(ConversationQuery.Problems) => HasProblemOf(p, withPii),
            nameof(ConversationQuery.Level) => HasLevel(p, withPii),
            nameof(ConversationQuery.FunctionName) or nameof(ConversationQuery.ExactFunctionName) => HasCall(CalledFunctions.IsNamed("call.name", p)),
            nameof(ConversationQuery.Outcome) => HasCall(CallFilter.HasOutcome(p, withPii)),
            nameof(ConversationQuery.ErrorType) => HasCall(CallFilter.HasErrorType(p)),
            nameof(ConversationQuery.ResponseStatus) => CallFilter.HasResponse(p),
            nameof(ConversationQuery.TurnOutcome) => TurnFilter.HasTurnOf(p, withPii),
            nameof(ConversationQuery.CancelReason) => TurnFilter.HasTurnOf(p),
            nameof(ConversationQuery.Model) => TurnFilter.HasModel(p),
            nameof(ConversationQuery.Provider) => TurnFilter.HasProvider(p),
            _ when ScoreCondition.Of(filter.Name, p) is { } isScored => HasScore(isScored),
            _ => throw new NotSupportedException($"The filter {filter.Name} has no condition in SQLite that can be negated."),
        };
        return $"({p} IS NULL OR ({condition}) IS NOT TRUE)";
    }

    private static string HasCall(string condition) => $"EXISTS (SELECT 1 FROM call WHERE call.conversation = c.no AND ({condition}))";

    private static string HasScore(string condition)
        => $"EXISTS (SELECT 1 FROM score INDEXED BY score_id WHERE score.conversation = c.no AND score.removed = 0 AND {condition})";

    // By the ID of its row, which is the same for every conversation.
    private static string IsAssigned => HasScore($"score.id = x'{Convert.ToHexString(AssignmentRecord.Id.ToByteArray(bigEndian: true))}'");

    private static string HasLevel(string p, bool withPii)
    {
        string counts = withPii ? "c.a" : "c.v";
        return $"CASE {p} WHEN 2 THEN {counts}_errors > 0 WHEN 1 THEN {counts}_warnings > 0 ELSE {counts}_entries > {counts}_warnings + {counts}_errors END";
    }

    // A filter with a condition of its own.
    private static string? Own(string filter, bool withPii)
    {
        string p = Parameter(filter);
        string by = Parameter(nameof(ConversationQuery.RatingSource));
        string? condition = filter switch
        {
            nameof(ConversationQuery.UserPseudonym) =>
                $"EXISTS (SELECT 1 FROM writer INDEXED BY writer_id WHERE writer.conversation = c.no AND writer.user = {p})",
            nameof(ConversationQuery.UserId) => IsAbout("0", $"= {p}"),
            nameof(ConversationQuery.Number) => IsAbout("1", $"= {p}"),
            nameof(ConversationQuery.Attributes) => HasAttributes(p),
            nameof(ConversationQuery.HasProblem) => $"{HasProblem(withPii)} = {p}",
            nameof(ConversationQuery.Problems) => HasProblemOf(p, withPii),
            nameof(ConversationQuery.Approval) => ApprovalFilter.HasState,
            nameof(ConversationQuery.MinApprovalWait) => ApprovalFilter.HasWait,
            nameof(ConversationQuery.FunctionName) => HasCall(CalledFunctions.IsNamed("call.name", p)),
            nameof(ConversationQuery.FunctionEventId) =>
                $"EXISTS (SELECT 1 FROM call INDEXED BY call_known WHERE call.conversation = c.no AND call.id = {p})",
            nameof(ConversationQuery.ExactFunctionName) => null, // It is among the functions.
            nameof(ConversationQuery.TurnFrom) or nameof(ConversationQuery.TurnTo) or nameof(ConversationQuery.TurnOutcome)
                or nameof(ConversationQuery.CancelReason) or nameof(ConversationQuery.Model)
                or nameof(ConversationQuery.Provider) => null, // They are in the condition of one turn.
            nameof(ConversationQuery.Outcome) or nameof(ConversationQuery.ErrorType) or nameof(ConversationQuery.CallFrom)
                or nameof(ConversationQuery.CallTo) => null, // They are in the condition of one call.
            nameof(ConversationQuery.ResponseStatus) => CallFilter.HasResponse(p),
            nameof(ConversationQuery.Level) => HasLevel(p, withPii),
            nameof(ConversationQuery.Rating) =>
                $"{p} & 1 AND c.user_likes > 0 OR {p} & 2 AND c.user_dislikes > 0 OR {p} & 4 AND c.team_likes > 0 OR {p} & 8 AND c.team_dislikes > 0",
            nameof(ConversationQuery.IsRated) =>
                $"({by} & 1 AND c.user_likes + c.user_dislikes > 0 OR {by} & 4 AND c.team_likes + c.team_dislikes > 0) = {p}",
            nameof(ConversationQuery.HasComment) => $"({by} & 1 AND c.user_comments > 0 OR {by} & 4 AND c.team_comments > 0) = {p}",
            nameof(ConversationQuery.RatingSource) => null, // It is in the conditions of ratings.
            nameof(ConversationQuery.Text) or nameof(ConversationQuery.EntriesOnly) or nameof(ConversationQuery.Field) => null, // They are searched before.
            nameof(ConversationQuery.IsAssigned) => $"{IsAssigned} = {p}",
            _ when ScoreCondition.Of(filter, p) is { } isScored => HasScore(isScored),
            _ => throw new NotSupportedException($"The filter {filter} has no condition in SQLite."),
        };
        return condition is null ? null : $"({p} IS NULL OR {condition})";
    }

    /// <summary>Whether a row of "conversation" (c) has a problem, 1 or 0. <see cref="IdleSince"/> must be bound.</summary>
    public static string HasProblem(bool withPii) => $"({HasProblemOf($"{(long)ProblemKinds.All}", withPii)})";

    // Running calls of functions and models are abandoned if the conversation has ended: it was closed, or had no activity for too long.
    private static string HasProblemOf(string kinds, bool withPii)
    {
        string counts = withPii ? "c.a" : "c.v";
        return $"({counts}_problems & {kinds}) <> 0 "
            + FormattableString.Invariant($"OR (({kinds} & {(long)ProblemKinds.Function}) <> 0 AND c.running > 0 ")
            + FormattableString.Invariant($"OR ({kinds} & {(long)ProblemKinds.Model}) <> 0 AND c.model_calls > c.ended_model_calls) ")
            + FormattableString.Invariant($"AND (c.closed IS NOT NULL OR ifnull({counts}_last <= ?{IdleSince}, 0))");
    }

    // The number of matching hashes, which are all different, must equal the number of requested ones.
    private static string HasAttributes(string p)
    {
        string hashes = string.Join(", ", Enumerable.Range(0, AttributeValues.Most).Select(AttributeHash));
        return FormattableString.Invariant($"""
            c.erasure_pending = 0 AND (SELECT count(*) FROM subject WHERE subject.kind = 2 AND subject.hash IN ({hashes})
            AND subject.conversation = c.no) = length({p}) / {HashLength}
            """);
    }

    private static string IsAbout(string kind, string hashes)
        => $"c.erasure_pending = 0 AND EXISTS (SELECT 1 FROM subject WHERE subject.kind = {kind} AND subject.hash {hashes} AND subject.conversation = c.no)";
}
