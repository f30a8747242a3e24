using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Statistics;
using ConvLog.PostgreSql.Writing.Records;
using ConvLog.PostgreSql.Writing.Summaries;
using ConvLog.Storage.Payloads.Rows;
using Npgsql;

namespace ConvLog.PostgreSql.Writing;

/// <summary>
/// Sends all rows of a batch to the server in one round trip, whatever the batch contains, together with the commit. A COPY precedes it if there are many
/// entries.
/// </summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="conversations">The conversations of the batch.</param>
/// <param name="users">The users that its openings name.</param>
/// <param name="entries">The rows of its entries.</param>
/// <param name="facts">The rows of its facts.</param>
/// <param name="time">The clock.</param>
internal sealed class BatchCommit(
    Session session, BatchConversations conversations, BatchUsers users, EntryRows entries, FactWriting facts, TimeProvider time)
{
    private const string AddArrivals = "INSERT INTO #.arrival (conversations, days, at) VALUES ($1, $2, $3)";
    private const string AddToIndex = "INSERT INTO #.to_index (conversation, day, first, last, since) SELECT given.*, $5 FROM unnest($1, $2, $3, $4) AS given";

    /// <summary>Commits the batch, unless it changes nothing.</summary>
    /// <param name="mode">How it treats personal parts that may already be stored.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask RunAsync(WriteMode mode, CancellationToken cancellationToken)
    {
        var changed = conversations.Written.Where(static change => change.IsNew || change.IsChanged).ToList();
        if (changed.Count == 0 && !users.HasUnused && !conversations.All.Any(static change => change.HasNewNumbers))
        {
            session.ConfirmsEarlier = true; // Another host may have written the same without a standby.
            return;
        }

        await entries.CopyManyAsync(session, cancellationToken).ConfigureAwait(false);
        var batch = new NpgsqlBatch(session.Connection);
        await using var disposing = batch.ConfigureAwait(false);
        entries.InsertFewBy(session, batch);
        PutRows(batch, mode);
        users.DeleteUnusedBy(session, batch);
        ConversationRows.PutCounted(session, batch, changed.FindAll(static change => change.IsCounted));
        long now = time.GetUtcNow().UtcTicks;
        ConversationRows.PutUncounted(session, batch, changed.FindAll(static change => !change.IsCounted), now);
        if (changed.Count > 0)
        {
            session.AddTo(batch, AddArrivals, BatchConversations.NumbersOf(changed), changed.ConvertAll(static change => change.Day).ToArray(), now);
        }

        QueueForIndex(batch, changed, now);
        WrittenDays.WidenPartitions(session, batch, changed);

        // Last, so that nothing waits while these locks are held.
        CountedDays.AddChange(session, batch, changed.Where(static change => change.ChangesStatistics).Select(static change => change.Day));
        await session.CommitAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private void PutRows(NpgsqlBatch batch, WriteMode mode)
    {
        var changes = conversations.All;
        RowChanges[] tables =
        [
            OpeningWriting.RowsOf(changes), TurnWriting.RowsOf(changes), CallWriting.RowsOf(changes), TeamWriting.FeedbackRows(changes),
            TeamWriting.AnnotationRows(changes), TeamWriting.NoteRows(changes), ScoreWriting.RowsOf(changes), TeamWriting.LetterRows(changes),
            ModelCallWriting.RowsOf(changes),
        ];
        foreach (var rows in tables)
        {
            rows.PutBy(session, batch);
        }

        ScopeRows.Of(changes).InsertBy(session, batch);
        facts.InsertBy(batch);
        var (subjects, goneSubjects) = SubjectRows.Of(changes);
        subjects.InsertBy(session, batch);
        goneSubjects.DeleteBy(session, batch);
        PersonalRows.PutBy(session, batch, changes, mode);
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
