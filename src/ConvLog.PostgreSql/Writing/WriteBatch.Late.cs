using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;

namespace ConvLog.PostgreSql.Writing;

/// <content>
/// Details that writers other than its opening add to a turn. They are part of the turn's own payloads, so the stored turn is read to merge them.
/// </content>
internal sealed partial class WriteBatch
{
    private const string FindStoredTurns
        = $"SELECT {ConversationReading.TurnColumns}, r.conversation FROM {ConversationReading.TurnTables} WHERE r.conversation = ANY($1) "
        + "AND r.day = ANY($2) AND r.id = ANY($3)";

    // Few turns have such details, so only those are read completely.
    private async ValueTask ReadLateAsync(CancellationToken cancellationToken)
    {
        var asked = records.Where(IsOfLate).Select(record => (Change: ChangeOf(record.ConversationId), TurnId: TurnOf(record)!)).ToList();
        if (asked.Count == 0)
        {
            return;
        }

        List<ConversationChange> changes = [.. asked.Select(static one => one.Change).Distinct()];
        await FindKeysAsync(changes, cancellationToken).ConfigureAwait(false);
        var reads = new QueryBatch(session);
        AddWriters(reads, changes, static change => !change.IsCounted);
        string[] ids = [.. asked.Select(static one => one.TurnId).Distinct(StringComparer.Ordinal)];
        reads.Add(FindStoredTurns, [NumbersOf(changes), DaysOf(changes), ids], row =>
        {
            if (_byNumber[row.Int64(28)].Turns.TryGetValue(row.Text(1), out var state))
            {
                state.Stored = RowsOf(_byNumber[row.Int64(28)]).Turn(row);
            }
        });
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private RecordRows RowsOf(ConversationChange change) => new(services.Troubles, PartsOf(change), change.Number, change.Id,
        change.Writers.Values.ToDictionary(static writer => (long)writer.Number, static writer => writer.Id));

    private void Write(ConversationChange change, TurnChangeRecord told)
    {
        var current = change.Turns.TryGetValue(told.TurnId, out var state) ? state.Written ?? state.Stored : null;
        if (current is null)
        {
            throw ConversationStoreException.NoTurn(told.TurnId);
        }

        DamagedPayload.EnsureComplete(current);
        var turn = LateChanges.Add(current, told);
        Write(change, turn, hasLateChanges: !LateChanges.AreSame(current, turn));
    }

    private bool IsOfLate(StoreRecord record)
        => TurnOf(record) is { } id && ChangeOf(record.ConversationId) is { IsErased: false } change && change.Turns.TryGetValue(id, out var state)
        && (record is TurnChangeRecord or TurnRecord { Late: not null } || (state.Flags & TurnPayload.HasLate) != 0);

    private static string? TurnOf(StoreRecord record) => record switch
    {
        TurnRecord turn => turn.Id,
        TurnChangeRecord told => told.TurnId,
        _ => null,
    };
}
