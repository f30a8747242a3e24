using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Payloads;

/// <summary>
/// A value changed outside the store, in any column of any row with record data, is reported by health or does not affect reads. The columns are read from the
/// file, so that new ones are tested at once.
/// </summary>
public sealed class ColumnChecksumTests : IDisposable
{
    private static readonly string[] s_tables =
        ["conversation", "writer", "scope", "entry", "fact", "turn", "call", "feedback", "annotation", "note", "score", "dead_letter", "pii", "pii_block"];

    // Columns without a checksum, by reason.
    private static readonly Dictionary<string, string[]> s_uncovered = new(StringComparer.Ordinal)
    {
        ["what a list shows is computed from rows that have checksums"] =
        [
            "conversation.user", "conversation.created", "conversation.closed", "conversation.tokens", "conversation.slowest", "conversation.title",
                "conversation.title_in_pii",
            "conversation.team_comments", "conversation.v_entries", "conversation.v_warnings", "conversation.v_errors", "conversation.v_last",
                "conversation.a_warnings",
            "conversation.a_errors", "conversation.a_last", "conversation.failed_turns", "conversation.interrupted_turns", "conversation.refused_turns",
                "conversation.v_failed_responses", "conversation.a_failed_responses", "conversation.v_losses", "conversation.a_losses",
            "conversation.model_calls", "conversation.failed_model_calls",
        ],
        ["a read mark changes no record"] = ["conversation.read_by", "conversation.read_by_id", "conversation.read_at"],
        ["the conversation is found by it"] = ["conversation.id", "conversation.listed"],
        ["it says what became of the personal data, of which the ledger in the keys file decides"] =
            ["conversation.key", "conversation.pii_purged", "conversation.erasure_pending"],
        ["the row is found by it: with another value it is not read, and a row that is gone has no checksum"] =
        [
            "fact.writer", "annotation.conversation", "annotation.removed", "note.conversation", "score.conversation", "score.kind", "score.removed",
                "dead_letter.conversation", "pii.kind", "pii.ref",
        ],
        ["it orders what was logged at the same place"] = ["fact.no"],
    };

    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    [Fact]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task A_changed_value_in_any_column_is_reported_or_does_not_affect_reads()
    {
        await using var store = new SqliteConversationStore(FilePath);
        await store.WriteAsync(Records());
        string written = AnswerText.Of(await store.ReadAsync(Some.Conversation));
        (await ErrorsAsync(store)).Should().Be(0);

        var unseen = new SortedSet<string>(StringComparer.Ordinal);
        int reported = 0;
        double errors = 0;
        using var session = Session.Open(FilePath, TimeSpan.FromSeconds(5));
        session.Execute("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF");
        var done = new HashSet<(string, string, string)>();
        foreach (var change in Changes(session))
        {
            // Rows of a table have the same columns under the same rule; only the long campaign changes all of them.
            if (!done.Add((change.Table, change.Column, change.Value)) && !LongCampaign.IsOn)
            {
                continue;
            }

            session.Execute($"""
                CREATE TEMP TABLE kept AS
                SELECT *
                FROM main.{change.Table}; UPDATE OR IGNORE main.{change.Table}
                SET {change.Column} = {change.Value}
                WHERE {change.Row}
                """);
            string? read = await ReadAsync(store);
            double before = errors;
            errors = await ErrorsAsync(store);
            bool isReported = read is null || errors > before;
            reported += isReported ? 1 : 0;
            if (!isReported && !string.Equals(read, written, StringComparison.Ordinal))
            {
                unseen.Add($"{change.Table}.{change.Column}");
            }

            session.Execute($"DELETE FROM main.{change.Table}; INSERT INTO main.{change.Table} SELECT * FROM temp.kept; DROP TABLE temp.kept");
        }

        string[] uncovered = [.. s_uncovered.Values.SelectMany(static columns => columns)];
        unseen.Should().BeSubsetOf(uncovered);
        if (LongCampaign.IsOn)
        {
            uncovered.Should().BeSubsetOf(unseen, "an exception that is not needed is none");
        }

        reported.Should().BeGreaterThan(100);
        (await ReadAsync(store)).Should().Be(written, "every change was taken back");
    }

    public void Dispose() => _folder.Dispose();

    // Changes every value of every row to another value of its type, to null, and from null to a value.
    private static IEnumerable<(string Table, string Row, string Column, string Value)> Changes(Session session)
    {
        foreach (string table in s_tables)
        {
            string[] columns = Values(session, $"SELECT name FROM pragma_table_info('{table}')");
            string key = table is "pii" ? "'kind = ' || kind || ' AND ref = ' || ref" : "'no = ' || no";
            foreach (string row in Values(session, $"SELECT {key} FROM {table}"))
            {
                foreach (string column in columns)
                {
                    switch (session.Text($"SELECT typeof({column}) FROM {table} WHERE {row}"))
                    {
                        case "integer":
                            yield return (table, row, column, $"{column} + 1");
                            yield return (table, row, column, $"{column} + 4294967296");
                            break;
                        case "text":
                            yield return (table, row, column, $"{column} || '1'");
                            yield return (table, row, column, $"replace({column}, '1', '2')");
                            break;
                        case "blob":
                            yield return (table, row, column, $"CAST(x'00' || substr({column}, 2) AS BLOB)");
                            break;
                        default:
                            yield return (table, row, column, "1");
                            continue;
                    }

                    if (session.Number($"SELECT \"notnull\" + pk FROM pragma_table_info('{table}') WHERE name = '{column}'") == 0)
                    {
                        yield return (table, row, column, "NULL");
                    }
                }
            }
        }
    }

    private static string[] Values(Session session, string sql)
    {
        var values = new List<string>();
        var rows = session[sql];
        while (rows.Step())
        {
            values.Add(rows.Text(0));
        }

        rows.Reset();
        return [.. values];
    }

    // Null if the store refuses to read, which is also a report.
    private static async Task<string?> ReadAsync(SqliteConversationStore store)
    {
        try
        {
            return AnswerText.Of(await store.ReadAsync(Some.Conversation));
        }
        catch (ConversationStoreException)
        {
            return null;
        }
    }

    private static async Task<double> ErrorsAsync(SqliteConversationStore store)
        => (await store.CheckHealthAsync()).Parts.Single(static part => part.Name is "reading").Figures["checksum_errors"];

    // For each kind of row, one with all values and one with as few as possible.
    private static StoreRecord[] Records() =>
    [
        .. Full.Records(Full.Conversation()),
        Some.Turn(3),
        Some.Call(3),
        Some.Entry(9),
        Some.ApiResponse("plain", after: 9),
        Some.Metric("plain", after: 9),
        Some.Feedback(3, FeedbackRating.Like, minute: 3),
        Some.Feedback(3, null, minute: 3, FeedbackSource.Team),
        Some.Annotation(3, "", minute: 3) with { IsRemoved = true },
        Some.ReadMark(),
    ];
}
