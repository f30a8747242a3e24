using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>Keeps one row for each model call. Its beginning and end may arrive in either order.</summary>
internal static class ModelCallWriting
{
    private const string FindModelCalls = $"SELECT conversation, id, ended FROM #.model_call# WHERE {StateQueries.These} AND id = ANY($3)";

    public static void AddTo(StateQueries reads, List<ConversationChange> stored, IReadOnlyList<StoreRecord> records)
    {
        long[] ids = [.. records.OfType<ModelCallRecord>().Select(static call => ModelCallRow.Of(call).Id).Distinct()];
        var asked = ids.Length == 0 ? [] : stored.FindAll(static change => change.Contains(RecordKinds.Facts));
        if (asked.Count > 0)
        {
            reads.Add(
                FindModelCalls,
                [BatchConversations.NumbersOf(asked), BatchConversations.DaysOf(asked), ids],
                static (change, row) => change.ModelCalls[row.Int64(1)] = new ModelCallState { IsStored = true, HasEnded = row.Flag(2) });
        }
    }

    /// <summary>Updates the row of the call that a new fact is about.</summary>
    public static void Write(ConversationChange change, ModelCallRecord call)
    {
        var row = ModelCallRow.Of(call);
        if (change.ModelCalls.TryGetValue(row.Id, out var kept) && !row.Replaces(kept.HasEnded))
        {
            return;
        }

        var state = kept ?? (change.ModelCalls[row.Id] = new ModelCallState());
        (state.HasEnded, state.Written, state.TurnId) = (row.HasEnded, row, call.TurnId);
    }

    /// <summary>The rows to insert and to update.</summary>
    public static RowChanges RowsOf(IEnumerable<ConversationChange> changes)
    {
        var rows = ModelCallRows.New();
        foreach (var change in changes.Where(static change => change.Changes(RecordKinds.Facts)))
        {
            foreach (var state in change.ModelCalls.Values.Where(static state => state.Written is not null))
            {
                rows.Add(state.IsStored, ModelCallRows.Values(change.Number, change.Day, state.TurnId, state.Written!));
            }
        }

        return rows;
    }
}
