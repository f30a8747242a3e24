using ConvLog.Storage.Access;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Storage.Relational;

/// <summary>
/// The access log, in the order in which it was written, and its hash chain: each row is a link, and the chain's beginning and head are one row of their own.
/// </summary>
internal static class AccessTable
{
    private const string Columns = "SELECT no, at, reader, subject, kind, conversation_id, user_pseudonym, reason FROM #.access";
    private const string Rest = "no < $1 AND (reader = $2 OR $2 IS NULL) AND (subject = $3 OR $3 IS NULL) AND at >= $4 AND at < $5 ORDER BY no DESC LIMIT $6";
    private const string OfAll = $"{Columns} WHERE {Rest}";
    private const string OfConversation = $"{Columns} WHERE conversation_id = $7 AND {Rest}";

    private const string Ends = "SELECT removed, removed_hash, last, last_hash FROM #.access_chain WHERE no = 1";
    private const string SetLast = "UPDATE #.access_chain SET last = $1, last_hash = $2 WHERE no = 1";
    private const string Links =
        "SELECT no, at, kind, reader, subject, conversation_id, user_pseudonym, reason, hash FROM #.access WHERE no > $1 ORDER BY no LIMIT $2";

    /// <summary>Stores the last access that was written.</summary>
    public static SqlStatement PutLast(AccessLink last) => new(SetLast, last.Number, last.Hash);

    /// <summary>The last access that was written, which the next one follows.</summary>
    /// <param name="session">The transaction that writes.</param>
    /// <param name="table">The table of the chain, as messages name it.</param>
    /// <param name="rowLock">Ends a query that locks its rows until the transaction ends; empty if the database admits only one writer.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ConversationStoreException">The row that holds it is missing.</exception>
    public static async ValueTask<AccessLink> LastAsync(IRelationalSession session, string table, string rowLock, CancellationToken cancellationToken)
        => (await EndsAsync(session, $"{Ends}{rowLock}", cancellationToken).ConfigureAwait(false))?.Last
            ?? throw new ConversationStoreException(
                StoreFault.Unusable,
                $"The head of the access log's chain is missing: somebody deleted the row of the table {table}. Nothing can be written to the access log, and "
                    + "so no personal data is shown. Restore a backup.");

    public static async ValueTask<AccessPage> ReadAsync(IRelationalSession session, AccessQuery query, CancellationToken cancellationToken)
    {
        object?[] asked =
        [
            query.Before ?? long.MaxValue, query.Reader, query.Subject, query.From?.UtcTicks ?? long.MinValue, query.To?.UtcTicks ?? long.MaxValue,
                query.Limit + 1L,
        ];
        var rows = await session.ListAsync(
            new SqlQuery<(long No, AccessRecord Access)>(
                query.ConversationId is null ? OfAll : OfConversation,
                query.ConversationId is null ? asked : [.. asked, query.ConversationId],
                static row => (row.Int64(0), Of(row))),
            cancellationToken).ConfigureAwait(false);
        return new AccessPage
        {
            Accesses = [.. rows.Take(query.Limit).Select(static row => row.Access)],
            Next = rows.Count > query.Limit ? rows[query.Limit - 1].No : null,
        };
    }

    /// <summary>Reads a part of the chain: at most a number of accesses, after one.</summary>
    public static async ValueTask<AccessChainPart> ReadChainAsync(IRelationalSession session, long after, int most, CancellationToken cancellationToken)
    {
        var ends = await EndsAsync(session, Ends, cancellationToken).ConfigureAwait(false);
        var rows = await session.ListAsync(
            new SqlQuery<AccessChainRow>(Links, [after, most], static row => new(row.Int64(0), ContentOf(row), row.Bytes(8).ToArray())), cancellationToken)
            .ConfigureAwait(false);
        return new AccessChainPart(ends?.Removed, ends?.Last, rows);
    }

    private static async ValueTask<(AccessLink Removed, AccessLink Last)?> EndsAsync(
        IRelationalSession session, string sql, CancellationToken cancellationToken)
    {
        var ends = await session.ListAsync(
            new SqlQuery<(AccessLink, AccessLink)>(sql, [], static row => (LinkOf(row, 0), LinkOf(row, 2))), cancellationToken).ConfigureAwait(false);
        return ends is [var one] ? one : null;
    }

    private static AccessLink LinkOf(IRow row, int first) => new(row.Int64(first), row.Bytes(first + 1).ToArray());

    private static AccessRecord Of(IRow row) => new()
    {
        At = row.Time(1),
        Reader = row.Text(2),
        Subject = row.OptionalText(3),
        Kind = (AccessKind)row.Int32(4),
        ConversationId = row.OptionalText(5),
        UserPseudonym = row.OptionalText(6),
        Reason = row.OptionalText(7),
    };

    private static byte[] ContentOf(IRow row)
        => AccessChain.ContentOf(row.Int64(1), row.Int64(2), BytesOf(row, 3), BytesOf(row, 4), BytesOf(row, 5), BytesOf(row, 6), BytesOf(row, 7));

    private static byte[]? BytesOf(IRow row, int column) => row.IsNull(column) ? null : row.Bytes(column).ToArray();
}
