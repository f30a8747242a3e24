using ConvLog.Records;

namespace ConvLog.PostgreSql.Writing;

/// <content> What is different where conversations are spread over shards: a shard's commit comes before that of the server that hosts write to, and stays
/// where the latter fails. The batch is written again then, and meets its own rows. </content>
internal sealed partial class WriteBatch
{
    // A transaction on a shard sees what was there when it began, and fails where it waited for a row that was changed meanwhile: so writers wait for each
    // other here, before it begins.
    private const string LockIds = $"SELECT 1 FROM #.conversation_id WHERE {These} ORDER BY conversation FOR UPDATE";

    private bool IsSharded => services.Options.Shards.Count > 0;

    // It has its number from NumberReservation, and nobody has written to it yet.
    private bool IsBegun(ConversationChange change)
    {
        change.IsNew = IsSharded && change.Known is null;
        return change.IsNew;
    }

    // What was delivered before may never have come into the work list of the indexer, which is on the other server. To index it twice does no harm.
    private List<(ConversationChange Change, long First, long? Last)> IndexedAgain()
    {
        var again = new List<(ConversationChange Change, long First, long? Last)>();
        if (!IsSharded)
        {
            return again;
        }

        foreach (var change in _changes.Values)
        {
            again.AddRange((change.StoredEntries?.Keys ?? Enumerable.Empty<long>()).Select(place => (change, place, (long?)place)));
        }

        foreach (var turn in records.OfType<TurnRecord>())
        {
            if (ChangeOf(turn.ConversationId) is var change && change.Turns.TryGetValue(turn.Id, out var stored) && stored.Given is null)
            {
                again.Add((change, stored.Number, null));
            }
        }

        return again;
    }
}
