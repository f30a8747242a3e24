using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Statistics;
using ConvLog.Storage.Payloads.Rows;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <content>Sends all rows to the server in one round trip, whatever the batch contains, together with the commit. A COPY precedes it if there are many
/// entries.</content>
internal sealed partial class WriteBatch
{
    private const string AddArrivals = "INSERT INTO #.arrival (conversations, days, at) VALUES ($1, $2, $3)";
    private const string AddToIndex = "INSERT INTO #.to_index (conversation, day, first, last, since) SELECT given.*, $5 FROM unnest($1, $2, $3, $4) AS given";

    private async ValueTask PutAsync(CancellationToken cancellationToken)
    {
        var changed = _changes.Values.Where(static change => change.Number != 0 && (change.IsNew || change.IsChanged)).ToList();
        if (changed.Count + _unusedUsers.Count == 0 && !_changes.Values.Any(static change => change.HasNewNumbers))
        {
            return;
        }

        if (_newEntries.Count > MostInserted)
        {
            await CopyEntriesAsync(cancellationToken).ConfigureAwait(false);
        }

        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        if (_newEntries.Count <= MostInserted)
        {
            EntryRows().InsertBy(session, batch);
        }

        PutRows(batch);
        Users.DeleteBy(session, batch, _unusedUsers);
        PutSummaries(batch, changed.FindAll(static change => change.IsCounted));
        long now = services.Options.TimeProvider.GetUtcNow().UtcTicks;
        PutOthers(batch, changed.FindAll(static change => !change.IsCounted), now);
        if (changed.Count > 0)
        {
            session.AddTo(batch, AddArrivals, NumbersOf(changed), changed.ConvertAll(static change => change.Day).ToArray(), now);
        }

        QueueForIndex(batch, changed, now);

        WidenPartitions(batch, changed);

        // Last, so that nothing waits while these locks are held.
        CountedDays.AddChange(session, batch, changed.Where(static change => change.ChangesStatistics).Select(static change => change.Day));
        await session.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private void PutRows(NpgsqlBatch batch)
    {
        (BulkRows New, BulkRows Changed)[] tables =
        [
            WriterRows(), TurnRows(), CallRows(), FeedbackRows(), AnnotationRows(), NoteRows(), ScoreRows(), LetterRows(), CalledModels(),
        ];
        foreach (var (added, changed) in tables)
        {
            added.InsertBy(session, batch);
            changed.UpdateBy(session, batch, keys: 3);
        }

        ScopeRows().InsertBy(session, batch);
        _facts.InsertBy(session, batch);
        SubjectRows().InsertBy(session, batch);
        _goneSubjects.DeleteBy(session, batch);
        var (parts, gone) = PartRows();
        gone.DeleteBy(session, batch);
        parts.InsertBy(session, batch);
    }

    // Each row is changed by one statement.
    private void PutSummaries(NpgsqlBatch batch, List<ConversationChange> changed)
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

    // For conversations that are counted in the background: their key, their read mark and an item in the work list.
    private void PutOthers(NpgsqlBatch batch, List<ConversationChange> changed, long now)
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

    // A run of entries is one row. Runs contain new entries only, so each entry is indexed once however often it is delivered.
    private void QueueForIndex(NpgsqlBatch batch, List<ConversationChange> changed, long now)
    {
        var rows = new List<(long Conversation, int Day, long First, long? Last)>();
        foreach (var change in changed)
        {
            rows.AddRange(EntryRuns.Of(change.NewEntries).Select(run => (change.Number, change.Day, run.First, (long?)run.Last)));
            rows.AddRange(change.Turns.Values.Where(static turn => turn.IsTextNew).Select(turn => (change.Number, change.Day, (long)turn.Number, (long?)null)));
        }

        if (rows.Count > 0)
        {
            session.AddTo(
                batch, AddToIndex, rows.ConvertAll(static row => row.Conversation).ToArray(), rows.ConvertAll(static row => row.Day).ToArray(),
                rows.ConvertAll(static row => row.First).ToArray(), rows.ConvertAll(static row => row.Last).ToArray(), now);
        }
    }
}
