using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>
/// Reads the stored turns to which writers other than their opening add details. These are part of the turn's own payloads, so they are merged with them.
/// </summary>
/// <param name="session">The connection, in its transaction.</param>
/// <param name="conversations">The conversations of the batch.</param>
/// <param name="records">The records of the batch.</param>
/// <param name="keys">The keys of the conversations.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed class LateReading(
    Session session, BatchConversations conversations, IReadOnlyList<StoreRecord> records, BatchKeys keys, DatabaseTroubles troubles)
{
    private const string FindStoredTurns
        = $"SELECT {ConversationReading.TurnColumns}, r.conversation FROM {ConversationReading.TurnTables} WHERE r.conversation = ANY($1) "
        + "AND r.day = ANY($2) AND r.id = ANY($3)";

    // Few turns have such details, so only those are read completely.
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        var asked = records.Where(IsOfLate).Select(record => (Change: conversations.Of(record.ConversationId), TurnId: TurnWriting.IdOf(record)!)).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        List<ConversationChange> changes = [.. asked.Select(static one => one.Change).Distinct()];
        await keys.FindAsync(changes, cancellationToken).ConfigureAwait(false);
        var reads = new StateQueries(session, conversations);
        OpeningWriting.AddTo(reads, changes.FindAll(static change => !change.IsCounted));
        string[] ids = [.. asked.Select(static one => one.TurnId).Distinct(StringComparer.Ordinal)];
        reads.Add(FindStoredTurns, [BatchConversations.NumbersOf(changes), BatchConversations.DaysOf(changes), ids], row =>
        {
            var change = conversations.StoredAs(row.Int64(28));
            if (change.Turns.TryGetValue(row.Text(1), out var state))
            {
                state.Stored = RowsOf(change).Turn(row);
            }
        });
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private RecordRows RowsOf(ConversationChange change) => new(troubles, keys.PartsOf(change), change.Number, change.Id,
        change.Writers.Values.ToDictionary(static writer => (long)writer.Number, static writer => writer.Id));

    private bool IsOfLate(StoreRecord record)
        => TurnWriting.IdOf(record) is { } id && conversations.Of(record.ConversationId) is { IsErased: false } change
        && change.Turns.TryGetValue(id, out var state)
        && (record is TurnChangeRecord or TurnRecord { Late: not null } || (state.Flags & TurnPayload.HasLate) != 0);
}
