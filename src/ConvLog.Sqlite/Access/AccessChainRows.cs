using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog.Sqlite.Access;

/// <summary>The chain of the access log: its beginning and head, which are stored in one row, and the reads in the form that the chain uses.</summary>
internal static class AccessChainRows
{
    private const string Ends = "SELECT removed, removed_hash, last, last_hash FROM access_chain WHERE no = 1";
    private const string SetLast = "UPDATE access_chain SET last = ?1, last_hash = ?2 WHERE no = 1";
    private const string SetRemoved = "UPDATE access_chain SET removed = ?1, removed_hash = ifnull((SELECT hash FROM access WHERE no = ?1), x'') WHERE no = 1";
    private const string Rows =
        "SELECT no, at, kind, reader, subject, conversation_id, user_pseudonym, reason, hash FROM access WHERE no > ?1 ORDER BY no LIMIT ?2";

    /// <summary>The last read that was written.</summary>
    /// <exception cref="ConversationStoreException">The row that holds it is missing.</exception>
    public static AccessLink Last(Session session) => ReadEnds(session).Last ?? throw new ConversationStoreException(
        StoreFault.Unusable,
        "The head of the access log's chain is missing: somebody deleted the row of the table \"access_chain\". Nothing can be written to the access log, and "
            + "so no personal data is shown. Put a backup in its place.");

    /// <summary>Stores the last read that was written.</summary>
    public static void PutLast(Session session, AccessLink last) => session[SetLast].Bind(1, last.Number).BindBlob(2, last.Hash).Run();

    /// <summary>Makes the chain begin after a read, which must still exist.</summary>
    public static void BeginBehind(Session session, long number) => session[SetRemoved].Bind(1, number).Run();

    /// <summary>Reads a part of the chain.</summary>
    /// <param name="session">The connection, in its snapshot.</param>
    /// <param name="after">The number of the read after which to begin.</param>
    /// <param name="most">The maximum number of reads.</param>
    public static AccessChainPart Read(Session session, long after, int most)
    {
        var (removed, last) = ReadEnds(session);
        var found = new List<AccessChainRow>();
        var rows = session[Rows].Bind(1, after).Bind(2, most);
        while (rows.Step())
        {
            found.Add(new AccessChainRow(rows.Int64(0), ContentOf(rows), rows.Bytes(8).ToArray()));
        }

        return new AccessChainPart(removed, last, found);
    }

    private static (AccessLink? Removed, AccessLink? Last) ReadEnds(Session session)
    {
        var row = session[Ends];
        if (!row.Step())
        {
            return (null, null);
        }

        var ends = (new AccessLink(row.Int64(0), row.Bytes(1).ToArray()), new AccessLink(row.Int64(2), row.Bytes(3).ToArray()));
        row.Reset();
        return ends;
    }

    private static byte[] ContentOf(Statement row)
        => AccessChain.ContentOf(row.Int64(1), row.Int64(2), BytesOf(row, 3), BytesOf(row, 4), BytesOf(row, 5), BytesOf(row, 6), BytesOf(row, 7));

    private static byte[]? BytesOf(Statement row, int column) => row.IsNull(column) ? null : row.Bytes(column).ToArray();
}
