using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads.Rows;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <summary>The rows of personal parts, encrypted with the key of their conversation.</summary>
internal static class PersonalRows
{
    private static readonly string[] s_columns = ["conversation bigint", "day bigint", "kind bigint", "ref bigint", "payload bytea", "checksum bigint"];

    /// <summary>Replaces the parts that changed.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="batch">The batch that the statements are added to.</param>
    /// <param name="changes">The conversations, whose keys are known.</param>
    /// <param name="mode">Whether a part of a new row may be stored: a row deleted by hand may have left it.</param>
    public static void PutBy(Session session, NpgsqlBatch batch, IEnumerable<ConversationChange> changes, WriteMode mode)
    {
        var added = new BulkRows("pii#", s_columns);
        var gone = new BulkRows("pii#", s_columns[..4]);
        foreach (var change in changes)
        {
            foreach (var ((kind, reference), part) in change.Parts)
            {
                if (!part.IsNew || mode == WriteMode.Careful)
                {
                    gone.Add(change.Number, change.Day, (long)kind, reference);
                }

                if (part.Payload is { } payload)
                {
                    byte[] sealedPart = change.Key!.Seal(kind, reference, payload);
                    added.Add(change.Number, change.Day, (long)kind, reference, sealedPart, RowChecksums.ChecksumOf(kind, reference, sealedPart));
                }
            }
        }

        gone.DeleteBy(session, batch);
        added.InsertBy(session, batch);
    }
}
