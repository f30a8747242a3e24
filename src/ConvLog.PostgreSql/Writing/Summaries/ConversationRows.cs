using ConvLog.PostgreSql.Connections;
using Npgsql;

namespace ConvLog.PostgreSql.Writing.Summaries;

/// <summary>The rows of conversations, each changed by one statement.</summary>
internal static class ConversationRows
{
    /// <summary>Writes the rows of conversations that are counted in this transaction.</summary>
    public static void PutCounted(Session session, NpgsqlBatch batch, List<ConversationChange> changed)
    {
        (var added, var known, var course) = (SummaryColumns.NewRows(), SummaryColumns.KnownRows(), SummaryColumns.CourseRows());
        foreach (var change in changed)
        {
            var columns = change.Columns;
            if (change.IsNew)
            {
                added.Add(columns.New(change));
            }
            else if (columns.Known is not null)
            {
                known.Add(columns.WithKnown(change));
            }
            else
            {
                course.Add(columns.ActivityValues(change));
            }
        }

        added.InsertBy(session, batch);
        known.UpdateBy(session, batch, keys: 2);
        course.UpdateBy(session, batch, keys: 2);
    }

    /// <summary>Writes what conversations that are counted in the background need: their key, their read mark and an item in the work list.</summary>
    public static void PutUncounted(Session session, NpgsqlBatch batch, List<ConversationChange> changed, long now)
    {
        var keys = new BulkRows("conversation#", "conversation bigint", "day bigint", "key bigint");
        var marks = new BulkRows("conversation#", "conversation bigint", "day bigint", "read_by bytea", "read_by_id bytea", "read_at bigint");
        var toCount = CountQueue.Rows();
        foreach (var change in changed)
        {
            if (change.Columns.IsKeyNew)
            {
                keys.Add(change.Number, change.Day, change.Columns.Key);
            }

            if (change.Changes(RecordKinds.ReadMarks))
            {
                marks.Add(change.Number, change.Day, change.Columns.ReadBy, change.Columns.ReadById, change.Columns.ReadAt);
            }

            if (change.IsToCount)
            {
                toCount.Add(CountQueue.Row(change, now));
            }
        }

        keys.UpdateBy(session, batch, keys: 2);
        marks.UpdateBy(session, batch, keys: 2);
        toCount.InsertBy(session, batch);
    }
}
