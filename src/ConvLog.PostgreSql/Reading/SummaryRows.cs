using System.Runtime.InteropServices;
using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.PostgreSql.Reading;

/// <summary>Reads the summaries of conversations that lists show.</summary>
internal static class SummaryRows
{
    private const string FindPii = """
        SELECT conversation, payload, checksum
        FROM #.pii
        WHERE conversation = ANY ($1) AND day = ANY ($2) AND kind = 0 AND ref = 0
        """;

    // The rows for given numbers and days, in no order. Each table is read separately, because planning a join of many partitions takes longer than reading.
    private static readonly string[] s_several =
    [
        $"""
        SELECT {Columns("NULL", "NULL")} FROM #.conversation AS c LEFT JOIN #.end_user ON end_user.no = c.end_user
        WHERE c.conversation = ANY ($1) AND c.day = ANY ($2) AND c.listed IS NOT NULL
        """,
        FindPii,
        $"""
        SELECT conversation, kind, name, number, category, details, created, checksum FROM #.score
        WHERE conversation = ANY ($1) AND day = ANY ($2) AND NOT removed AND {ListedScores.IsListedKind}
        """,
        ConversationUsers.FindNumbers,
    ];

    /// <summary>The row of one conversation: $1 its number, $2 its day. No row if it has no opening.</summary>
    private static string One { get; } = $"""
        SELECT {Columns("pii.payload", "pii.checksum")}
        FROM #.conversation AS c
        LEFT JOIN #.end_user ON end_user.no = c.end_user
        LEFT JOIN #.pii ON pii.conversation = c.conversation AND pii.day = c.day AND pii.kind = 0 AND pii.ref = 0
        WHERE c.conversation = $1 AND c.day = $2 AND c.listed IS NOT NULL
        """;

    /// <summary>The queries of one conversation: <see cref="One"/>, and its users.</summary>
    public static IReadOnlyList<(string Sql, object?[] Parameters)> OfOne(FoundConversation found)
        => [(One, [found.Number, found.Day]), (ConversationUsers.Find, [new[] { found.Number }, new[] { found.Day }])];

    /// <summary>Reads the answers to <see cref="OfOne"/>; null if the conversation has no opening.</summary>
    /// <returns>The summary, and the personal parts of the conversation for further reads of it.</returns>
    public static async ValueTask<(StoredSummary Summary, PersonalParts Parts)?> ReadAsync(ResultSets answers, PersonalReading personal,
        CancellationToken cancellationToken)
    {
        if (await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return null;
        }

        var parts = await personal.OfAsync(row.OptionalInt64(SummaryRow.Key), !row.IsNull(SummaryRow.Purged), cancellationToken).ConfigureAwait(false);
        var summary = Read(row, parts, personal);
        var users = await answers.NextListAsync(ConversationUsers.Read, cancellationToken).ConfigureAwait(false);
        return (ConversationUsers.AddTo(summary, users, parts), parts);
    }

    /// <summary>Reads the summaries of some conversations, in their order.</summary>
    public static async ValueTask<List<StoredSummary>> ReadAsync(Session session, IReadOnlyCollection<ListedRow> listed, PersonalReading personal,
        CancellationToken cancellationToken)
    {
        if (listed.Count == 0)
        {
            return [];
        }

        await personal.FindAsync([.. listed.Select(static row => row.Key).OfType<long>().Distinct()], cancellationToken).ConfigureAwait(false);
        int[] days = [.. listed.Select(static row => row.Conversation.Day).Distinct()];
        object?[] asked = [listed.Select(static row => row.Conversation.Number).ToArray(), days];
        var rows = new Dictionary<long, BufferedRow>();
        var scores = new Dictionary<long, ListedScores>();
        var shared = await ReadAsync(session, asked, rows, scores, personal.Troubles, cancellationToken).ConfigureAwait(false);
        var users = shared.Length == 0 ? []
            : await session.ListAsync(ConversationUsers.Find, [shared, days], ConversationUsers.Read, cancellationToken).ConfigureAwait(false);
        var named = users.ToLookup(static user => user.Conversation);
        return [.. listed.Select(row => Read(row.Conversation.Number))];

        StoredSummary Read(long number)
        {
            var row = rows[number];
            var parts = personal.Of(row.OptionalInt64(SummaryRow.Key), !row.IsNull(SummaryRow.Purged));
            var summary = SummaryRows.Read(row, parts, personal);
            return WithScores(named.Contains(number) ? ConversationUsers.AddTo(summary, named[number], parts) : summary, scores.GetValueOrDefault(number));
        }
    }

    // Returns the numbers of conversations that have other users than the one in their row.
    private static async ValueTask<long[]> ReadAsync(Session session, object?[] asked, Dictionary<long, BufferedRow> rows,
        Dictionary<long, ListedScores> scores, IDamageCount damage, CancellationToken cancellationToken)
    {
        // A list read before in this transaction may have requested generic plans, which lock all partitions.
        var answers = await ResultSets.OfAsync(session, [.. Session.ForceCustomPlan, .. s_several.Select(query => (query, asked))], cancellationToken)
            .ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        foreach (var row in await answers.NextListAsync(BufferedRow.Of, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row.Int64(SummaryRow.Number), row);
        }

        await answers.NextEachAsync(row => Complete(rows, row), cancellationToken).ConfigureAwait(false);
        await answers.NextEachAsync(row => Add(scores, row, damage), cancellationToken).ConfigureAwait(false);
        var users = await answers.NextListAsync(static row => (Conversation: row.Int64(0), Least: row.Int64(1), Highest: row.Int64(2)), cancellationToken)
            .ConfigureAwait(false);
        return [.. users.Where(user => user.Least != user.Highest || rows[user.Conversation].OptionalInt64(SummaryRow.Users) != user.Least)
            .Select(static user => user.Conversation)];
    }

    private static void Add(Dictionary<long, ListedScores> scores, Row row, IDamageCount damage)
    {
        if (!scores.TryGetValue(row.Int64(0), out var listed))
        {
            scores[row.Int64(0)] = listed = new ListedScores();
        }

        if ((ScoreRowKind)row.Int32(1) == ScoreRowKind.Assignment)
        {
            listed.AddAssignment(row, damage);
            return;
        }

        listed.Add((ScoreRowKind)row.Int32(1), row.Text(2), row.IsNull(3) ? null : row.Value<double>(3), row.OptionalText(4));
    }

    private static StoredSummary WithScores(StoredSummary summary, ListedScores? listed)
        => listed is null ? summary : listed.AddTo(summary);

    private static void Complete(Dictionary<long, BufferedRow> rows, Row row)
    {
        object?[] values = row.Values();
        if (rows.TryGetValue((long)values[0]!, out var kept))
        {
            kept.Set(SummaryRow.Payload, values[1]);
            kept.Set(SummaryRow.Checksum, values[2]);
        }
    }

    // A conversation's own personal part has no row number.
    private static StoredSummary Read<TRow>(TRow row, PersonalParts parts, PersonalReading personal)
        where TRow : IRow
        => SummaryRow.Read(row, 0, parts, 0, personal.Troubles);

    private static string Columns(string payload, string checksum)
        => SummaryRow.Columns("c.conversation", (payload, checksum), "end_user", "c.end_user");
}

/// <summary>A conversation on a page of a list, before its summary is read.</summary>
/// <param name="Conversation">Its location.</param>
/// <param name="Id">Its ID.</param>
/// <param name="Value">The value by which the list is sorted.</param>
/// <param name="Key">The number of its data key; null if it has none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListedRow(FoundConversation Conversation, string Id, long Value, long? Key);
