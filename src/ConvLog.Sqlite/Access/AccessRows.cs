using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>The access log as rows, in the order in which they were written.</summary>
internal static class AccessRows
{
    private const string Insert = "INSERT INTO access (at, reader, kind, conversation_id, reason) VALUES (?1, ?2, ?3, ?4, ?5)";
    private const string Columns = "SELECT no, at, reader, kind, conversation_id, reason FROM access";
    private const string Rest = "no < ?2 AND (?3 IS NULL OR reader = ?3) AND at >= ?4 AND at < ?5 ORDER BY no DESC LIMIT ?6";
    private const string OfAll = $"{Columns} WHERE ?1 IS NULL AND {Rest}";
    private const string OfConversation = $"{Columns} WHERE conversation_id = ?1 AND {Rest}";

    public static bool Write(Session session, IReadOnlyList<AccessRecord> accesses)
    {
        for (int i = 0; i < accesses.Count; i++)
        {
            var access = accesses[i];
            session[Insert].Bind(1, access.At.UtcTicks).Bind(2, access.Reader).Bind(3, (long)access.Kind).Bind(4, access.ConversationId).Bind(5, access.Reason).Run();
        }

        return true;
    }

    public static AccessPage Read(Session session, AccessQuery query)
    {
        var rows = session[query.ConversationId is null ? OfAll : OfConversation]
            .Bind(1, query.ConversationId)
            .Bind(2, query.Before ?? long.MaxValue)
            .Bind(3, query.Reader)
            .Bind(4, query.From?.UtcTicks ?? long.MinValue)
            .Bind(5, query.To?.UtcTicks ?? long.MaxValue)
            .Bind(6, query.Limit + 1L);
        var accesses = new List<AccessRecord>();
        long? next = null;
        while (rows.Step())
        {
            if (accesses.Count == query.Limit)
            {
                rows.Reset();
                return new AccessPage(accesses, next);
            }

            next = rows.Int64(0);
            accesses.Add(new AccessRecord
            {
                At = rows.Time(1),
                Reader = rows.Text(2),
                Kind = (AccessKind)rows.Int64(3),
                ConversationId = rows.OptionalText(4),
                Reason = rows.OptionalText(5),
            });
        }

        return new AccessPage(accesses, null);
    }
}
