using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Problems;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Sqlite.Lists;

/// <summary>
/// Finds the first problem in each conversation of a page: of its first error, failed API response, calls and failed turns, by index.
/// </summary>
internal static class FirstProblemReading
{
    /// <summary>Function events of conversations. Parameter: the conversations' numbers.</summary>
    public const string Calls = """
        SELECT page.value, call.id, call.name, call.started, call.duration, call.outcome, call.error_type
        FROM json_each(?1) AS page CROSS JOIN call INDEXED BY call_conversation ON call.conversation = page.value
        """;

    /// <summary>The first visible error of each opening of conversations. Parameter: the conversations' numbers.</summary>
    public const string Errors = """
        SELECT page.value, entry.no, entry.time, entry.content, scope.call_id
        FROM json_each(?1) AS page CROSS JOIN conversation AS c ON c.no = page.value AND c.v_errors > 0
        CROSS JOIN writer INDEXED BY writer_id ON writer.conversation = c.no
        CROSS JOIN entry ON entry.no = (
            SELECT no FROM entry INDEXED BY entry_error WHERE kind = 2 AND no >= writer.no << 28 AND no < (writer.no + 1) << 28 ORDER BY no LIMIT 1)
        LEFT JOIN scope ON scope.no = entry.scope
        """;

    /// <summary>
    /// Visible API responses of conversations that have a failed one. Parameters: the conversations' numbers, the first sequence of visible facts.
    /// </summary>
    public const string Responses = """
        SELECT page.value, writer.no, fact.sequence, fact.no, fact.id, fact.time, fact.payload, scope.call_id
        FROM json_each(?1) AS page CROSS JOIN conversation AS c ON c.no = page.value AND c.v_failed_responses > 0
        CROSS JOIN writer INDEXED BY writer_id ON writer.conversation = c.no
        CROSS JOIN fact INDEXED BY fact_order ON fact.writer = writer.no AND fact.sequence >= ?2
        LEFT JOIN scope ON scope.no = fact.scope
        WHERE fact.kind = 0
        """;

    /// <summary>Model calls of conversations that neither completed nor were canceled. Parameter: the conversations' numbers.</summary>
    public const string ModelCalls = """
        SELECT page.value, model.name, m.started, m.duration, m.outcome
        FROM json_each(?1) AS page CROSS JOIN conversation AS c ON c.no = page.value AND (c.failed_model_calls > 0 OR c.model_calls > c.ended_model_calls)
        CROSS JOIN model_call AS m INDEXED BY model_call_id ON m.conversation = c.no JOIN model ON model.no = m.model
        WHERE ifnull(m.outcome, 1) NOT IN (0, 3)
        """;

    /// <summary>Failed turns of conversations. Parameter: the conversations' numbers.</summary>
    public const string Turns = """
        SELECT page.value, turn.started, turn.ended, turn.error_type
        FROM json_each(?1) AS page CROSS JOIN conversation AS c ON c.no = page.value AND c.failed_turns > 0
        CROSS JOIN turn INDEXED BY turn_id ON turn.conversation = c.no
        WHERE turn.failed <> 0
        """;

    public static IReadOnlyList<FirstProblem> Read(Session session, IReadOnlyList<string> conversations)
    {
        var ids = ListedNumbers.Of(session, conversations);
        string numbers = NumberList.Of(ids.Keys);
        var finder = new FirstProblemFinder();
        AddCalls(session, numbers, ids, finder);
        AddErrors(session, numbers, ids, finder);
        AddResponses(session, numbers, ids, finder);
        AddModelCallsAndTurns(session, numbers, ids, finder);
        return finder.Result(conversations);
    }

    private static void AddCalls(Session session, string numbers, Dictionary<long, string> ids, FirstProblemFinder finder)
    {
        var rows = session[Calls].Bind(1, numbers);
        while (rows.Step())
        {
            finder.AddCall(ids[rows.Int64(0)], rows.Text(1), rows.Text(2), rows.Int64(3), rows.OptionalInt64(4), (FunctionOutcome?)rows.OptionalInt64(5),
                rows.OptionalText(6));
        }
    }

    private static void AddErrors(Session session, string numbers, Dictionary<long, string> ids, FirstProblemFinder finder)
    {
        var first = new Dictionary<long, (long Number, long At, string Content, string? Call)>();
        var rows = session[Errors].Bind(1, numbers);
        while (rows.Step())
        {
            if (!first.TryGetValue(rows.Int64(0), out var known) || rows.Int64(1) < known.Number)
            {
                first[rows.Int64(0)] = (rows.Int64(1), rows.Int64(2), rows.Text(3), rows.OptionalText(4));
            }
        }

        foreach (var (conversation, error) in first)
        {
            finder.AddEntry(ids[conversation], error.At, error.Content, error.Call);
        }
    }

    private static void AddResponses(Session session, string numbers, Dictionary<long, string> ids, FirstProblemFinder finder)
    {
        var first = new Dictionary<long, ((long Writer, long Sequence, long Number) Place, ApiResponseRecord Response)>();
        var rows = session[Responses].Bind(1, numbers).Bind(2, FactOrder.FirstVisible);
        while (rows.Step())
        {
            var place = (rows.Int64(1), rows.Int64(2), rows.Int64(3));
            if ((!first.TryGetValue(rows.Int64(0), out var known) || place.CompareTo(known.Place) < 0)
                && VisibleFact.Read(0, rows.Guid(4), rows.OptionalText(7), rows.Time(5), rows.Bytes(6)) is ApiResponseRecord { IsProblem: true } response)
            {
                first[rows.Int64(0)] = (place, response);
            }
        }

        foreach (var (conversation, (_, response)) in first)
        {
            finder.AddResponse(ids[conversation], response.Timestamp.UtcTicks, response.StatusCode, EndpointName.Of(response.Method, response.Url),
                response.FunctionEventId);
        }
    }

    private static void AddModelCallsAndTurns(Session session, string numbers, Dictionary<long, string> ids, FirstProblemFinder finder)
    {
        var models = session[ModelCalls].Bind(1, numbers);
        while (models.Step())
        {
            finder.AddModelCall(ids[models.Int64(0)], models.Text(1), models.Int64(2), models.OptionalInt64(3), (FunctionOutcome?)models.OptionalInt64(4));
        }

        var turns = session[Turns].Bind(1, numbers);
        while (turns.Step())
        {
            finder.AddTurn(ids[turns.Int64(0)], turns.Int64(1), turns.OptionalInt64(2), turns.OptionalText(3));
        }
    }
}
