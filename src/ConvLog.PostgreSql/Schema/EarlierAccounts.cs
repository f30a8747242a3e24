using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Schema;

/// <summary>
/// Fills the columns of accounts, projects and removed improved answers in a schema that was made before it had them (before 31e7f09). Part of migration 2,
/// which adds the columns: a script cannot compute a checksum, and would fail at the first damaged row.
/// </summary>
internal static class EarlierAccounts
{
    private const string FindColumn = """
        SELECT 1 FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = pg_catalog.convert_from($1, 'UTF8') AND c.relname = 'annotation' AND a.attname = 'removed' AND NOT a.attisdropped
        """;

    private const string FindAnnotations = "SELECT conversation, day, no, id, turn_id, author, created, checksum FROM #.annotation";

    private const string ToFill =
        "account IS NULL AND project IS NULL AND (position('\"account\":'::bytea IN known) > 0 OR position('\"project\":'::bytea IN known) > 0)";

    /// <summary>Whether a schema was made before it had the columns. To be asked before the migration's script.</summary>
    public static async ValueTask<bool> AreMissingAsync(Session session, string name, CancellationToken cancellationToken)
        => await session.NumberAsync(FindColumn, [name], cancellationToken).ConfigureAwait(false) is null;

    /// <summary>Fills the columns, in the transaction of the migration.</summary>
    public static async ValueTask FillAsync(Session session, CancellationToken cancellationToken)
    {
        await RenewChecksumsAsync(session, cancellationToken).ConfigureAwait(false);
        await EarlierConversations.FillAsync(
            session, ToFill, ["account bytea", "project bytea"], static known => [known.AccountId, known.ProjectId], cancellationToken).ConfigureAwait(false);
    }

    // The checksum counts since then whether an answer was removed. A row whose checksum was wrong before keeps it: its damage must not be forgotten.
    private static async ValueTask RenewChecksumsAsync(Session session, CancellationToken cancellationToken)
    {
        var renewed = new BulkRows("annotation", "conversation bigint", "day bigint", "no bigint", "checksum bigint");
        var rows = await session.ListAsync(
            FindAnnotations,
            [],
            static row => (Number: row.Int64(0), Day: row.Int32(1), No: row.Int32(2), Checksum: row.Int64(7), Annotation: new AnnotationRecord
            {
                ConversationId = "",
                Id = row.Guid(3),
                TurnId = row.Text(4),
                Author = row.OptionalText(5),
                CreatedAt = row.Time(6),
                ImprovedAnswer = "",
            }),
            cancellationToken).ConfigureAwait(false);
        foreach (var row in rows.Where(static row => EarlierChecksumOf(row.Annotation, row.Number) == row.Checksum))
        {
            renewed.Add(row.Number, row.Day, row.No, RowChecksums.ChecksumOf(row.Annotation, row.Number, hasPersonal: true));
        }

        await renewed.UpdateAsync(session, keys: 3, cancellationToken).ConfigureAwait(false);
    }

    private static long EarlierChecksumOf(AnnotationRecord annotation, long conversation)
    {
        var checksum = new Checksum(conversation);
        checksum.Add(annotation.CreatedAt.UtcTicks);
        checksum.Add(1L);
        checksum.Add(annotation.Id);
        checksum.Add(annotation.TurnId);
        checksum.Add(annotation.Author);
        return checksum.Value;
    }
}
