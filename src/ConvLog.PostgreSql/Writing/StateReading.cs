using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Writing.Records;
using ConvLog.PostgreSql.Writing.Summaries;
using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <summary>Reads the stored state of a batch's conversations: under their locks, in one round trip, and only as far as the batch needs it.</summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="conversations">The conversations of the batch.</param>
/// <param name="records">The records of the batch.</param>
/// <param name="mode">How the batch treats records that may already be stored.</param>
internal sealed class StateReading(Session session, BatchConversations conversations, IReadOnlyList<StoreRecord> records, WriteMode mode)
{
    // One row if the partition is attached. Its table is locked first, so that an operator detaches it before this or after the transaction.
    private const string FindAttached = """
        SELECT 1 FROM pg_catalog.pg_inherits
        WHERE inhrelid = '#.conversation#'::pg_catalog.regclass AND NOT inhdetachpending AND NOT EXISTS (SELECT FROM #.conversation# WHERE false)
        """;

    private readonly ActivityReading _activity = new(conversations, records);

    /// <summary>Locks the conversations and reads their state, and the numbers of the users that openings name.</summary>
    /// <exception cref="MissingPartitionException">An operator has detached the partition that statements name.</exception>
    public async ValueTask ReadAsync(BatchUsers users, CancellationToken cancellationToken)
    {
        var stored = conversations.FindStored();
        var reads = new StateQueries(session, conversations);
        reads.AddSilent(session.PlanForPartition);
        bool isAttached = session.Partition.Length == 0;
        if (!isAttached)
        {
            reads.Add(FindAttached, [], _ => isAttached = true);
        }

        var found = new HashSet<ConversationChange>();
        if (stored.Count > 0)
        {
            reads.Add(SummaryColumns.Lock, stored, (change, row) =>
            {
                found.Add(change);
                change.Columns = SummaryColumns.ReadLocked(row);
            });
            reads.Add(SummaryColumns.Find, stored.FindAll(static change => change.IsCounted),
                static (change, row) => change.Columns = SummaryColumns.Read(row));
            AddTo(reads, stored);
        }

        users.AddNumbersTo(reads, [.. records.OfType<ConversationRecord>()
            .Where(opening => !string.IsNullOrEmpty(opening.UserId) && !conversations.Of(opening.ConversationId).IsErased)
            .Select(static opening => opening.UserId!)]);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        if (!isAttached)
        {
            throw new MissingPartitionException();
        }

        if (stored.Find(change => !found.Contains(change)) is { } gone)
        {
            throw new DeletedConversationException(gone.Id, gone.Number);
        }

        foreach (var change in stored)
        {
            change.IsErased |= change.Columns.IsErased;
        }
    }

    /// <summary>Adds the queries for what the batch needs of stored conversations.</summary>
    public void AddTo(StateQueries reads, List<ConversationChange> stored)
    {
        var (strangeWriters, strangeScopes) = FindUnknown();
        OpeningWriting.AddTo(reads, stored.FindAll(change => change.IsCounted || strangeWriters.Contains(change)));
        ScopeRows.AddTo(reads, stored.FindAll(strangeScopes.Contains));
        if (mode == WriteMode.Fast)
        {
            EntryWriting.AddLastTo(reads, records, conversations);
        }

        _activity.AddTo(reads, stored);
        TeamWriting.AddTo(reads, stored);
        ScoreWriting.AddTo(reads, stored);
        ModelCallWriting.AddTo(reads, stored, records);
        FactWriting.AddLastTo(reads, stored);
    }

    // Conversations with an opening or a scope that this host does not know: another host may have written it.
    private (HashSet<ConversationChange> Writers, HashSet<ConversationChange> Scopes) FindUnknown()
    {
        var writers = new HashSet<ConversationChange>();
        var scopes = new HashSet<ConversationChange>();
        (Guid writer, string? turn, string? call, string? conversation) last = default;
        for (int i = 0; i < records.Count; i++)
        {
            if (records[i] is not WrittenRecord record)
            {
                if (records[i].Writer is { } writer && conversations.Of(records[i].ConversationId) is var given && !given.HasWriter(writer))
                {
                    writers.Add(given);
                }

                continue;
            }

            var scoped = record as ScopedRecord;
            if (ReferenceEquals(last.conversation, record.ConversationId) && last.writer == record.WriterId && ReferenceEquals(last.turn, scoped?.TurnId)
                && ReferenceEquals(last.call, scoped?.FunctionEventId))
            {
                continue;
            }

            last = (record.WriterId, scoped?.TurnId, scoped?.FunctionEventId, record.ConversationId);
            var change = conversations.Of(record.ConversationId);
            if (!change.HasWriter(record.WriterId))
            {
                writers.Add(change);
            }

            if (scoped is not null && !change.HasScope(scoped.TurnId, scoped.FunctionEventId)
                && (mode == WriteMode.Careful || change.Known is not { LastScope: > 0 }))
            {
                scopes.Add(change);
            }
        }

        return (writers, scopes);
    }
}
