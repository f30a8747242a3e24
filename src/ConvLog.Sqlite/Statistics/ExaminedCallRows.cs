using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Sqlite.Statistics;

/// <summary>The calls of a conversation to count, and what was logged in them, limited to what everyone may see.</summary>
/// <param name="session">The connection.</param>
/// <param name="kind">The kind of targets of the calls.</param>
/// <param name="name">The name of a function; null for all.</param>
/// <param name="first">The first tick at which they started.</param>
/// <param name="end">The first tick after that period.</param>
/// <param name="isDetailed">Whether to read everything that details count, or only the figures of lists.</param>
internal sealed class ExaminedCallRows(Session session, CallTargetKind kind, string? name, long first, long end, bool isDetailed)
{
    /// <summary>Function events of a conversation. Parameters: its number, first tick, first tick after the period.</summary>
    public const string Calls = """
        SELECT id, name, started, duration, outcome, error_type, payload FROM call INDEXED BY call_conversation
        WHERE conversation = ?1 AND started >= ?2 AND started < ?3
        """;

    /// <summary>Function events of one function. Parameters: the same, and the name.</summary>
    public const string NamedCalls = """
        SELECT id, name, started, duration, outcome, error_type, payload FROM call INDEXED BY call_conversation
        WHERE conversation = ?1 AND name = ?4 AND started >= ?2 AND started < ?3
        """;

    /// <summary>Visible facts of a kind that an opening wrote. Parameters: its number, the first sequence of visible facts, the kind.</summary>
    public const string Facts = """
        SELECT id, scope, time, payload FROM fact INDEXED BY fact_order WHERE writer = ?1 AND sequence >= ?2 AND kind = ?3 ORDER BY sequence, no
        """;

    /// <summary>Visible API responses of function calls. Parameters: the conversation, the first sequence of visible facts, their kind.</summary>
    public const string Responses = """
        SELECT fact.id, fact.time, fact.payload, scope.call_id
        FROM writer CROSS JOIN fact INDEXED BY fact_order ON fact.writer = writer.no AND fact.sequence >= ?2 CROSS JOIN scope ON scope.no = fact.scope
        WHERE writer.conversation = ?1 AND fact.kind = ?3 AND scope.call_id IS NOT NULL ORDER BY writer.no, fact.sequence, fact.no
        """;

    /// <summary>Visible entries of an opening. Parameters: the first number, the last number.</summary>
    public const string Entries = "SELECT scope, kind, time, content FROM entry WHERE no BETWEEN ?1 AND ?2 AND scope <> 0";

    /// <summary>Model calls of a conversation, with the numbers of their facts. Parameters: its number, first tick, first tick after the period.</summary>
    public const string ModelCalls = """
        SELECT m.started, m.duration, m.outcome, model.name, model.provider, m.no FROM model_call AS m INDEXED BY model_call_id JOIN model ON model.no = m.model
        WHERE m.conversation = ?1 AND m.started >= ?2 AND m.started < ?3
        """;

    private const string FindWriter = "SELECT no FROM writer WHERE conversation = ?1 ORDER BY no";
    private const string FindFact = "SELECT id, time, payload FROM fact WHERE no = ?1";
    private const string FindScope = $"SELECT no, call_id FROM scope WHERE {ScopeNumber.OfConversation} AND call_id IS NOT NULL";
    private const long ApiResponse = 0;

    /// <summary>The calls.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="turns">The turns of API responses and model calls by the numbers of their scopes; null if they are not read.</param>
    public IEnumerable<ExaminedCall> CallsOf(long conversation, Dictionary<long, string>? turns = null) => kind switch
    {
        CallTargetKind.Function => FunctionCallsOf(conversation),
        CallTargetKind.Endpoint => FactsOf(conversation, ApiResponse, turns).Select(static fact => ExaminedCalls.Of((ApiResponseRecord)fact))
            .Where(IsWithin),
        _ => (turns is null ? CompletedModelCallsOf(conversation) : null)
            ?? ModelCallRecord.CallsOf(FactsOf(conversation, FactPayload.ModelCall, turns)).Select(ExaminedCalls.Of).Where(IsWithin),
    };

    /// <summary>Adds API responses and entries of function calls, if details are read.</summary>
    public void AddLog(ExaminedConversation examined, long conversation, bool withEntries)
    {
        if (!isDetailed || kind != CallTargetKind.Function)
        {
            return;
        }

        AddResponses(examined, conversation);
        if (!withEntries)
        {
            return;
        }

        var calls = new Dictionary<long, string>();
        var scopes = session[FindScope].Bind(1, conversation);
        while (scopes.Step())
        {
            calls[scopes.Int64(0)] = scopes.Text(1);
        }

        foreach (long writer in Writers(conversation))
        {
            AddEntries(examined, writer, calls);
        }
    }

    private List<ExaminedCall> FunctionCallsOf(long conversation)
    {
        var rows = (name is null ? session[Calls] : session[NamedCalls].Bind(4, name)).Bind(1, conversation).Bind(2, first).Bind(3, end);
        var calls = new List<ExaminedCall>();
        while (rows.Step())
        {
            calls.Add(isDetailed ? ExaminedCalls.Detailed(Read(rows), VisibleCall.Of(rows.Bytes(6))) : Read(rows));
        }

        return calls;
    }

    // Of completed calls only the slowest are named, so that few payloads need to be read, which takes long. Null if there are others.
    private List<ExaminedCall>? CompletedModelCallsOf(long conversation)
    {
        var calls = new List<ExaminedCall>();
        var rows = session[ModelCalls].Bind(1, conversation).Bind(2, first).Bind(3, end);
        while (rows.Step())
        {
            long fact = rows.Int64(5);
            var call = new ExaminedCall("", rows.Text(3), rows.Time(0), Duration(rows.OptionalInt64(1)), (FunctionOutcome?)rows.OptionalInt64(2))
            {
                Provider = rows.OptionalText(4),
                ReadId = () => ModelCallId(fact),
            };
            if (!call.IsCompleted)
            {
                rows.Reset();
                return null;
            }

            calls.Add(call);
        }

        return calls;
    }

    private string ModelCallId(long number)
    {
        var row = session[FindFact].Bind(1, number);
        string? id = row.Step() && VisibleFact.Read(FactPayload.ModelCall, row.Guid(0), call: null, row.Time(1), row.Bytes(2)) is ModelCallRecord call
            ? call.ModelCallId : null;
        row.Reset();
        return id ?? "";
    }

    private bool IsWithin(ExaminedCall call) => call.StartedAt.UtcTicks >= first && call.StartedAt.UtcTicks < end;

    private static ExaminedCall Read(Statement row)
        => new(row.Text(0), row.Text(1), row.Time(2), Duration(row.OptionalInt64(3)), (FunctionOutcome?)row.OptionalInt64(4))
        {
            ErrorType = row.OptionalText(5),
        };

    private void AddEntries(ExaminedConversation examined, long writer, Dictionary<long, string> calls)
    {
        var (first, last) = EntryNumber.RangeOf(writer, isPersonal: false);
        var rows = session[Entries].Bind(1, first).Bind(2, last);
        while (rows.Step())
        {
            if (calls.TryGetValue(rows.Int64(0), out string? call))
            {
                examined.LogEntries.Add(new ExaminedEntry(call, (EntryLevel)rows.Int64(1), rows.Text(3), rows.Time(2)));
            }
        }
    }

    private void AddResponses(ExaminedConversation examined, long conversation)
    {
        var rows = session[Responses].Bind(1, conversation).Bind(2, FactOrder.FirstVisible).Bind(3, ApiResponse);
        while (rows.Step())
        {
            if (VisibleFact.Read(ApiResponse, rows.Guid(0), rows.Text(3), rows.Time(1), rows.Bytes(2)) is ApiResponseRecord response)
            {
                examined.Responses.Add(new ExaminedResponse(response.FunctionEventId!, response.StatusCode, response.IsProblem));
            }
        }
    }

    private List<FactRecord> FactsOf(long conversation, long kind, Dictionary<long, string>? turns)
    {
        var facts = new List<FactRecord>();
        foreach (long writer in Writers(conversation))
        {
            var rows = session[Facts].Bind(1, writer).Bind(2, FactOrder.FirstVisible).Bind(3, kind);
            while (rows.Step())
            {
                if (VisibleFact.Read(kind, rows.Guid(0), call: null, rows.Time(2), rows.Bytes(3)) is { } fact)
                {
                    facts.Add(turns is not null && turns.TryGetValue(rows.Int64(1), out string? turn) ? fact with { TurnId = turn } : fact);
                }
            }
        }

        return facts;
    }

    private List<long> Writers(long conversation) => session[FindWriter].Bind(1, conversation).Numbers();

    private static TimeSpan? Duration(long? ticks) => ticks is { } known ? new TimeSpan(known) : null;
}
