using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads;
using Npgsql;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// Fills the columns of migration 5 that stand in what is known of a conversation: JSON, which may be damaged. <c>earlier-0005.sql</c> fills the others.
/// </summary>
internal static class EarlierFilters
{
    private const int Batch = 1_000;

    private const string FindConversations = """
        SELECT conversation, day, id, known, known_checksum FROM #.conversation
        WHERE conversation > $1 AND (position('"variant":'::bytea IN known) > 0 OR position('"language":'::bytea IN known) > 0
            OR position('"direction":'::bytea IN known) > 0 OR position('"handoff":'::bytea IN known) > 0)
        ORDER BY conversation LIMIT $2
        """;

    /// <summary>Fills them, in the transaction of the migration.</summary>
    public static async ValueTask FillAsync(Session session, CancellationToken cancellationToken)
    {
        for (long last = 0; ;)
        {
            var rows = await session.ListAsync(
                FindConversations, [last, Batch],
                static row => (Number: row.Int64(0), Day: row.Int32(1), Id: row.Text(2), Known: row.Bytes(3), Checksum: row.OptionalInt64(4)),
                cancellationToken).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                return;
            }

            // Of a damaged row nothing is used: a reader finds the damage.
            var filled = new BulkRows(
                "conversation", "conversation bigint", "day bigint", "variant bytea", "language bytea", "direction bigint",
                "handoff bytea", "handoff_reason bytea");
            foreach (var row in rows.Where(static row => row.Checksum == ConversationPayload.ChecksumOf(row.Number, row.Known)))
            {
                var known = ConversationPayload.Read(row.Id, row.Known, personal: default, pseudonym: null, out _);
                filled.Add(row.Number, row.Day, known.VariantId, known.Language, (long?)known.Direction, known.Handoff?.Destination, known.Handoff?.Reason);
            }

            if (filled.Count > 0)
            {
                var batch = new NpgsqlBatch(session.Connection);
                await using var disposing = batch.ConfigureAwait(false);
                filled.UpdateBy(session, batch, keys: 2);
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }

            last = rows[^1].Number;
        }
    }
}
