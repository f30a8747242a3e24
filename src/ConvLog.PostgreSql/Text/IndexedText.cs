using ConvLog.Entries;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>Reads the searchable text of entries and turns. It contains no personal entries and no values of personal fields.</summary>
internal static class IndexedText
{
    /// <summary>The condition that an entry (e) is searchable.</summary>
    public const string IsSearched = "e.kind < 4";

    /// <summary>The columns of an entry (e) that <see cref="Fields"/> and <see cref="Document"/> read, in order.</summary>
    public const string EntryColumns = "e.no, e.scope, e.kind, e.time, e.content, e.fields, e.masked, e.checksum";

    // Replaces the location of a hit if only its document is needed.
    private const string NoPlace = "''::bytea, NULL::bytea, NULL::bytea, '00000000-0000-0000-0000-000000000000'::uuid";

    /// <summary>The fields of the entry in the current row.</summary>
    /// <exception cref="InvalidDataException">The row does not match its checksum.</exception>
    public static LogFields Fields(Row row, int column)
    {
        byte[] fields = row.Bytes(column + 5);
        byte[] masked = row.Bytes(column + 6);
        long checksum = EntryPayload.Checksum(
            row.Int64(column), row.Int64(column + 1), row.Int64(column + 2), row.Int64(column + 3), row.Bytes(column + 4), fields, masked,
                hasContent: !row.IsNull(column + 4));
        if (checksum != row.Int64(column + 7))
        {
            throw new InvalidDataException("An entry does not match its checksum.");
        }

        return fields.Length == 0 ? default : EntryPayload.ReadFields(fields, masked, personal: default);
    }

    /// <summary>The document of the entry in the current row.</summary>
    public static SearchDocument Document(Row row, int column, LogFields fields) => SearchDocument.OfEntry(row.Text(column + 4), fields.AsSpan());

    /// <summary>
    /// Reads the texts of documents, in any order. Missing or damaged ones are omitted: reading the conversation reports the damage, and the search continues
    /// without it.
    /// </summary>
    /// <param name="session">The connection.</param>
    /// <param name="documents">The documents that the index named.</param>
    /// <param name="asked">The conversations to search; null for all, if only documents are needed and not their locations.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="which">The entries to search, if all conversations are searched; null for all.</param>
    public static async ValueTask<List<FoundText>> ReadAsync(Session session, IReadOnlyList<FoundDocument> documents, RowSelection? asked,
        CancellationToken cancellationToken, RowSelection? which = null)
    {
        var texts = new List<FoundText>(documents.Count);
        FoundDocument[] entries = [.. documents.Where(static document => document.Kind == DocumentKind.Entry)];
        FoundDocument[] turns = [.. documents.Where(static document => document.Kind == DocumentKind.Turn)];
        if (entries.Length > 0)
        {
            // OFFSET 0 makes the server find each document's entries by their whole key. If the planner expects few entries in a conversation, it would read
            // all of them and compare their numbers. It bases that estimate on the whole table, which includes hidden entries.
            object?[] parameters = asked?.Parameters ?? which?.Parameters ?? [];
            string named = Named(asked, parameters.Length, out int days);
            string sql = $"""
                SELECT r.at, {(asked is null ? NoPlace : "c.id, s.turn_id, s.call_id, w.id")}, {EntryColumns} FROM {named}
                CROSS JOIN LATERAL (
                    SELECT * FROM #.entry e WHERE e.conversation = r.conversation AND e.day = r.day AND e.day = ANY(${days}) AND e.no BETWEEN r.no AND r.last
                        AND {IsSearched}{(which is null ? "" : $" AND {which.Sql}")}
                    OFFSET 0) e
                {(asked is null ? "" : $"""
                CROSS JOIN LATERAL {One("writer", $"e.no >> {EntryNumber.SequenceBits}", days)} w
                LEFT JOIN LATERAL {One("scope", "e.scope", days)} s ON true
                """)}
                """;
            var read = await session.ListAsync(sql, Parameters(parameters, entries), row => Entry(row, entries), cancellationToken).ConfigureAwait(false);
            texts.AddRange(read.OfType<FoundText>());
        }

        if (turns.Length > 0)
        {
            string named = Named(asked, asked?.Parameters.Length ?? 0, out int days);
            string sql = $"""
                SELECT r.at, {(asked is null ? "''::bytea" : "c.id")}, t.id, t.started, t.user_input, t.agent_response FROM {named}
                CROSS JOIN LATERAL {One("turn", "r.no", days)} t
                """;
            object?[] parameters = Parameters(asked?.Parameters ?? [], turns);
            texts.AddRange(await session.ListAsync(sql, parameters, row => Turn(row, turns), cancellationToken).ConfigureAwait(false));
        }

        return texts;
    }

    /// <summary>
    /// The row with a number in conversation r, found by the primary key. The planner would read all rows of the conversation, or of the partition.
    /// </summary>
    public static string One(string table, string no, int days)
        => $"""
            (SELECT * FROM #.{table} x WHERE x.conversation = r.conversation AND x.day = r.day AND x.day = ANY(${days}) AND x.no BETWEEN {no} AND {no}
            ORDER BY x.no LIMIT 1)
            """;

    /// <summary>A condition on conversations r: that their row c matches.</summary>
    public static string MatchCondition(RowSelection asked, int days)
        => $"""
            CROSS JOIN LATERAL (
                SELECT * FROM #.conversation c WHERE c.conversation = r.conversation AND c.day = r.day AND c.day = ANY(${days}) AND {asked.Sql} OFFSET 0) c
            """;

    // The documents and their conversations. The days are passed twice, so that only their partitions are read.
    private static string Named(RowSelection? asked, int given, out int days)
    {
        int first = given + 1;
        days = first + 4;
        return $"""
            unnest(${first}::bigint[], ${first + 1}::integer[], ${first + 2}::bigint[], ${first + 3}::bigint[])
                WITH ORDINALITY AS r (conversation, day, no, last, at)
            {(asked is null ? "" : MatchCondition(asked, days))}
            """;
    }

    private static object?[] Parameters(object?[] given, FoundDocument[] documents) =>
    [
        .. given,
        Array.ConvertAll(documents, static document => document.Conversation),
        Array.ConvertAll(documents, static document => document.Day),
        Array.ConvertAll(documents, static document => document.No),
        Array.ConvertAll(documents, static document => document.Last),
        documents.Select(static document => document.Day).Distinct().ToArray(),
    ];

    private static FoundText? Entry(Row row, FoundDocument[] entries)
    {
        try
        {
            var fields = Fields(row, 5);
            return new FoundText(
                entries[row.Int64(0) - 1],
                row.Int64(5),
                row.Int64(8),
                row.Text(1),
                row.OptionalText(2),
                row.OptionalText(3),
                EntryWriter.EntryId(row.Guid(4), EntryNumber.SequenceOf(row.Int64(5))),
                Document(row, 5, fields),
                fields);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static FoundText Turn(Row row, FoundDocument[] turns)
    {
        var found = turns[row.Int64(0) - 1];
        return new FoundText(
            found, found.No, row.Int64(3), row.Text(1), row.Text(2), null, null, SearchDocument.OfTurn(row.Text(4), row.Text(5)), default);
    }
}
