using ConvLog.Storage;

namespace ConvLog.PostgreSql;

/// <summary>The access log as rows, in the order in which they were written.</summary>
internal static class AccessRows
{
    private const string Insert = """
        INSERT INTO #.access (at, reader, kind, conversation_id, reason)
        SELECT at, reader, kind, conversation_id, reason
        FROM unnest($1::bigint[], $2::bytea[], $3::int[], $4::bytea[], $5::bytea[]) WITH ORDINALITY AS given (at, reader, kind, conversation_id, reason, place) ORDER BY place
        """;

    private const string Columns = "SELECT no, at, reader, kind, conversation_id, reason FROM #.access";
    private const string Rest = "no < $2 AND ($3::bytea IS NULL OR reader = $3) AND at >= $4 AND at < $5 ORDER BY no DESC LIMIT $6";
    private const string OfAll = $"{Columns} WHERE $1::bytea IS NULL AND {Rest}";
    private const string OfConversation = $"{Columns} WHERE conversation_id = $1 AND {Rest}";

    public static ValueTask<int> WriteAsync(Session session, IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken) => session.RunAsync(
        Insert,
        [
            accesses.Select(static access => access.At.UtcTicks).ToArray(),
            accesses.Select(static access => access.Reader).ToArray(),
            accesses.Select(static access => (int)access.Kind).ToArray(),
            accesses.Select(static access => access.ConversationId).ToArray(),
            accesses.Select(static access => access.Reason).ToArray(),
        ],
        cancellationToken);

    public static async ValueTask<AccessPage> ReadAsync(Session session, AccessQuery query, CancellationToken cancellationToken)
    {
        object?[] asked =
        [
            query.ConversationId, query.Before ?? long.MaxValue, query.Reader, query.From?.UtcTicks ?? long.MinValue, query.To?.UtcTicks ?? long.MaxValue, query.Limit + 1L,
        ];
        var rows = await session.ListAsync(query.ConversationId is null ? OfAll : OfConversation, asked, static row => (No: row.Int64(0), Access: Of(row)), cancellationToken).ConfigureAwait(false);
        return new AccessPage([.. rows.Take(query.Limit).Select(static row => row.Access)], rows.Count > query.Limit ? rows[query.Limit - 1].No : null);
    }

    private static AccessRecord Of(Row row) => new()
    {
        At = row.Time(1),
        Reader = row.Text(2),
        Kind = (AccessKind)row.Int32(3),
        ConversationId = row.OptionalText(4),
        Reason = row.OptionalText(5),
    };
}
