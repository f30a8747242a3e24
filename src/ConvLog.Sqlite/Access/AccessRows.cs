using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Access;

namespace ConvLog.Sqlite.Access;

/// <summary>The access log as rows, in the order in which they were written. Each is a link of the hash chain.</summary>
internal static class AccessRows
{
    private const string Insert =
        "INSERT INTO access (no, at, reader, subject, kind, conversation_id, user_pseudonym, reason, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    private const string Columns = "SELECT no, at, reader, subject, kind, conversation_id, user_pseudonym, reason FROM access";
    private const string Rest = "no < ?2 AND (?3 IS NULL OR reader = ?3) AND (?4 IS NULL OR subject = ?4) AND at >= ?5 AND at < ?6 ORDER BY no DESC LIMIT ?7";
    private const string OfAll = $"{Columns} WHERE ?1 IS NULL AND {Rest}";
    private const string OfConversation = $"{Columns} WHERE conversation_id = ?1 AND {Rest}";

    public static bool Write(Session session, IReadOnlyList<AccessRecord> accesses)
    {
        var last = AccessChainRows.Last(session);
        foreach (var (access, link) in accesses.Zip(AccessChain.Next(last, accesses)))
        {
            session[Insert]
                .Bind(1, link.Number)
                .Bind(2, access.At.UtcTicks)
                .Bind(3, access.Reader)
                .Bind(4, access.Subject)
                .Bind(5, (long)access.Kind)
                .Bind(6, access.ConversationId)
                .Bind(7, access.UserPseudonym)
                .Bind(8, access.Reason)
                .BindBlob(9, link.Hash)
                .Run();
            last = link;
        }

        AccessChainRows.PutLast(session, last);
        return true;
    }

    public static AccessPage Read(Session session, AccessQuery query)
    {
        var rows = session[query.ConversationId is null ? OfAll : OfConversation]
            .Bind(1, query.ConversationId)
            .Bind(2, query.Before ?? long.MaxValue)
            .Bind(3, query.Reader)
            .Bind(4, query.Subject)
            .Bind(5, query.From?.UtcTicks ?? long.MinValue)
            .Bind(6, query.To?.UtcTicks ?? long.MaxValue)
            .Bind(7, query.Limit + 1L);
        var accesses = new List<AccessRecord>();
        long? next = null;
        while (rows.Step())
        {
            if (accesses.Count == query.Limit)
            {
                rows.Reset();
                return new AccessPage { Accesses = accesses, Next = next };
            }

            next = rows.Int64(0);
            accesses.Add(new AccessRecord
            {
                At = rows.Time(1),
                Reader = rows.Text(2),
                Subject = rows.OptionalText(3),
                Kind = (AccessKind)rows.Int64(4),
                ConversationId = rows.OptionalText(5),
                UserPseudonym = rows.OptionalText(6),
                Reason = rows.OptionalText(7),
            });
        }

        return new AccessPage { Accesses = accesses };
    }
}
