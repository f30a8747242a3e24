using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using Npgsql;

namespace ConvLog.PostgreSql.Access;

/// <summary>
/// The access log as rows, in the order in which they were written. Each row is a link of the hash chain, which one host extends at a time.
/// </summary>
internal static class AccessRows
{
    private const string Insert = """
        INSERT INTO #.access (no, at, reader, subject, kind, conversation_id, user_pseudonym, reason, hash)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::int[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[])
        """;

    private const string Columns = "SELECT no, at, reader, subject, kind, conversation_id, user_pseudonym, reason FROM #.access";
    private const string Rest =
        "no < $2 AND ($3::bytea IS NULL OR reader = $3) AND ($4::bytea IS NULL OR subject = $4) AND at >= $5 AND at < $6 ORDER BY no DESC LIMIT $7";
    private const string OfAll = $"{Columns} WHERE $1::bytea IS NULL AND {Rest}";
    private const string OfConversation = $"{Columns} WHERE conversation_id = $1 AND {Rest}";

    /// <summary>Writes accesses and commits the transaction.</summary>
    public static async ValueTask<bool> WriteAsync(Session session, IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken)
    {
        var last = await AccessChainRows.LockAsync(session, cancellationToken).ConfigureAwait(false);
        AccessLink[] links = [.. AccessChain.Next(last, accesses)];
        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        session.AddTo(
            batch,
            Insert,
            links.Select(static link => link.Number).ToArray(),
            accesses.Select(static access => access.At.UtcTicks).ToArray(),
            accesses.Select(static access => access.Reader).ToArray(),
            accesses.Select(static access => access.Subject).ToArray(),
            accesses.Select(static access => (int)access.Kind).ToArray(),
            accesses.Select(static access => access.ConversationId).ToArray(),
            accesses.Select(static access => access.UserPseudonym).ToArray(),
            accesses.Select(static access => access.Reason).ToArray(),
            links.Select(static link => link.Hash).ToArray());
        AccessChainRows.PutLast(session, batch, links[^1]);

        // Others wait for the head until the commit, so no further round trip is made.
        await session.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
        return true;
    }

    public static async ValueTask<AccessPage> ReadAsync(Session session, AccessQuery query, CancellationToken cancellationToken)
    {
        object?[] asked =
        [
            query.ConversationId, query.Before ?? long.MaxValue, query.Reader, query.Subject, query.From?.UtcTicks ?? long.MinValue,
                query.To?.UtcTicks ?? long.MaxValue, query.Limit + 1L,
        ];
        var rows = await session.ListAsync(query.ConversationId is null ? OfAll : OfConversation, asked, static row => (No: row.Int64(0), Access: Of(row)),
            cancellationToken).ConfigureAwait(false);
        return new AccessPage
        {
            Accesses = [.. rows.Take(query.Limit).Select(static row => row.Access)],
            Next = rows.Count > query.Limit ? rows[query.Limit - 1].No : null,
        };
    }

    private static AccessRecord Of(Row row) => new()
    {
        At = row.Time(1),
        Reader = row.Text(2),
        Subject = row.OptionalText(3),
        Kind = (AccessKind)row.Int32(4),
        ConversationId = row.OptionalText(5),
        UserPseudonym = row.OptionalText(6),
        Reason = row.OptionalText(7),
    };
}
