using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Schema;

/// <summary>Makes the rows of migration 8 for the model calls of one partition: their facts are compressed, which no script can read.</summary>
internal static class EarlierModelCalls
{
    private const int Batch = 1_000;

    /// <summary>Makes them, in the transaction of the migration. Of damaged facts nothing is used: a reader finds the damage.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="partition">The end of the names of the partition's tables.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask FillAsync(Session session, string partition, CancellationToken cancellationToken)
    {
        string next = $"""
            SELECT conversation FROM #.conversation_{partition}
            WHERE conversation > $1 AND model_calls + ended_model_calls > 0 ORDER BY conversation LIMIT $2
            """;
        string facts = FormattableString.Invariant($"""
            SELECT f.conversation, f.day, f.id, f.writer, f.sequence, f.scope, f.kind, f.time, f.payload, f.checksum, s.turn_id, s.call_id, s.checksum
            FROM #.fact_{partition} AS f LEFT JOIN #.scope_{partition} AS s ON s.conversation = f.conversation AND s.day = f.day AND s.no = f.scope
            WHERE f.conversation = ANY($1) AND f.kind = {FactPayload.ModelCall} ORDER BY f.conversation, f.no
            """);
        for (long last = 0; ;)
        {
            var conversations = await session.ListAsync(next, [last, Batch], static row => row.Int64(0), cancellationToken).ConfigureAwait(false);
            if (conversations.Count == 0)
            {
                return;
            }

            var calls = new Dictionary<(long Conversation, long Id), (int Day, string? TurnId, ModelCallRow Row)>();
            foreach (var call in await session.ListAsync(facts, [conversations.ToArray()], Read, cancellationToken).ConfigureAwait(false))
            {
                if (call.Row is { } row
                    && (!calls.TryGetValue((call.Conversation, row.Id), out var kept) || row.Replaces(kept.Row.HasEnded)))
                {
                    calls[(call.Conversation, row.Id)] = (call.Day, call.TurnId, row);
                }
            }

            var rows = ModelCallRows.In($"model_call_{partition}");
            foreach (var ((conversation, _), (day, turnId, row)) in calls)
            {
                rows.Add(ModelCallRows.Values(conversation, day, turnId, row));
            }

            await rows.InsertAsync(session, cancellationToken).ConfigureAwait(false);
            last = conversations[^1];
        }
    }

    private static (long Conversation, int Day, string? TurnId, ModelCallRow? Row) Read(Row row)
    {
        long checksum = row.Int64(9);
        if (checksum != ChecksumOf(hasPersonal: false) && checksum != ChecksumOf(hasPersonal: true))
        {
            return default;
        }

        string? turn = row.OptionalText(10);
        bool isPlaceWhole = row.OptionalInt64(12) == RowChecksums.ChecksumOf(row.Int64(0), turn, row.OptionalText(11));
        var place = new MetricRecord
        {
            ConversationId = "",
            WriterId = Guid.Empty,
            Sequence = row.Int64(4),
            Id = row.Guid(2),
            Timestamp = row.Time(7),
            Metric = default,
        };
        var call = (ModelCallRecord)FactPayload.Read(row.Int64(6), place, row.Bytes(8), personal: default)!;
        return (row.Int64(0), row.Int32(1), isPlaceWhole ? turn : null, ModelCallRow.Of(call));

        long ChecksumOf(bool hasPersonal) => RowChecksums.ChecksumOf(
            row.Guid(2), row.Int64(3), row.Int64(4), row.Int64(5), row.Int64(6), row.Int64(7), row.Bytes(8), hasPersonal);
    }
}
