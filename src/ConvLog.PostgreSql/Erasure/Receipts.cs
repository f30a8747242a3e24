using ConvLog.PostgreSql.Connections;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>The progress of erasures, in the keys' schema. All methods need a transaction there.</summary>
internal static class Receipts
{
    private const string Wait = """
        INSERT INTO #.erased_conversation (erasure, conversation_id, users, state, event)
        SELECT $1, gone.id, gone.users, $4, $5 FROM unnest($2::bytea[], $3::bigint[]) AS gone (id, users) ON CONFLICT DO NOTHING
        """;

    // The counts of a deleted conversation are those at its deletion, even if an old backup restores it.
    private const string Take = """
        UPDATE #.erased_conversation SET state = 1, event = $11, openings = gone.openings, turns = gone.turns, calls = gone.calls, entries = gone.entries, facts = gone.facts,
            team = gone.team, dead_letters = gone.dead_letters, users = gone.users
        FROM (SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[]))
            AS gone (id, users, openings, turns, calls, entries, facts, team, dead_letters)
        WHERE erased_conversation.conversation_id = gone.id AND erased_conversation.state < $10
        """;

    private const string PutCleaned = """
        UPDATE #.erasure SET cleaned = $1
        WHERE cleaned IS NULL AND unreadable IS NOT NULL AND NOT EXISTS (SELECT 1 FROM #.erased_conversation WHERE erasure = erasure.no AND state < 2)
        """;

    private const int Held = 0;
    private const int Going = 1;
    private const int Gone = 2;

    /// <summary>Saves the outcomes for conversations, in order.</summary>
    public static async ValueTask PutAsync(Session keys, IEnumerable<ErasedConversation> erased, CancellationToken cancellationToken)
    {
        foreach (var one in erased.GroupBy(static conversation => (conversation.Event, conversation.Erasure, IsHeld: conversation.Records is null)))
        {
            string[] ids = [.. one.Select(static conversation => conversation.ConversationId)];
            if (one.Key.Erasure is { } erasure)
            {
                long[] users = [.. one.Select(static conversation => conversation.Users)];
                await keys.RunAsync(Wait, [erasure, ids, users, one.Key.IsHeld ? Held : Going, one.Key.Event], cancellationToken).ConfigureAwait(false);
            }

            if (!one.Key.IsHeld)
            {
                await TakeAsync(keys, ids, [.. one], one.Key.Event, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Records that everything erased up to an event of the ledger is deleted and its keys are destroyed.</summary>
    public static async ValueTask<bool> DoneAsync(Session keys, long lastEvent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await ReceiptTable.DoneAsync(keys, lastEvent, now, cancellationToken).ConfigureAwait(false);
        await keys.RunAsync(PutCleaned, [now.UtcTicks], cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Includes erasures that were waiting for these conversations.
    private static async ValueTask TakeAsync(Session keys, string[] ids, IReadOnlyList<ErasedConversation> erased, long ledgerEvent,
        CancellationToken cancellationToken)
    {
        var all = erased.Select(static one => one.Records!).ToList();
        object?[] columns =
        [
            ids,
            erased.Select(static one => one.Users).ToArray(),
            all.Select(static one => one.Openings).ToArray(),
            all.Select(static one => one.Turns).ToArray(),
            all.Select(static one => one.FunctionEvents).ToArray(),
            all.Select(static one => one.Entries).ToArray(),
            all.Select(static one => one.Facts).ToArray(),
            all.Select(static one => one.TeamRecords).ToArray(),
            all.Select(static one => one.DeadLetters).ToArray(),
            Gone,
            ledgerEvent,
        ];
        await keys.RunAsync(Take, columns, cancellationToken).ConfigureAwait(false);
    }
}
