using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>Reads the calls of conversations and their visible log.</summary>
/// <param name="kind">The kind of call target.</param>
/// <param name="name">The name of a function; null for all.</param>
/// <param name="first">The first tick at which a call may have started.</param>
/// <param name="end">The tick before which a call must have started.</param>
/// <param name="isDetailed">Whether to read everything for the details of function calls.</param>
/// <param name="conversations">The conversations.</param>
internal sealed class ExaminedCallRows(
    CallTargetKind kind, string? name, long first, long end, bool isDetailed, IReadOnlyList<CountedConversation> conversations)
{
    // $1 and $2 are the numbers and days of conversations; the position in these arrays is the first column of every row. $3 are the distinct days, without
    // which the server would read the partitions of all days.
    private const string Taken = "unnest($1::bigint[], $2::integer[]) WITH ORDINALITY AS t (conversation, day, place)";

    private const string Calls = $"""
        SELECT t.place, k.id, k.name, k.started, k.duration, k.outcome, k.error_type, @payload
        FROM {Taken} JOIN #.call k ON k.conversation = t.conversation AND k.day = t.day
        WHERE k.day = ANY($3) AND k.started >= $4 AND k.started < $5 @named
        """;

    private static readonly string s_facts = FormattableString.Invariant($"""
        SELECT t.place, f.id, f.time, f.payload, s.call_id, s.turn_id
        FROM {Taken} JOIN #.fact f ON f.conversation = t.conversation AND f.day = t.day AND f.day = ANY($3) AND f.no > 0 AND f.kind = $4
        LEFT JOIN #.scope s ON s.conversation = f.conversation AND s.day = f.day AND s.day = ANY($3) AND s.no = f.scope
        ORDER BY t.place, f.writer, f.sequence, f.no
        """);

    private static readonly string s_entries = FormattableString.Invariant($"""
        SELECT t.place, s.call_id, e.kind, e.content, e.time
        FROM {Taken} JOIN #.scope s ON s.conversation = t.conversation AND s.day = t.day AND s.day = ANY($3) AND s.call_id IS NOT NULL
        JOIN #.entry e ON e.conversation = s.conversation AND e.day = s.day AND e.day = ANY($3) AND e.scope = s.no
            AND e.no < {EntryNumber.FirstPersonal}
        """);

    private const long ApiResponse = 0;

    private readonly Dictionary<int, List<FactRecord>> _facts = [];

    /// <summary>Adds the queries.</summary>
    public void Add(QueryBatch reads)
    {
        if (kind != CallTargetKind.Function)
        {
            AddFacts(reads, kind == CallTargetKind.Endpoint ? ApiResponse : FactPayload.ModelCall);
            return;
        }

        AddCalls(reads);
        if (isDetailed)
        {
            AddFacts(reads, ApiResponse);
            var arguments = Arguments(conversations.Where(static conversation => conversation.WithEntries));
            reads.Add(s_entries, arguments.Values, AddEntry);
        }
    }

    /// <summary>Combines the rows that were read.</summary>
    public void End()
    {
        foreach (var (place, facts) in _facts)
        {
            var calls = kind == CallTargetKind.Endpoint
                ? facts.OfType<ApiResponseRecord>().Select(ExaminedCalls.Of) : ModelCallRecord.CallsOf(facts).Select(ExaminedCalls.Of);
            conversations[place].Conversation.Calls.AddRange(calls.Where(call => call.StartedAt.UtcTicks >= first && call.StartedAt.UtcTicks < end));
        }
    }

    private void AddCalls(QueryBatch reads)
    {
        var arguments = Arguments(conversations);
        arguments.Add(first);
        arguments.Add(end);
        string named = name is null ? "" : $"AND k.name = {arguments.Add(name)}";
        string sql = Calls.Replace("@payload", isDetailed ? "k.payload" : "NULL::bytea", StringComparison.Ordinal)
            .Replace("@named", named, StringComparison.Ordinal);
        reads.Add(sql, arguments.Values, AddCall);
    }

    private void AddFacts(QueryBatch reads, long factKind)
    {
        var arguments = Arguments(conversations);
        arguments.Add(factKind);
        reads.Add(s_facts, arguments.Values, row => AddFact(row, factKind));
    }

    private static SqlArguments Arguments(IEnumerable<CountedConversation> asked)
    {
        var arguments = new SqlArguments();
        var known = asked.ToList();
        arguments.Add(known.ConvertAll(static one => one.Number).ToArray());
        arguments.Add(known.ConvertAll(static one => one.Day).ToArray());
        arguments.Add(known.Select(static one => one.Day).Distinct().ToArray());
        return arguments;
    }

    private ExaminedConversation Of(Row row) => conversations[row.Int32(0) - 1].Conversation;

    private void AddCall(Row row)
    {
        var call = new ExaminedCall(row.Text(1), row.Text(2), row.Time(3), row.OptionalDuration(4), (FunctionOutcome?)row.OptionalInt64(5))
        {
            ErrorType = row.OptionalText(6),
        };
        Of(row).Calls.Add(isDetailed ? ExaminedCalls.Detailed(call, VisibleCall.Of(row.Bytes(7))) : call);
    }

    // Entries are read for the first conversations only, so their positions are the same.
    private void AddEntry(Row row) => Of(row).LogEntries.Add(new ExaminedEntry(row.Text(1), (EntryLevel)row.Int32(2), row.Text(3), row.Time(4)));

    private void AddFact(Row row, long factKind)
    {
        if (VisibleFact.Read(factKind, row.Guid(1), row.OptionalText(4), row.Time(2), row.Bytes(3)) is not { } fact)
        {
            return;
        }

        if (kind != CallTargetKind.Function)
        {
            int place = row.Int32(0) - 1;
            (_facts.TryGetValue(place, out var facts) ? facts : _facts[place] = []).Add(fact with { TurnId = row.OptionalText(5) });
        }
        else if (fact is ApiResponseRecord { FunctionEventId: { } call } response)
        {
            Of(row).Responses.Add(new ExaminedResponse(call, response.StatusCode, response.IsProblem));
        }
    }
}
