using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using Npgsql;

namespace ConvLog.PostgreSql.Access;

/// <summary>The chain of the access log: its beginning and head, which are one row, and the accesses with their hashes.</summary>
internal static class AccessChainRows
{
    private const string Ends = "SELECT removed, removed_hash, last, last_hash FROM #.access_chain WHERE no = 1";
    private const string LockEnds = $"{Ends} FOR UPDATE";
    private const string SetLast = "UPDATE #.access_chain SET last = $1, last_hash = $2 WHERE no = 1";
    private const string SetRemoved = """
        UPDATE #.access_chain
        SET removed = $1, removed_hash = coalesce((SELECT hash FROM #.access WHERE no = $1), '')
        WHERE no = 1
        """;
    private const string Rows =
        "SELECT no, at, kind, reader, subject, conversation_id, user_pseudonym, reason, hash FROM #.access WHERE no > $1 ORDER BY no LIMIT $2";

    /// <summary>Takes the exclusive lock for extending or shortening the chain, until the transaction ends.</summary>
    /// <returns>The last access that was written.</returns>
    /// <exception cref="ConversationStoreException">The row of the chain is missing.</exception>
    public static async ValueTask<AccessLink> LockAsync(Session session, CancellationToken cancellationToken)
    {
        var ends = await session.ListAsync(LockEnds, [], EndsOf, cancellationToken).ConfigureAwait(false);
        return ends.Count > 0
            ? ends[0].Last
            : throw new ConversationStoreException(
                StoreFault.Unusable,
                $"The head of the access log's chain is missing: somebody deleted the row of the table access_chain of the schema {session.Schema}. Nothing "
                    + "can be written to the access log, and so no personal data is shown. Restore a backup.");
    }

    /// <summary>Saves the last access that was written.</summary>
    public static void PutLast(Session session, NpgsqlBatch batch, AccessLink last) => session.AddTo(batch, SetLast, last.Number, last.Hash);

    /// <summary>Makes the chain begin after an access, which must still exist. The lock must be held.</summary>
    public static async ValueTask BeginBehindAsync(Session session, long number, CancellationToken cancellationToken)
        => await session.RunAsync(SetRemoved, [number], cancellationToken).ConfigureAwait(false);

    /// <summary>Reads a part of the chain.</summary>
    /// <param name="session">The connection, in its snapshot.</param>
    /// <param name="after">Only accesses after this number.</param>
    /// <param name="most">The maximum number of accesses.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public static async ValueTask<AccessChainPart> ReadAsync(Session session, long after, int most, CancellationToken cancellationToken)
    {
        var ends = await session.ListAsync(Ends, [], EndsOf, cancellationToken).ConfigureAwait(false);
        var rows = await session.ListAsync(Rows, [after, (long)most], static row => new AccessChainRow(row.Int64(0), ContentOf(row), row.Bytes(8)),
            cancellationToken).ConfigureAwait(false);
        return ends.Count == 0 ? new AccessChainPart(null, null, rows) : new AccessChainPart(ends[0].Removed, ends[0].Last, rows);
    }

    private static (AccessLink Removed, AccessLink Last) EndsOf(Row row)
        => (new AccessLink(row.Int64(0), row.Bytes(1)), new AccessLink(row.Int64(2), row.Bytes(3)));

    private static byte[] ContentOf(Row row)
        => AccessChain.ContentOf(row.Int64(1), row.Int64(2), BytesOf(row, 3), BytesOf(row, 4), BytesOf(row, 5), BytesOf(row, 6), BytesOf(row, 7));

    private static byte[]? BytesOf(Row row, int column) => row.IsNull(column) ? null : row.Bytes(column);
}
