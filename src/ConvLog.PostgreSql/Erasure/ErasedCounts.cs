using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>How much there is to erase of conversations, counted before they are deleted.</summary>
internal static class ErasedCounts
{
    private static readonly string[] s_tables = ["writer", "turn", "call", "entry", "fact", "feedback", "annotation", "note", "dead_letter", "score"];

    private static readonly string s_rows = string.Join(
        " UNION ALL ",
        s_tables.Select(static (table, i) =>
            $"SELECT conversation, {i}, count(*) FROM #.{table} WHERE conversation = ANY($1) AND day = $2{Condition(table)} GROUP BY conversation"));

    /// <summary>The counts, by the conversations' numbers; none where there is nothing but the conversation.</summary>
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
