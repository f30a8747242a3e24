using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>The work list <c>to_count</c>: writes that are not yet counted in the rows that lists show.</summary>
internal static class CountQueue
{
    /// <summary>Removes and returns the items of conversations (<c>$1</c>), whose rows must be locked.</summary>
    public const string Take = $"{Removal.ForgetToCount} RETURNING {Columns}";

    /// <summary>Reads the items of conversations (<c>$1</c>).</summary>
    public const string Look = $"SELECT {Columns} FROM #.to_count WHERE conversation = ANY($1)";

    /// <summary>The last item that affects a reader; no row if there is none. <c>$1</c>: whether the reader has the permission.</summary>
    public const string FindLast = "SELECT no FROM #.to_count WHERE NOT is_set_aside AND (is_visible OR $1) ORDER BY no DESC LIMIT 1";

    /// <summary>One row if an item that affects a reader, up to <c>$2</c>, is left.</summary>
    public const string Any = "SELECT 1 FROM #.to_count WHERE NOT is_set_aside AND (is_visible OR $1) AND no <= $2 LIMIT 1";

    /// <summary>One row if a conversation, by its ID, has an item.</summary>
    public const string AnyOf = """
        SELECT 1 FROM #.conversation_id AS i JOIN #.to_count AS t ON t.conversation = i.conversation WHERE i.id = $1 AND NOT t.is_set_aside LIMIT 1
        """;

    /// <summary>The conversations of the oldest 5,000 items up to <c>$1</c>, 250 at most.</summary>
    public const string FindNext = """
        SELECT DISTINCT conversation, day FROM (SELECT conversation, day FROM #.to_count WHERE NOT is_set_aside AND no <= $1 ORDER BY no LIMIT 5000) AS oldest
        LIMIT 250
        """;

    public const string SetAside = "UPDATE #.to_count SET is_set_aside = true WHERE conversation = ANY($1)";
    public const string Retry = "UPDATE #.to_count SET is_set_aside = false WHERE is_set_aside";

    private const string Columns = """
        conversation, is_title, v_entries, v_warnings, v_errors, v_responses, v_logged, p_entries, p_warnings, p_errors, p_responses, p_logged, begun_calls,
        ended_calls, failed_calls
        """;

    public static BulkRows Rows() => new(
        "to_count", "conversation bigint", "day bigint", "since bigint", "is_visible boolean", "is_title boolean", "v_entries bigint", "v_warnings bigint",
        "v_errors bigint", "v_responses bigint", "v_logged bigint", "p_entries bigint", "p_warnings bigint", "p_errors bigint", "p_responses bigint",
        "p_logged bigint", "begun_calls bigint", "ended_calls bigint", "failed_calls bigint");

    public static object?[] Row(ConversationChange change, long now)
    {
        (var visible, var personal) = (change.Visible, change.Personal);
        return
        [
            change.Number, change.Day, now, change.ChangesVisibly, change.IsTitleWritten,
            Count(visible.Entries), Count(visible.Warnings), Count(visible.Errors), Count(visible.FailedResponses), visible.Latest,
            Count(personal.Entries), Count(personal.Warnings), Count(personal.Errors), Count(personal.FailedResponses), personal.Latest,
            Count(visible.ModelCalls.Begun), Count(visible.ModelCalls.Ended), Count(visible.ModelCalls.Failed),
        ];
    }

    /// <summary>Adds an item that <see cref="Take"/> or <see cref="Look"/> returned to its conversation.</summary>
    public static void AddTo(ConversationChange change, Row row)
    {
        change.Changed |= RecordKinds.Counted & ~RecordKinds.Openings;
        change.IsTitleWritten |= row.Flag(1);
        change.Visible.Add(Counts(row, 2) with
        {
            ModelCalls = new() { Begun = row.OptionalInt64(12) ?? 0, Ended = row.OptionalInt64(13) ?? 0, Failed = row.OptionalInt64(14) ?? 0 },
        });
        change.Personal.Add(Counts(row, 7));
    }

    private static LoggedCounts Counts(Row row, int column) => new()
    {
        Entries = row.OptionalInt64(column) ?? 0,
        Warnings = row.OptionalInt64(column + 1) ?? 0,
        Errors = row.OptionalInt64(column + 2) ?? 0,
        FailedResponses = row.OptionalInt64(column + 3) ?? 0,
        Latest = row.OptionalInt64(column + 4),
    };

    private static long? Count(long number) => number == 0 ? null : number;
}
