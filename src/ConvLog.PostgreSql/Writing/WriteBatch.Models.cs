using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing;

/// <content>Keeps one row for each model call. Its beginning and end may arrive in either order.</content>
internal sealed partial class WriteBatch
{
    private const string FindModelCalls = $"SELECT conversation, id, ended FROM #.model_call# WHERE {These} AND id = ANY($3)";

    private void AddModelCalls(QueryBatch reads, List<ConversationChange> stored)
    {
        long[] ids = [.. records.OfType<ModelCallRecord>().Select(static call => ModelCallRow.Of(call).Id).Distinct()];
        var asked = ids.Length == 0 ? [] : stored.FindAll(static change => change.Contains(RecordKinds.Facts));
        if (asked.Count > 0)
        {
            reads.Add(
                FindModelCalls,
                [NumbersOf(asked), DaysOf(asked), ids],
                row => _byNumber[row.Int64(0)].ModelCalls[row.Int64(1)] = new ModelCallState { IsStored = true, HasEnded = row.Flag(2) });
        }
    }

    // For a new fact only.
    private static void SetModelCall(ConversationChange change, ModelCallRecord call)
    {
        var row = ModelCallRow.Of(call);
        if (change.ModelCalls.TryGetValue(row.Id, out var kept) && !row.Replaces(kept.HasEnded))
        {
            return;
        }

        var state = kept ?? (change.ModelCalls[row.Id] = new ModelCallState());
        (state.HasEnded, state.Written, state.TurnId) = (row.HasEnded, row, call.TurnId);
    }

    private (BulkRows New, BulkRows Changed) CalledModels()
    {
        (var added, var changed) = (ModelCallRows.New(), ModelCallRows.New());
        foreach (var change in _changes.Values.Where(static change => change.Changes(RecordKinds.Facts)))
        {
            foreach (var state in change.ModelCalls.Values.Where(static state => state.Written is not null))
            {
                (state.IsStored ? changed : added).Add(ModelCallRows.Values(change.Number, change.Day, state.TurnId, state.Written!));
            }
        }

        return (added, changed);
    }
}
