using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.PostgreSql.Writing;

/// <content>
/// Reads stored turns and function events: all of them for conversations that are recounted, otherwise those that the batch contains.
/// </content>
internal sealed partial class WriteBatch
{
    private const string TurnColumns = """
        r.conversation, r.no, r.id, r.writer, r.revision, r.checksum, r.started, r.ended, r.latency, r.input_tokens, r.output_tokens, r.flags, r.failed, r.cost,
        r.currency, r.first_byte, r.total_tokens
        """;

    private const string CallColumns = "r.conversation, r.no, r.id, r.writer, r.revision, r.checksum, r.started, r.duration, r.outcome, r.losses, r.unobserved";

    // Texts are long, so they are read only for turns that may change.
    private const string FindTurns = $"""
        SELECT {TurnColumns}, CASE WHEN id = ANY($3) THEN user_input END, CASE WHEN id = ANY($3) THEN agent_response END FROM #.turn# AS r WHERE {These}
        """;

    private const string FindCalls = $"SELECT {CallColumns} FROM #.call# AS r WHERE {These}";

    private const string Given = "FROM unnest($1, $2, $3) AS given (conversation, day, id)";

    private const string OfGiven = "r.conversation = given.conversation AND r.day = given.day AND r.id = given.id AND r.day = ANY($4) AND r.conversation = ANY($1)";
    private const string FindGivenTurns = $"SELECT {TurnColumns}, r.user_input, r.agent_response {Given} JOIN #.turn# AS r ON {OfGiven}";
    private const string FindGivenCalls = $"SELECT {CallColumns} {Given} JOIN #.call# AS r ON {OfGiven}";

    private static readonly string s_findLastOfCourse =
        $"SELECT given.conversation, {Last("turn", "DESC")}, {Last("call", "DESC")} FROM unnest($1, $2) AS given (conversation, day)";

    private void AddActivity(QueryBatch reads, List<ConversationChange> stored)
    {
        AddAllActivity(reads, stored.FindAll(static change => change.IsCounted));
        var others = stored.FindAll(static change => !change.IsCounted && change.Contains(RecordKinds.Activity));
        if (others.Count == 0)
        {
            return;
        }

        AddGiven(reads, FindGivenTurns, TurnOf, ReadTurn);
        AddGiven(reads, FindGivenCalls, static record => (record as FunctionEventRecord)?.Id, ReadCall);
        AddLast(reads, s_findLastOfCourse, others,
            static (change, row) => (change.LastTurn, change.LastCall) = ((int)(row.OptionalInt64(1) ?? 0), (int)(row.OptionalInt64(2) ?? 0)));
    }

    private void AddAllActivity(QueryBatch reads, List<ConversationChange> counted)
    {
        if (counted.Count > 0)
        {
            string[] given = [.. records.Select(TurnOf).OfType<string>().Distinct(StringComparer.Ordinal)];
            reads.Add(FindTurns, [NumbersOf(counted), DaysOf(counted), given], ReadTurn);
            Add(reads, FindCalls, counted, ReadCall);
        }
    }

    private void AddGiven(QueryBatch reads, string sql, Func<StoreRecord, string?> id, Action<Row> read)
    {
        var given = new HashSet<(ConversationChange Change, string Id)>();
        foreach (var record in records)
        {
            if (id(record) is { } one && ChangeOf(record.ConversationId) is { IsCounted: false, IsErased: false } change)
            {
                given.Add((change, one));
            }
        }

        if (given.Count > 0)
        {
            object[] asked =
            [
                given.Select(static one => one.Change.Number).ToArray(), given.Select(static one => one.Change.Day).ToArray(),
                given.Select(static one => one.Id).ToArray(), given.Select(static one => one.Change.Day).Distinct().ToArray(),
            ];
            reads.Add(sql, asked, read);
        }
    }

    private void ReadTurn(Row row)
    {
        var change = _byNumber[row.Int64(0)];
        change.LastTurn = Math.Max(change.LastTurn, row.Int32(1));
        change.Turns[row.Text(2)] = new TurnState
        {
            Number = row.Int32(1),
            IsStored = true,
            Writer = row.Int32(3),
            Revision = row.Int32(4),
            Checksum = row.Int64(5),
            Started = row.Int64(6),
            Ended = row.OptionalInt64(7),
            Latency = row.OptionalInt64(8),
            Usage = new UsageCost(row.OptionalText(13), row.OptionalText(14)).ToUsage("", row.OptionalInt64(9), row.OptionalInt64(10), null) with
            {
                TotalTokens = row.OptionalInt64(16),
            },
            Flags = row.Int64(11),
            HasFailed = row.Flag(12),
            FirstByte = row.OptionalInt64(15),
            Input = row.Text(17),
            Response = row.Text(18),
        };
    }

    private void ReadCall(Row row)
    {
        var change = _byNumber[row.Int64(0)];
        change.LastCall = Math.Max(change.LastCall, row.Int32(1));
        change.Calls[row.Text(2)] = new CallState
        {
            Number = row.Int32(1),
            IsStored = true,
            Writer = row.Int32(3),
            Revision = row.Int32(4),
            Checksum = row.Int64(5),
            Started = row.Int64(6),
            Duration = row.OptionalInt64(7),
            Outcome = row.OptionalInt64(8),
            Losses = row.Int64(9),
            IsUnobserved = row.Flag(10),
        };
    }

    // Adds a query for the last numbers (Last) of conversations.
    private void AddLast(QueryBatch reads, string sql, List<ConversationChange> asked, Action<ConversationChange, Row> read)
    {
        if (asked.Count > 0)
        {
            int[] days = [.. asked.Select(static change => change.Day)];
            reads.Add(sql, [NumbersOf(asked), days, days.Min(), days.Max()], row => read(_byNumber[row.Int64(0)], row));
        }
    }

    // The last row of a key, in the partitions of the batch's days.
    private static string Last(string table, string order) => $"""
        (SELECT no FROM #.{table}# AS r WHERE r.conversation = given.conversation AND r.day = given.day AND r.day BETWEEN $3 AND $4 ORDER BY no {order} LIMIT 1)
        """;
}
