using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <summary>Finds the numbers and days of a batch's conversations, gives new ones a number, and finds those that were erased.</summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="conversations">The conversations of the batch.</param>
/// <param name="records">The records of the batch.</param>
/// <param name="users">The users that its openings name.</param>
/// <param name="services">Shared by all batches.</param>
internal sealed class ConversationNumbers(
    Session session, BatchConversations conversations, IReadOnlyList<StoreRecord> records, BatchUsers users, WriteServices services)
{
    private const string FindTombstones = "SELECT conversation_id FROM #.tombstone WHERE conversation_id = ANY($1)";
    private const string FindNumbers = "SELECT id, conversation, day FROM #.conversation_id WHERE id = ANY($1)";

    // Ordered by ID, so that two hosts that insert the same conversations lock them in the same order.
    private const string MakeNumbers = """
        INSERT INTO #.conversation_id (id, conversation, day)
        SELECT id, nextval('#.conversation_no'), day FROM (SELECT id, day FROM unnest($1, $2) AS given (id, day) ORDER BY id) AS given
        ON CONFLICT (id) DO NOTHING RETURNING id, conversation, day
        """;

    public async ValueTask ResolveAsync(CancellationToken cancellationToken)
    {
        var openings = records.OfType<ConversationRecord>().Where(static opening => !string.IsNullOrEmpty(opening.UserId)).ToList();
        await users.HashAsync(openings, cancellationToken).ConfigureAwait(false);
        string[] unknown = [.. conversations.All.Where(static change => change.Known is null).Select(static change => change.Id)];
        if (unknown.Length == 0 && openings.Count == 0)
        {
            return;
        }

        string[] opened = [.. openings.Select(static opening => opening.ConversationId)];
        await FindAsync(unknown, opened, cancellationToken).ConfigureAwait(false);
        var missing = conversations.All.Where(static change => change is { Number: 0, IsErased: false }).ToList();
        if (missing.Count > 0)
        {
            await MakeAsync(missing, cancellationToken).ConfigureAwait(false);
        }
    }

    // The lock is shared until the end of the transaction, so that a later erasure sees these writes. A known conversation needs no lookup: it was not erased
    // as long as its row exists and is not marked.
    private async ValueTask FindAsync(string[] unknown, string[] opened, CancellationToken cancellationToken)
    {
        var reads = new QueryBatch(session);
        reads.AddSilent(ErasureLock.Share);
        reads.Add(FindNumbers, [unknown], Resolved);

        // Read after the numbers: an erasure of the conversation between the two reads has left its tombstone by then.
        reads.Add(FindTombstones, [unknown.Union(opened, StringComparer.Ordinal).ToArray()], row => conversations.Of(row.Text(0)).IsErased = true);
        users.AddErasedTo(reads);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask MakeAsync(List<ConversationChange> missing, CancellationToken cancellationToken)
    {
        string[] ids = [.. missing.Select(static change => change.Id)];
        var beginnings = PartitionDates.Of(records, services.Options.TimeProvider);
        int[] days = [.. missing.Select(change => services.Partitions.PlaceOf(beginnings[change.Id]))];
        var reads = new QueryBatch(session);
        reads.Add(MakeNumbers, [ids, days], row =>
        {
            Resolved(row);
            conversations.Of(row.Text(0)).IsNew = true;
        });
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);

        // Another host inserted them first and has committed.
        string[] others = [.. missing.Where(static change => change.Number == 0).Select(static change => change.Id)];
        if (others.Length > 0)
        {
            reads.Add(FindNumbers, [others], Resolved);
            await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        if (missing.Find(static change => change.Number == 0) is { } gone)
        {
            throw new DeletedConversationException(gone.Id, gone.Number);
        }
    }

    private void Resolved(Row row)
    {
        var change = conversations.Of(row.Text(0));
        (change.Number, change.Day) = (row.Int64(1), row.Int32(2));
    }
}
