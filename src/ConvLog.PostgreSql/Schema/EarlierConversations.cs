using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// Fills columns of stored conversations from what is known of each, for a migration that adds them: JSON, which a script cannot check for damage.
/// </summary>
internal static class EarlierConversations
{
    private const int Batch = 1_000;

    /// <summary>Fills the columns. Of damaged conversations nothing is used: a reader finds the damage.</summary>
    /// <param name="session">The connection, in the transaction of the migration.</param>
    /// <param name="where">Which conversations, as an SQL condition.</param>
    /// <param name="columns">The columns, each with its type as in <see cref="BulkRows"/>.</param>
    /// <param name="valuesOf">A value for each of the columns, in their order.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask FillAsync(
        Session session, string where, string[] columns, Func<ConversationRecord, object?[]> valuesOf, CancellationToken cancellationToken)
    {
        string find = $"""
            SELECT conversation, day, id, known, known_checksum FROM #.conversation
            WHERE conversation > $1 AND ({where})
            ORDER BY conversation LIMIT $2
            """;
        for (long last = 0; ;)
        {
            var rows = await session.ListAsync(
                find,
                [last, Batch],
                static row => (Number: row.Int64(0), Day: row.Int32(1), Id: row.Text(2), Known: row.Bytes(3), Checksum: row.OptionalInt64(4)),
                cancellationToken).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                return;
            }

            var filled = new BulkRows("conversation", ["conversation bigint", "day bigint", .. columns]);
            foreach (var row in rows.Where(static row => row.Checksum == ConversationPayload.ChecksumOf(row.Number, row.Known)))
            {
                filled.Add([row.Number, row.Day, .. valuesOf(ConversationPayload.Read(row.Id, row.Known, personal: default, pseudonym: null, out _))]);
            }

            await filled.UpdateAsync(session, keys: 2, cancellationToken).ConfigureAwait(false);
            last = rows[^1].Number;
        }
    }
}
