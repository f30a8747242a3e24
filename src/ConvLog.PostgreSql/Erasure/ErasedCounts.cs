using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>Counts the records and users of conversations before they are deleted.</summary>
internal static class ErasedCounts
{
    // Either table may know more users than the other: openings can lose their personal data, or later name another user.
    private const string Users = """
        SELECT conversation, count(DISTINCT end_user) FROM #.writer WHERE conversation = ANY ($1) AND day = $2 AND end_user IS NOT NULL GROUP BY conversation
        UNION ALL SELECT conversation, count(*) FROM #.subject WHERE conversation = ANY ($1) AND day = $2 AND kind = 0 GROUP BY conversation
        """;

    private static readonly string[] s_tables = ["writer", "turn", "call", "entry", "fact", "feedback", "annotation", "note", "dead_letter", "score"];

    private static readonly string s_rows = string.Join(
        " UNION ALL ",
        s_tables.Select(static (table, i) =>
            $"SELECT conversation, {i}, count(*) FROM #.{table} WHERE conversation = ANY($1) AND day = $2{Condition(table)} GROUP BY conversation"));

    /// <summary>The counts by conversation number. Conversations without other rows are omitted.</summary>
    public static async ValueTask<Dictionary<long, ErasedRecords>> OfAsync(Session data, IEnumerable<ConversationLocation> conversations,
        CancellationToken cancellationToken)
    {
        var counts = new Dictionary<long, ErasedRecords>();
        foreach (var day in conversations.GroupBy(static place => place.Day))
        {
            long[] numbers = [.. day.Select(static place => place.Conversation)];
            var rows = await data.ListAsync(s_rows, [numbers, day.Key], static row => (Conversation: row.Int64(0), Table: row.Int32(1), Count: row.Int64(2)),
                cancellationToken).ConfigureAwait(false);
            foreach (var (conversation, table, count) in rows)
            {
                counts[conversation] = Add(counts.GetValueOrDefault(conversation) ?? new ErasedRecords(), table, count);
            }
        }

        return counts;
    }

    /// <summary>The number of users of each conversation, by conversation number. Conversations without known users are omitted.</summary>
    public static async ValueTask<Dictionary<long, long>> UsersOfAsync(Session data, IEnumerable<ConversationLocation> conversations,
        CancellationToken cancellationToken)
    {
        var users = new Dictionary<long, long>();
        foreach (var day in conversations.GroupBy(static place => place.Day))
        {
            long[] numbers = [.. day.Select(static place => place.Conversation)];
            foreach (var (conversation, count) in await data.ListAsync(Users, [numbers, day.Key], static row => (row.Int64(0), row.Int64(1)), cancellationToken)
                .ConfigureAwait(false))
            {
                users[conversation] = Math.Max(count, users.GetValueOrDefault(conversation));
            }
        }

        return users;
    }

    /// <summary>The sum of the counts of two conversations.</summary>
    public static ErasedRecords Sum(ErasedRecords one, ErasedRecords other) => new()
    {
        Openings = one.Openings + other.Openings,
        Turns = one.Turns + other.Turns,
        FunctionEvents = one.FunctionEvents + other.FunctionEvents,
        Entries = one.Entries + other.Entries,
        Facts = one.Facts + other.Facts,
        TeamRecords = one.TeamRecords + other.TeamRecords,
        DeadLetters = one.DeadLetters + other.DeadLetters,
    };

    private static string Condition(string table) => table switch
    {
        "writer" => " AND revision IS NOT NULL",
        "score" => $" AND {ListedScores.IsGivenKind}",
        _ => "",
    };

    private static ErasedRecords Add(ErasedRecords sum, int table, long count) => table switch
    {
        0 => sum with { Openings = count },
        1 => sum with { Turns = count },
        2 => sum with { FunctionEvents = count },
        3 => sum with { Entries = count },
        4 => sum with { Facts = count },
        8 => sum with { DeadLetters = count },
        _ => sum with { TeamRecords = sum.TeamRecords + count },
    };
}
