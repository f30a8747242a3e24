using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>The rows of scopes: the turns and function events that entries and facts belong to.</summary>
internal static class ScopeRows
{
    private const string Find = $"SELECT conversation, no, turn_id, call_id FROM #.scope# WHERE {StateQueries.These}";

    /// <summary>Adds the query for all scopes of conversations, if there are any.</summary>
    public static void AddTo(StateQueries reads, List<ConversationChange> asked)
    {
        reads.Add(Find, asked, static (change, row) => change.AddScope(row.OptionalText(2), row.OptionalText(3), row.Int32(1)));
        asked.ForEach(static change => change.HasAllScopes = true);
    }

    /// <summary>The rows to insert.</summary>
    public static BulkRows Of(IEnumerable<ConversationChange> changes)
    {
        var added = new BulkRows("scope#", "conversation bigint", "day bigint", "no bigint", "turn_id bytea", "call_id bytea", "checksum bigint");
        foreach (var change in changes)
        {
            foreach (var (number, turnId, functionEventId) in change.NewScopes)
            {
                added.Add(change.Number, change.Day, number, turnId, functionEventId, RowChecksums.ChecksumOf(change.Number, turnId, functionEventId));
            }
        }

        return added;
    }
}
