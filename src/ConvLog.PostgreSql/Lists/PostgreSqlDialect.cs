using System.Globalization;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;

namespace ConvLog.PostgreSql.Lists;

/// <summary>The conditions of lists in PostgreSQL.</summary>
/// <param name="isOneByOne">
/// Whether calls, turns and scores are looked up for each conversation, as when a list is walked. Otherwise the planner might read all of them.
/// </param>
internal sealed class PostgreSqlDialect(bool isOneByOne) : ListDialect
{
    // A JSON string in the form that encode() returns: backslashes are doubled, bytes above 127 are octal.
    private const string EncodedText = """
        "([^"\\]|\\\\(\\\\|[^\\])|\\[0-7]{3})*"
        """;

    // Read as bytes, so that a damaged payload raises no error. Text from the host comes after these properties, and quotes in a text are escaped.
    private const string ApprovalText = """
        split_part(split_part(encode(call.payload, 'escape'), '"arguments":', 1), '"result":', 1)
        """;

    // Without conditions inside, the planner treats both as one table and chooses between their indexes by model and by conversation.
    private const string CallsAndUsages = """
        (SELECT conversation, day, turn_id, model, provider FROM #.model_call UNION ALL SELECT conversation, day, id, model, NULL::bytea FROM #.turn)
        """;

    public static PostgreSqlDialect Instance { get; } = new(isOneByOne: false);

    /// <summary>Looks up calls, turns and scores for each conversation.</summary>
    public static PostgreSqlDialect OneByOne { get; } = new(isOneByOne: true);

    public override string User => "end_user";

    public override string Rows(string table, string? alias = null) => alias is null ? $"#.{table}" : $"#.{table} AS {alias}";

    public override string IsOf(string row, SqlArguments arguments) => Joined(row, "c", arguments);

    public override string IsConversationOf(string row, SqlArguments arguments) => Joined("o", row, arguments);

    // OFFSET keeps the planner from turning the subquery into a join.
    public override string Exists(string rows) => $"EXISTS (SELECT 1 {rows}{(isOneByOne ? " OFFSET 0" : "")})";

    // A scalar subquery finds one row: the planner may turn EXISTS into a join that reads all of them.
    public override string HasRow(string rows) => $"(SELECT true {rows} LIMIT 1)";

    public override string Is(string column, bool value) => value ? column : $"NOT {column}";

    public override string ScoreValue(bool isNumber) => isNumber ? "s.number" : "s.category";

    public override string IsNamed(string functions) => $"call.name = ANY ({functions})";

    public override string IsErrorType(string column, string type)
        => $"({column} = {type} OR substring({column} FROM length({column}) - length({type})) = '\\x2e'::bytea || {type})";

    public override string HasCall(string id, SqlArguments arguments)
        => $"(c.conversation, c.day) IN (SELECT call.conversation, call.day FROM #.call WHERE call.id = {id}{arguments.Within("call")})";

    public override string HasResponse(ConversationQuery query, SqlArguments arguments)
        => HasRow($"FROM #.fact AS f WHERE {IsOf("f", arguments)} AND {IsResponse(query)}");

    // OFFSET 0 keeps the planner from turning the subquery into a join.
    public override string IsAnswered(ConversationQuery query, SqlArguments arguments) => $"""
        EXISTS (SELECT 1 FROM #.scope AS answered JOIN #.fact AS f ON {Joined("f", "answered", arguments)} AND f.scope = answered.no
        WHERE {Joined("answered", "call", arguments)} AND answered.call_id = call.id AND {IsResponse(query)} OFFSET 0)
        """;

    public override string HasApprovedCall(ConversationQuery query, SqlArguments arguments)
    {
        string state = query.Approval switch
        {
            null => "true",
            ApprovalState.Requested => """a.text ~ '"approval":' AND a.text !~ '"decision":'""",
            var decided => string.Create(CultureInfo.InvariantCulture, $"a.text ~ '\"decision\":{(int)decided - 1}[^0-9]'"),
        };
        string wait = query.MinApprovalWait is not { } least ? "true" : $$"""
            greatest(substring(a.text from '"decided_at":(\d+)')::bigint - substring(a.text from '"asked_at":(\d+)')::bigint, 0) >= {{arguments.Add(least.Ticks)}}
                AND a.text ~ '"decided_at":\d' AND a.text ~ '"asked_at":\d'
            """;
        return HasRow($"""
            FROM #.call CROSS JOIN LATERAL (SELECT {ApprovalText} AS text OFFSET 0) AS a
            WHERE {IsOf("call", arguments)} AND {state} AND {wait}
            """);
    }

    public override string WaitsFor(TurnWaitKind kind)
        => string.Create(CultureInfo.InvariantCulture, $"encode(turn.details, 'escape') ~ '\"wait\":.\"kind\":{(int)kind}[^0-9]'");

    public override string HasModel(ConversationQuery query, IReadOnlyList<string> ofTurn, SqlArguments arguments)
    {
        // The model usage of turns has no provider.
        string calls = query.Provider is null ? CallsAndUsages : "#.model_call";
        string turn = ofTurn.Count == 0 ? "" : $" JOIN #.turn ON {Joined("turn", "m", arguments)} AND turn.id = m.turn_id";
        string conditions = string.Join(" AND ", ofTurn.Prepend(IsOf("m", arguments)));
        conditions += query.Model is { } model ? $" AND m.model = {arguments.Add(model)}" : "";
        conditions += query.Provider is { } provider ? $" AND m.provider = {arguments.Add(provider)}" : "";
        return Exists($"FROM {calls} AS m{turn} WHERE {conditions}");
    }

    // Personal entries have numbers of their own and are read only if they count.
    public override string HasEntry(string level, bool withPii, string condition, SqlArguments arguments)
    {
        string kind = withPii ? "e.kind % 4" : FormattableString.Invariant($"e.no < {EntryNumber.FirstPersonal} AND e.kind");
        return HasRow($"FROM #.entry AS e WHERE {IsOf("e", arguments)} AND {kind} = {level} AND {condition}");
    }

    // OFFSET 0 keeps the planner from turning the subquery into a join. The order of that join would depend on the number of entries, hidden ones included.
    public override string IsInCall(string condition, SqlArguments arguments) => $"""
        EXISTS (SELECT 1 FROM #.scope AS s JOIN #.call ON {Joined("call", "s", arguments)} AND call.id = s.call_id
        WHERE {Joined("s", "e", arguments)} AND s.no = e.scope AND {condition} OFFSET 0)
        """;

    private static string Joined(string row, string owner, SqlArguments arguments)
        => $"{row}.conversation = {owner}.conversation AND {row}.day = {owner}.day{arguments.Within(row)}";

    // Personal facts have numbers below 1, so they are not read. Only the beginning of the payload is matched, because text from the host follows the status,
    // see FactPayload. Read as bytes, so that a damaged payload raises no error.
    private static string IsResponse(ConversationQuery query)
    {
        string[] statuses =
        [
            .. query.ResponseStatus is { } exact ? (string[])[exact.ToString(CultureInfo.InvariantCulture)] : [],
            .. query.ResponseStatusClass is { } digit ? (string[])[$"{digit.ToString(CultureInfo.InvariantCulture)}[0-9][0-9]"] : [],
        ];
        return "f.no > 0 AND f.kind = 0" + string.Concat(statuses.Select(static status
            => $" AND encode(f.payload, 'escape') ~ '^\\{{\"method\":{EncodedText},\"url\":{EncodedText},\"status\":{status},'"));
    }
}
