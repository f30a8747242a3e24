using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.Sqlite.Lists;

/// <summary>The conditions of lists in SQLite. Payloads are read one by one; a damaged one matches nothing, and does not make the query fail.</summary>
internal sealed class SqliteDialect : ListDialect
{
    // By opening, because personal facts have sequences of their own there: their number does not affect the cost.
    private static readonly string s_visibleFacts = FormattableString.Invariant(
        $"FROM writer AS opening CROSS JOIN fact INDEXED BY fact_order ON fact.writer = opening.no AND fact.sequence >= {FactOrder.FirstVisible}");

    public static SqliteDialect Instance { get; } = new();

    public override string User => "user";

    // The planner does not know how many rows an index would have to read.
    public override string Rows(string table, string? alias = null)
    {
        string? index = table switch
        {
            "writer" => "writer_id",
            "turn" => "turn_id",
            "call" => "call_conversation",
            "score" => "score_id",
            _ => null,
        };
        return $"{table}{(alias is null ? "" : $" AS {alias}")}{(index is null ? "" : $" INDEXED BY {index}")}";
    }

    public override string IsOf(string row, SqlArguments arguments) => $"{row}.conversation = c.no";

    public override string IsConversationOf(string row, SqlArguments arguments) => $"o.no = {row}.conversation";

    public override string Exists(string rows) => $"EXISTS (SELECT 1 {rows})";

    public override string HasRow(string rows) => Exists(rows);

    public override string Is(string column, bool value) => value ? $"{column} <> 0" : $"{column} = 0";

    public override string ScoreValue(bool isNumber) => "s.value";

    public override string IsNamed(string functions) => CalledFunctions.IsNamed("call.name", functions);

    public override string IsErrorType(string column, string type) => $"({column} = {type} OR substr({column}, -length({type}) - 1) = '.' || {type})";

    public override string HasCall(string id, SqlArguments arguments)
        => Exists($"FROM call INDEXED BY call_known WHERE call.conversation = c.no AND call.id = {id}");

    public override string HasResponse(ConversationQuery query, SqlArguments arguments)
        => Exists($"{s_visibleFacts} WHERE opening.conversation = c.no AND {IsResponse(query, arguments)}");

    public override string IsAnswered(ConversationQuery query, SqlArguments arguments) => Exists($"""
        {s_visibleFacts} CROSS JOIN scope AS answered ON answered.no = fact.scope
        WHERE opening.conversation = call.conversation AND answered.call_id = call.id AND {IsResponse(query, arguments)}
        """);

    public override string HasApprovedCall(ConversationQuery query, SqlArguments arguments)
    {
        const string decision = "json_extract(call.payload, '$.approval.decision')";
        string state = query.Approval switch
        {
            null => "true",
            ApprovalState.Requested => $"json_type(call.payload, '$.approval') = 'object' AND {decision} IS NULL",
            var decided => $"{decision} = {arguments.Add((int)decided - 1)}",
        };
        string wait = query.MinApprovalWait is not { } least ? "true" : $"""
            max(json_extract(call.payload, '$.approval.decided_at') - json_extract(call.payload, '$.approval.asked_at'), 0) >= {arguments.Add(least.Ticks)}
            """;
        return Exists($"FROM {Rows("call")} WHERE {IsOf("call", arguments)} AND CASE WHEN json_valid(call.payload) THEN {state} AND {wait} END");
    }

    public override string WaitsFor(TurnWaitKind kind)
        => FormattableString.Invariant($"CASE WHEN json_valid(turn.details) THEN json_extract(turn.details, '$.wait.kind') = {(int)kind} END");

    public override string HasModel(ConversationQuery query, IReadOnlyList<string> ofTurn, SqlArguments arguments)
    {
        string? model = query.Model is null ? null : arguments.Add(query.Model);
        string calls = (model is null ? "" : $" AND model.name = {model}")
            + (query.Provider is null ? "" : $" AND model.provider = {arguments.Add(query.Provider)}");
        string? usage = query.Provider is null ? $"turn.model = {model}" : null; // The model usage of turns has no provider.
        string turns = $"FROM {Rows("turn")} WHERE {IsOf("turn", arguments)}";
        if (ofTurn.Count > 0)
        {
            string ofCall = IsCalled(" CROSS JOIN scope ON scope.no = m.scope AND scope.turn_id = turn.id");
            return Exists($"{turns} AND {string.Join(" AND ", ofTurn)} AND {(usage is null ? ofCall : $"({usage} OR {ofCall})")}");
        }

        return usage is null ? IsCalled("") : $"({IsCalled("")} OR {Exists($"{turns} AND {usage}")})";

        string IsCalled(string scope) => Exists(
            $"FROM model_call AS m INDEXED BY model_call_id{scope} CROSS JOIN model ON model.no = m.model WHERE {IsOf("m", arguments)}{calls}");
    }

    // Reads the entries of the openings. Personal entries have numbers of their own and are read only if they count.
    public override string HasEntry(string level, bool withPii, string condition, SqlArguments arguments)
    {
        string apart = withPii ? FormattableString.Invariant($"(SELECT 0 AS least UNION ALL SELECT {EntryNumber.FirstPersonal})") : "(SELECT 0 AS least)";
        string kind = withPii ? "e.kind % 4" : "+e.kind"; // A bare column would make SQLite build an automatic index of all entries for the statement.
        return Exists(FormattableString.Invariant($"""
            FROM writer CROSS JOIN {apart} AS apart CROSS JOIN entry AS e WHERE {IsOf("writer", arguments)}
            AND e.no >= apart.least + (writer.no << {EntryNumber.SequenceBits}) AND e.no < apart.least + (writer.no + 1 << {EntryNumber.SequenceBits})
            AND {kind} = {level} AND {condition}
            """));
    }

    public override string IsInCall(string condition, SqlArguments arguments) => Exists(
        $"FROM scope CROSS JOIN call WHERE scope.no = e.scope AND call.conversation = scope.conversation AND call.id = scope.call_id AND {condition}");

    private static string IsResponse(ConversationQuery query, SqlArguments arguments)
    {
        const string status = "json_extract(fact.payload, '$.status')";
        string isExact = query.ResponseStatus is { } exact ? $"{status} = {arguments.Add(exact)}" : "true";
        string isOfClass = query.ResponseStatusClass is { } digit ? $"{status} / 100 = {arguments.Add(digit)}" : "true";
        return $"fact.kind = 0 AND CASE WHEN json_valid(fact.payload) THEN {isExact} AND {isOfClass} END";
    }
}
