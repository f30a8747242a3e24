using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>The rows by which the users, numbers and attributes of a conversation are found.</summary>
internal static class SubjectRows
{
    private const string Find = $"SELECT conversation, kind, hash FROM #.subject# WHERE {StateQueries.These}";

    private static readonly string[] s_columns = ["conversation bigint", "day bigint", "kind bigint", "hash bytea"];

    /// <summary>Adds the query for the rows of conversations, if there are any.</summary>
    public static void AddTo(StateQueries reads, List<ConversationChange> asked)
        => reads.Add(Find, asked, static (change, row) => change.Subjects.Add((row.Int64(1), Convert.ToHexString(row.Bytes(2)))));

    /// <summary>The rows to insert and to delete.</summary>
    public static (BulkRows New, BulkRows Gone) Of(IEnumerable<ConversationChange> changes)
    {
        (var added, var gone) = (new BulkRows("subject#", s_columns), new BulkRows("subject#", s_columns));
        foreach (var change in changes)
        {
            AddTo(added, change, change.NewSubjects.Except(change.Subjects));
            AddTo(gone, change, change.GoneSubjects);
        }

        return (added, gone);
    }

    private static void AddTo(BulkRows rows, ConversationChange change, IEnumerable<(long Kind, string Hash)> subjects)
    {
        foreach (var (kind, hash) in subjects)
        {
            rows.Add(change.Number, change.Day, kind, Convert.FromHexString(hash));
        }
    }
}
