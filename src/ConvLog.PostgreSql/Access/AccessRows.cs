using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Relational;
using Npgsql;

namespace ConvLog.PostgreSql.Access;

/// <summary>Writes to the access log. Each row is a link of the hash chain, which one host extends at a time.</summary>
internal static class AccessRows
{
    private const string Insert = """
        INSERT INTO #.access (no, at, reader, subject, kind, conversation_id, user_pseudonym, reason, hash)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::int[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[])
        """;

    /// <summary>Writes accesses and commits the transaction.</summary>
    public static async ValueTask<bool> WriteAsync(Session session, IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken)
    {
        var last = await LockAsync(session, cancellationToken).ConfigureAwait(false);
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
        session.AddTo(batch, AccessTable.PutLast(links[^1]));

        // Others wait for the head until the commit, so no further round trip is made.
        await session.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes the exclusive lock for extending or shortening the chain, until the transaction ends.</summary>
    /// <returns>The last access that was written.</returns>
    /// <exception cref="ConversationStoreException">The row of the chain is missing.</exception>
    public static ValueTask<AccessLink> LockAsync(Session session, CancellationToken cancellationToken)
        => AccessTable.LastAsync(session, $"access_chain of the schema {session.Schema}", rowLock: " FOR UPDATE", cancellationToken);
}
