using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Lists;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Summaries;

/// <summary>The columns of a conversation that change with its records, between reading its row and writing it.</summary>
internal sealed class SummaryColumns : SummaryCounts
{
    private const string UpdateKnown = """
        UPDATE conversation SET agent = ?2, environment = ?3, channel = ?4, user = ?5, dims = ?6, known = ?7, known_checksum = ?8, account = ?9, project = ?10,
            variant = ?11, language = ?12, direction = ?13, handoff = ?14, handoff_reason = ?15
        WHERE no = ?1
        """;

    private const string UpdateBeginning = "UPDATE conversation SET listed = ?2, created = ?3, span = ?4 WHERE no = ?1";

    private const int InsertedFirst = 23, FoundFirst = 9;

    private static readonly string s_insert = $"""
        INSERT INTO conversation (no, agent, environment, channel, user, dims, known, known_checksum, account, project, variant, language, direction, handoff, handoff_reason,
            id, key, title, outcomes, title_in_pii, counted_entries, counted_facts, span, {CountedColumn.Names})
        VALUES ({string.Join(", ", Enumerable.Range(1, InsertedFirst + CountedColumn.All.Count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"?{i}")))})
        """;

    private static readonly string s_find = $"""
        SELECT title, outcomes, title_in_pii, dims, user, variant, counted_entries, counted_facts, span, {CountedColumn.Names} FROM conversation WHERE no = ?1
        """;

    // Columns of every write, because the last activity changes with it.
    private static readonly string[] s_activityColumns =
        ["closed", "happened", "v_entries", "a_entries", "v_logged", "a_logged", "v_last", "a_last", "v_duration", "a_duration"];

    private static readonly ColumnGroup s_activity =
        new(s_activityColumns, "title", "outcomes", "title_in_pii", "counted_entries", "counted_facts");

    // SQLite rewrites an index whenever one of its columns is in SET, changed or not. Indexed columns are therefore set only when they change, in groups that
    // change together. The number of running calls is separate, because it changes whenever a call begins or ends.
    private static readonly ColumnGroup[] s_groups = Groups(
        ["turns", "tokens", "cost", "slowest"],
        ["v_warnings", "v_errors", "a_warnings", "a_errors"],
        ["failed_calls", "user_likes", "user_dislikes", "team_likes", "team_dislikes", "user_comments", "team_comments", "annotations"],
        ["failed_turns", "interrupted_turns", "v_failed_responses", "a_failed_responses", "v_losses", "a_losses", "v_problems", "a_problems", "refused_turns",
            "unobserved_calls"],
        ["running"],
        ["model_calls", "ended_model_calls", "failed_model_calls"]);

    // The numbers of the row, in the order of CountedColumn.
    private readonly long?[] _stored = new long?[CountedColumn.All.Count];
    private (long? Listed, long? Created, long Span) _beginning;

    public long? Dims { get; private init; }

    public string? Variant { get; private init; }

    /// <summary>The merged openings, if they are to be written; else null.</summary>
    public KnownColumns? Known { get; set; }

    /// <summary>The position up to which entries and facts are counted.</summary>
    public CountedPosition Counted { get; set; }

    /// <summary>The columns of a row; null if there is none.</summary>
    public static SummaryColumns? Read(Session session, long conversation)
    {
        var row = session[s_find].Bind(1, conversation);
        try
        {
            if (!row.Step())
            {
                return null;
            }

            var columns = new SummaryColumns
            {
                Title = row.OptionalText(0),
                Outcomes = row.Text(1),
                IsTitleInPii = row.Int64(2) != 0,
                Dims = row.OptionalInt64(3),
                User = row.OptionalInt64(4),
                Variant = row.OptionalText(5),
                Counted = new CountedPosition(row.Int64(6), row.Int64(7)),
            };
            CountedColumn.Read(columns, row, FoundFirst);
            columns._beginning = (columns.Listed, columns.Created, row.Int64(8));
            for (int i = 0; i < columns._stored.Length; i++)
            {
                columns._stored[i] = row.OptionalInt64(FoundFirst + i);
            }

            return columns;
        }
        finally
        {
            row.Reset();
        }
    }

    /// <summary>Writes the row of a conversation that has none.</summary>
    public void Insert(Session session, long number, string id, long? key)
    {
        var row = session[s_insert];
        KnownColumns.Bind(row, number, Known);
        row.Bind(16, id).Bind(17, key).Bind(18, Title).Bind(19, Outcomes).Bind(20, IsTitleInPii ? 1L : 0L)
            .Bind(21, Counted.Entries).Bind(22, Counted.Facts).Bind(InsertedFirst, Span);
        for (int i = 0; i < CountedColumn.All.Count; i++)
        {
            row.Bind(InsertedFirst + 1 + i, CountedColumn.All[i].Value(this));
        }

        row.Run();
    }

    /// <summary>Writes the changed columns of a row.</summary>
    public void Write(Session session, long conversation)
    {
        if (Known is not null)
        {
            var row = session[UpdateKnown];
            KnownColumns.Bind(row, conversation, Known);
            row.Run();
        }

        var activity = session[s_activity.Update].Bind(1, conversation).Bind(2, Title).Bind(3, Outcomes).Bind(4, IsTitleInPii ? 1L : 0L)
            .Bind(5, Counted.Entries).Bind(6, Counted.Facts);
        s_activity.Bind(activity, this).Run();
        foreach (var group in s_groups)
        {
            if (group.HasChanged(this, _stored))
            {
                group.Bind(session[group.Update].Bind(1, conversation), this).Run();
            }
        }

        // Last, because only this adds the conversation to the indexes.
        if ((Listed, Created, Span) != _beginning)
        {
            session[UpdateBeginning].Bind(1, conversation).Bind(2, Listed).Bind(3, Created).Bind(4, Span).Run();
        }
    }

    // These, and one of the columns that are in no other statement.
    private static ColumnGroup[] Groups(params string[][] groups)
    {
        var others = CountedColumn.All.Select(static column => column.Name)
            .Except([.. groups.SelectMany(static names => names), .. s_activityColumns, "listed", "created"], StringComparer.Ordinal);
        return [.. groups.Append([.. others]).Select(static names => new ColumnGroup(names))];
    }

    // It never decreases, because records that were written before are not read again.
    private long Span
    {
        get
        {
            bool isOutside = Begun is { } begun && (begun.First < Created - PeriodConversations.Tolerance || begun.Last > AllLast);
            return Math.Max(_beginning.Span, ActivitySpan.Of(isOutside ? PeriodConversations.Unbounded : AllLast - Created ?? 0));
        }
    }
}
