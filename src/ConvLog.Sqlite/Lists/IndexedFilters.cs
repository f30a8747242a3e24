using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.Sqlite.Lists;

/// <summary>The filters of a query that have an index.</summary>
/// <param name="query">The query.</param>
/// <param name="withPii">Whether personal entries count.</param>
/// <param name="person">The requested user, number and attributes.</param>
/// <param name="functions">The requested functions, see <see cref="CalledFunctions"/>; null if none are requested.</param>
/// <param name="dims">The dims that limit it.</param>
/// <param name="arguments">Receives the values.</param>
internal sealed class IndexedFilters(
    ConversationQuery query, bool withPii, UserFilter person, string? functions, ListedDims dims, SqlArguments arguments)
{
    // A running call becomes a problem as soon as the conversation has ended.
    private const string Running = "c.running > 0 OR c.model_calls > c.ended_model_calls";

    // People write improved answers, so this table is small.
    private const string Annotated = "SELECT annotation.conversation FROM annotation WHERE annotation.removed = 0";

    private string Counts => withPii ? "c.a" : "c.v";

    /// <summary>The filters, usually the most selective first.</summary>
    public IEnumerable<IndexedFilter> All()
    {
        IndexedFilter?[] all =
        [
            person.UserHash is { } user ? OfSubject(0, user) : null,
            person.User is { } named ? OfUser(named) : null,
            person.Number is { } number ? OfSubject(1, number) : null,
            .. (person.Attributes ?? []).Select(hash => OfSubject(2, hash)), // Any of them may be the most selective.
            query.IsAnnotated == true ? IndexedFilter.Scan("c.annotations > 0") with { Numbers = Annotated, IsScan = false } : null,
            Scan(query.IsRated == true, RatingCondition.OfRated(query)),
            Scan(query.Rating is not null, RatingCondition.OfRating(query)),
            Scan(query.HasComment == true, RatingCondition.OfComment(query)),
            Scan(query.IsUnread == false, "c.read_at IS NOT NULL"),
            Scored(query.Label, nameof(ConversationQuery.Label)),
            Scored(query.Reason, nameof(ConversationQuery.Reason)),
            Scored(query.Assignee, nameof(ConversationQuery.AssignedTo)),
            Scan(query.HasFailedFunction == true, Has("c.v", ProblemKinds.Function)),
            Scan(query.HasInterruption == true, "c.interrupted_turns > 0"),
            Scan(query.HasRefusal == true, "c.refused_turns > 0"),
            Scan(query.HasUnobservedCall == true, "c.unobserved_calls > 0"),
            query.Problems is { } kinds ? OfKinds(kinds) : null,
            query.FunctionEventId is { } call
                ? new($"SELECT call.conversation FROM call INDEXED BY call_known WHERE call.id = {arguments.Add(call)}") : null,
            query.ErrorType is { } type ? OfErrors(type) : null,
            OfOutcome(),
            Scan(query.HasProblem == true, $"({Counts}_problems > 0 OR {Running})"),
            Scan(query.HasError == true && !IsInOrder(nameof(ConversationQuery.HasError)), Has(Counts, ProblemKinds.Entry)),
            Scan(query.Level == EntryLevel.Error, Has(Counts, ProblemKinds.Entry)),
            Scan(query.HasWarning == true || query.Level == EntryLevel.Warning, $"{Counts}_warnings > 0"),
            Is("handoff_reason", query.HandoffReason),
            Scan(query.HasHandoff == true, "c.handoff IS NOT NULL"),
            Is("variant", query.VariantId),
            Is("language", query.Language),
            Is("project", query.ProjectId),
            query.AccountId is { } account ? OfDims($"SELECT no FROM dims WHERE account = {arguments.Add(account)}", dims.OfAccount(account)) : null,
            query.AgentId is { } agent ? OfDims($"SELECT no FROM dims WHERE agent = {arguments.Add(agent)}", dims.OfAgent(agent)) : null,
            dims.Scope is { } scope
                ? OfDims($"SELECT value FROM json_each({arguments.Add(scope)})", dims.OfScope) with { IsOfScope = true } : null,
            Is("channel", query.Channel),
            Is("direction", (long?)query.Direction),
            Scan(query.IsUnread == true, "c.read_at IS NULL"),
            Is("environment", query.Environment is ConversationEnvironment.Debug ? null : (long?)query.Environment), // Debugging is separate already.
            functions is null ? null : new("SELECT call.conversation FROM call INDEXED BY call_name WHERE call.leads = 1 AND "
                + CalledFunctions.IsNamed("call.name", arguments.Add(functions))),
            query.Provider is { } provider ? new(CallsOf("model_provider", "provider", provider)) : null,
            query.Model is { } model ? OfModel(model) : null,
            Scored(query.Score, nameof(ConversationQuery.Score)),
            Scored(query.Metric, nameof(ConversationQuery.Metric)),
            ScanBetween("c.slowest_call", query.MinFunctionDuration?.Ticks, most: null),
            IsInOrder(nameof(ConversationQuery.MinDuration)) ? null
                : Between(SortColumn.Of(ConversationSort.Duration, withPii), query.MinDuration?.Ticks, query.MaxDuration?.Ticks),
            OfLatency(),
            IsInOrder(nameof(ConversationQuery.MinTokens)) ? null
                : Between(SortColumn.Of(ConversationSort.Tokens, withPii: false), query.MinTokens, query.MaxTokens),
            ScanBetween("c.turns", query.MinTurns, query.MaxTurns),
            ScanBetween("c.cost", (long?)ListColumn.Stored(query.MinCost), (long?)ListColumn.Stored(query.MaxCost)),
            Window(),
        ];
        return all.OfType<IndexedFilter>();
    }

    private static IndexedFilter? Scan(bool isSet, string? condition) => isSet && condition is not null ? IndexedFilter.Scan(condition) : null;

    private static string Has(string counts, ProblemKinds kind) => FormattableString.Invariant($"({counts}_problems & {(long)kind}) <> 0");

    private IndexedFilter OfSubject(int kind, byte[] hash)
        => new(FormattableString.Invariant($"SELECT conversation FROM subject WHERE kind = {kind} AND hash = {arguments.Add(hash)}"));

    // By openings, because a conversation may have had several users.
    private IndexedFilter OfUser(long user) => new($"SELECT writer.conversation FROM writer INDEXED BY writer_user WHERE writer.user = {arguments.Add(user)}");

    private IndexedFilter? Scored(object? asked, string filter)
        => asked is null ? null : new("SELECT s.conversation FROM score AS s INDEXED BY score_name WHERE "
            + ScoreCondition.Of(SqliteDialect.Instance, filter, query, arguments));

    private IndexedFilter OfKinds(ProblemKinds kinds) => kinds == ProblemKinds.None
        ? new("SELECT 0 WHERE 0") : IndexedFilter.Scan($"(({Counts}_problems & {arguments.Add((int)kinds)}) <> 0 OR {Running})");

    private IndexedFilter OfErrors(string type) => new("SELECT call.conversation FROM call INDEXED BY call_error_type WHERE call.error_type IS NOT NULL AND "
        + SqliteDialect.Instance.IsErrorType("call.error_type", arguments.Add(type)));

    private IndexedFilter? OfOutcome() => query.Outcome switch
    {
        FunctionOutcome.Failed => IndexedFilter.Scan(Has("c.v", ProblemKinds.Function)),
        FunctionOutcome.Canceled => new(FormattableString.Invariant(
            $"SELECT call.conversation FROM call INDEXED BY call_outcome WHERE call.outcome > 1 AND call.outcome = {(long)FunctionOutcome.Canceled}")),

        // Includes conversations with running calls: these are abandoned as soon as the conversation has ended.
        FunctionOutcome.Abandoned => IndexedFilter.Scan($"({Has("c.v", ProblemKinds.Function)} OR c.running > 0)"),
        _ => null,
    };

    private IndexedFilter? Is(string column, object? value) => value is null ? null : IndexedFilter.Scan($"c.{column} = {arguments.Add(value)}");

    private bool IsInOrder(string filter) => ListPart.IsInOrder(filter, query.Sort);

    // A merge of the conversations of each of the dims, if they are few.
    private IndexedFilter OfDims(string dims, IReadOnlyList<long>? few)
        => IndexedFilter.OfDims(dims) is var filter && few is null ? filter
            : filter with { InOrder = ListSource.OfDims([.. few.Select(number => arguments.Add(number))]), IsExact = true };

    private IndexedFilter OfModel(string model) => new(
        $"SELECT turn.conversation FROM turn INDEXED BY turn_model WHERE turn.leads = 1 AND turn.model = {arguments.Add(model)} "
            + $"UNION ALL {CallsOf("model_name", "name", model)}");

    private string CallsOf(string index, string column, string value)
        => "SELECT m.conversation FROM model_call AS m INDEXED BY model_call_model WHERE m.model IN "
            + $"(SELECT no FROM model INDEXED BY {index} WHERE {column} = {arguments.Add(value)})";

    // If the filters apply to a single turn, other turns may be slower.
    private IndexedFilter? OfLatency()
        => ScanBetween("c.slowest", query.MinLatency?.Ticks, query.HasTurnFilter ? null : query.MaxLatency?.Ticks);

    // Begun in the window, or active when it begins. The two orders by time begin and end at the window themselves.
    private IndexedFilter? Window()
        => query.Sort is not (ConversationSort.Created or ConversationSort.Updated)
            && Between(SortColumn.Of(ConversationSort.Created, withPii: false), query.From?.UtcTicks, query.To?.UtcTicks) is { } begun
            ? new($"{begun.Numbers} UNION ALL {ActivitySpan.NumbersAtMoment}") : null;

    private IndexedFilter? ScanBetween(string column, long? least, long? most)
        => least is null && most is null ? null : IndexedFilter.Scan(IsBetween(column, least, most));

    private IndexedFilter? Between(SortColumn column, long? least, long? most) => least is null && most is null ? null
        : new(string.Join(" UNION ALL ", column.Source.All.Select(source => $"SELECT c.no {source.Sql} AND {IsBetween(column.In(source), least, most)}")));

    private string IsBetween(string column, long? least, long? most)
        => string.Join(" AND ", new[]
        {
            least is null ? null : $"{column} >= {arguments.Add(least)}", most is null ? null : $"{column} <= {arguments.Add(most)}",
        }.OfType<string>());
}
