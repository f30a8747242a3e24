using ConvLog.Entries;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;
using Npgsql;

namespace ConvLog.PostgreSql.Text;

/// <summary>Reads the searchable text of entries and turns. It contains no personal entries and no values of personal fields.</summary>
internal static class IndexedText
{
    /// <summary>The condition that an entry (e) is searchable.</summary>
    public const string IsSearched = "e.kind < 4";

    // What a row has before its text: the place of the document, and of the hit. Without conversations, only documents are needed.
    private const string NoPlace = "r.at, ''::bytea, NULL::bytea, NULL::bytea, NULL::uuid";
    private const string EntryPlace = "r.at, c.id, s.turn_id, s.call_id, w.id";
    private const string TurnPlace = "r.at, c.id, e.id, NULL::bytea, NULL::uuid";

    private const string EntryText = "e.no, e.time, e.scope, e.kind, e.content, e.fields, e.masked, e.checksum";
    private const string TurnText = "e.no, e.started, e.user_input, e.agent_response";

    /// <summary>
    /// Reads the texts of documents, in any order. Missing or damaged ones are omitted: reading the conversation reports the damage, and the search continues
    /// without it.
    /// </summary>
    /// <param name="session">The connection.</param>
    /// <param name="documents">The documents that the index named.</param>
    /// <param name="asked">The conversations to search; null for all, if only documents are needed and not their locations.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="which">The entries to search, if all conversations are searched and no turns; null for all.</param>
    /// <param name="most">The maximum number of texts of a document; null for all.</param>
    /// <param name="unreadable">Receives the error of each damaged text.</param>
    public static async ValueTask<List<FoundText>> ReadAsync(Session session, IReadOnlyList<FoundDocument> documents, RowSelection? asked,
        CancellationToken cancellationToken, RowSelection? which = null, int? most = null, List<Exception>? unreadable = null)
    {
        var texts = new List<FoundText>(documents.Count);
        object?[] given = asked?.Parameters ?? which?.Parameters ?? [];
        foreach (var kind in documents.GroupBy(static document => document.Kind))
        {
            FoundDocument[] some = [.. kind];
            string sql = Select(kind.Key, asked, which, given.Length + 1, most);
            var read = await session.ListAsync(sql, [.. given, .. Columns(some)], row => Read(row, some, unreadable), cancellationToken).ConfigureAwait(false);
            texts.AddRange(read.OfType<FoundText>());
        }

        return texts;
    }

    /// <summary>The columns of documents for <c>unnest</c>: conversations, days, first and last numbers; and the different days, so that only their partitions
    /// are read.</summary>
    public static object?[] Columns(FoundDocument[] documents) =>
    [
        Array.ConvertAll(documents, static document => document.Conversation),
        Array.ConvertAll(documents, static document => document.Day),
        Array.ConvertAll(documents, static document => document.No),
        Array.ConvertAll(documents, static document => document.Last),
        documents.Select(static document => document.Day).Distinct().ToArray(),
    ];

    /// <summary>A condition on conversations r: that their row c matches.</summary>
    public static string MatchCondition(RowSelection asked, int days)
        => $"""
            CROSS JOIN LATERAL (
                SELECT * FROM #.conversation c WHERE c.conversation = r.conversation AND c.day = r.day AND c.day = ANY(${days}) AND {asked.Sql} OFFSET 0) c
            """;

    // OFFSET 0, or the limit, makes the server find each document's rows by their whole key. If the planner expects few entries in a conversation, it would
    // read all of them and compare their numbers. It bases that estimate on the whole table, which includes hidden entries.
    private static string Select(DocumentKind kind, RowSelection? asked, RowSelection? which, int first, int? most)
    {
        bool isTurn = kind == DocumentKind.Turn;
        int days = first + 4;
        return $"""
            SELECT {(asked is null ? NoPlace : isTurn ? TurnPlace : EntryPlace)}, {(isTurn ? TurnText : EntryText)}
            FROM unnest(${first}::bigint[], ${first + 1}::integer[], ${first + 2}::bigint[], ${first + 3}::bigint[])
                WITH ORDINALITY AS r (conversation, day, no, last, at)
            {(asked is null ? "" : MatchCondition(asked, days))}
            CROSS JOIN LATERAL (
                SELECT * FROM #.{(isTurn ? "turn" : "entry")} e
                WHERE e.conversation = r.conversation AND e.day = r.day AND e.day = ANY(${days}) AND e.no BETWEEN r.no AND r.last
                    {(isTurn ? "" : $"AND {IsSearched}")} {(which is null ? "" : $"AND {which.Sql}")}
                {(most is null ? "OFFSET 0" : $"ORDER BY e.no LIMIT {most}")}) e
            {(asked is null || isTurn ? "" : $"""
            CROSS JOIN LATERAL {One("writer", $"e.no >> {EntryNumber.SequenceBits}", days)} w
            LEFT JOIN LATERAL {One("scope", "e.scope", days)} s ON true
            """)}
            """;
    }

    // The row with a number in conversation r, found by the primary key. The planner would read all rows of the conversation, or of the partition.
    private static string One(string table, string no, int days)
        => $"""
            (SELECT * FROM #.{table} x WHERE x.conversation = r.conversation AND x.day = r.day AND x.day = ANY(${days}) AND x.no BETWEEN {no} AND {no}
            ORDER BY x.no LIMIT 1)
            """;

    private static FoundText? Read(Row row, FoundDocument[] documents, List<Exception>? unreadable)
    {
        try
        {
            var document = documents[row.Int64(0) - 1];
            var fields = document.Kind == DocumentKind.Turn ? default : Fields(row);
            Guid? entry = row.IsNull(4) ? null : EntryWriter.EntryId(row.Guid(4), EntryNumber.SequenceOf(row.Int64(5)));
            var text = document.Kind == DocumentKind.Turn
                ? SearchDocument.OfTurn(row.Text(7), row.Text(8)) : SearchDocument.OfEntry(row.Text(9), fields.AsSpan());
            var candidate = new SearchCandidate(text, row.Text(1), row.OptionalText(2), row.OptionalText(3), entry, new(row.Int64(6), TimeSpan.Zero));
            return new FoundText(document, row.Int64(5), candidate, fields);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or NpgsqlException))
        {
            unreadable?.Add(e);
            return null;
        }
    }

    private static LogFields Fields(Row row)
    {
        byte[] fields = row.Bytes(10);
        byte[] masked = row.Bytes(11);
        long checksum = EntryPayload.Checksum(
            row.Int64(5), row.Int64(7), row.Int64(8), row.Int64(6), row.Bytes(9), fields, masked, hasContent: !row.IsNull(9));
        return checksum != row.Int64(12) ? throw new InvalidDataException("An entry does not match its checksum.")
            : fields.Length == 0 ? default : EntryPayload.ReadFields(fields, masked, personal: default);
    }
}
