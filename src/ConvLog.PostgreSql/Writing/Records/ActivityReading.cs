using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>
/// Reads stored turns and function events: all of them for conversations that are recounted, otherwise those that the batch contains.
/// </summary>
/// <param name="conversations">The conversations of the batch.</param>
/// <param name="records">The records of the batch.</param>
internal sealed class ActivityReading(BatchConversations conversations, IReadOnlyList<StoreRecord> records)
{
    private const string TurnColumns = """
        r.conversation, r.no, r.id, r.writer, r.revision, r.checksum, r.started, r.ended, r.latency, r.input_tokens, r.output_tokens, r.flags, r.failed, r.cost,
        r.currency, r.first_byte, r.total_tokens
        """;

    private const string CallColumns = "r.conversation, r.no, r.id, r.writer, r.revision, r.checksum, r.started, r.duration, r.outcome, r.losses, r.unobserved";

    // Texts are long, so they are read only for turns that may change.
    private const string FindTurns = $"""
        SELECT {TurnColumns}, CASE WHEN id = ANY($3) THEN user_input END, CASE WHEN id = ANY($3) THEN agent_response END FROM #.turn# AS r WHERE {StateQueries.These}
        """;

    private const string FindCalls = $"SELECT {CallColumns} FROM #.call# AS r WHERE {StateQueries.These}";

    private const string Given = "FROM unnest($1, $2, $3) AS given (conversation, day, id)";

    private const string OfGiven = "r.conversation = given.conversation AND r.day = given.day AND r.id = given.id AND r.day = ANY($4) AND r.conversation = ANY($1)";
    private const string FindGivenTurns = $"SELECT {TurnColumns}, r.user_input, r.agent_response {Given} JOIN #.turn# AS r ON {OfGiven}";
    private const string FindGivenCalls = $"SELECT {CallColumns} {Given} JOIN #.call# AS r ON {OfGiven}";

    private static readonly string s_findLast
        = StateQueries.Last($"{StateQueries.LastOf("turn", "DESC")}, {StateQueries.LastOf("call", "DESC")}");

    public void AddTo(StateQueries reads, List<ConversationChange> stored)
    {
        AddAllTo(reads, stored.FindAll(static change => change.IsCounted));
        var others = stored.FindAll(static change => !change.IsCounted && change.Contains(RecordKinds.Activity));
        if (others.Count == 0)
        {
            return;
        }

        AddGivenTo(reads, FindGivenTurns, TurnWriting.IdOf, ReadTurn);
        AddGivenTo(reads, FindGivenCalls, static record => (record as FunctionEventRecord)?.Id, ReadCall);
        reads.AddLast(s_findLast, others,
            static (change, row) => (change.LastTurn, change.LastCall) = ((int)(row.OptionalInt64(1) ?? 0), (int)(row.OptionalInt64(2) ?? 0)));
    }

    private void AddAllTo(StateQueries reads, List<ConversationChange> counted)
    {
        if (counted.Count > 0)
        {
            string[] given = [.. records.Select(TurnWriting.IdOf).OfType<string>().Distinct(StringComparer.Ordinal)];
            reads.Add(FindTurns, [BatchConversations.NumbersOf(counted), BatchConversations.DaysOf(counted), given], ReadTurn);
            reads.Add(FindCalls, counted, ReadCall);
        }
    }

    private void AddGivenTo(StateQueries reads, string sql, Func<StoreRecord, string?> id, Action<ConversationChange, Row> read)
    {
        var given = new HashSet<(ConversationChange Change, string Id)>();
        foreach (var record in records)
        {
            if (id(record) is { } one && conversations.Of(record.ConversationId) is { IsCounted: false, IsErased: false } change)
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

    private static void ReadTurn(ConversationChange change, Row row)
    {
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

    private static void ReadCall(ConversationChange change, Row row)
    {
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
}
