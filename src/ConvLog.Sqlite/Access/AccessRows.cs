using ConvLog.Storage;
using ConvLog.Storage.Access;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Access;

/// <summary>Writes to the access log. Each row is a link of the hash chain.</summary>
internal static class AccessRows
{
    private const string Insert =
        "INSERT INTO access (no, at, reader, subject, kind, conversation_id, user_pseudonym, reason, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    public static async ValueTask<bool> WriteAsync(IRelationalSession session, IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken)
    {
        var last = await AccessTable.LastAsync(session, "\"access_chain\"", rowLock: "", cancellationToken).ConfigureAwait(false);
        foreach (var (access, link) in accesses.Zip(AccessChain.Next(last, accesses)))
        {
            SqlStatement row = new(Insert, link.Number, access.At.UtcTicks, access.Reader, access.Subject, (int)access.Kind, access.ConversationId,
                access.UserPseudonym, access.Reason, link.Hash);
            await session.RunAsync(row, cancellationToken).ConfigureAwait(false);
            last = link;
        }

        await session.RunAsync(AccessTable.PutLast(last), cancellationToken).ConfigureAwait(false);
        return true;
    }
}
