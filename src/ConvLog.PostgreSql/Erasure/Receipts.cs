using System.Text;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>The erasures in the keys' schema. All methods need a transaction there.</summary>
internal static class Receipts
{
    private const string Insert = """
        INSERT INTO #.erasure (id, conversation_id, pseudonym, requested_by, requested, reason)
        VALUES ($1, $2, $3, $4, $5, $6)
        RETURNING no
        """;
    private const string AnyErasure = "SELECT 1 FROM #.erasure WHERE id = $1";
    private const string FindErasedConversation = "SELECT conversation_id FROM #.erased_conversation WHERE erasure = $1 ORDER BY conversation_id";

    private const string Columns = """
        SELECT id, conversation_id, pseudonym, requested_by, requested, reason, unreadable, cleaned,
            (SELECT coalesce(array_agg(conversation_id ORDER BY conversation_id), '{}') FROM #.erased_conversation WHERE erasure = erasure.no AND state = 0),
            (SELECT coalesce(array_agg(conversation_id ORDER BY conversation_id), '{}') FROM #.erased_conversation WHERE erasure = erasure.no AND users > 1),
            (SELECT coalesce(array_agg(users ORDER BY conversation_id), '{}') FROM #.erased_conversation WHERE erasure = erasure.no AND users > 1),
            gone.count, gone.openings, gone.turns, gone.calls, gone.entries, gone.facts, gone.team, gone.dead_letters
        FROM #.erasure CROSS JOIN LATERAL (
            SELECT count(*) AS count, coalesce(sum(openings), 0)::bigint AS openings, coalesce(sum(turns), 0)::bigint AS turns, coalesce(sum(calls), 0)::bigint AS calls,
                coalesce(sum(entries), 0)::bigint AS entries, coalesce(sum(facts), 0)::bigint AS facts, coalesce(sum(team), 0)::bigint AS team,
                coalesce(sum(dead_letters), 0)::bigint AS dead_letters
            FROM #.erased_conversation WHERE erasure = erasure.no AND state > 0) AS gone
        """;

    private const string LatestOf = """
        (SELECT max(no) FROM (SELECT erasure AS no FROM #.erased_conversation WHERE conversation_id = $1
        UNION ALL SELECT no FROM #.erasure WHERE conversation_id = $1) AS asked)
        """;

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

    private const string PutUnreadable = """
        UPDATE #.erasure
        SET unreadable = $1
        WHERE unreadable IS NULL AND no IN (SELECT erasure FROM #.ledger WHERE no <= $2 AND erasure IS NOT NULL)
        """;

    private const string PutCleaned = """
        UPDATE #.erasure SET cleaned = $1
        WHERE cleaned IS NULL AND unreadable IS NOT NULL AND NOT EXISTS (SELECT 1 FROM #.erased_conversation WHERE erasure = erasure.no AND state < 2)
        """;

    private const string AnyOpen = """
        SELECT 1
        WHERE EXISTS (SELECT 1 FROM #.erasure WHERE unreadable IS NULL) OR EXISTS (SELECT 1 FROM #.erased_conversation WHERE state = 1)
        """;

    private const int Held = 0;
    private const int Going = 1;
    private const int Gone = 2;

    /// <summary>Whether a request is known.</summary>
    public static async ValueTask<bool> IsThereAsync(Session keys, Guid id, CancellationToken cancellationToken)
        => await keys.NumberAsync(AnyErasure, [id], cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Saves a new request.</summary>
    /// <returns>Its number.</returns>
    public static async ValueTask<long> AddAsync(Session keys, ErasureRequest request, string? pseudonym, CancellationToken cancellationToken)
    {
        object?[] columns = [request.Id, request.ConversationId, pseudonym, request.RequestedBy, request.RequestedAt.UtcTicks, request.Reason];
        return (await keys.NumberAsync(Insert, columns, cancellationToken).ConfigureAwait(false))!.Value;
    }

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

    /// <summary>The conversations that an erasure has deleted or will delete.</summary>
    public static ValueTask<List<string>> ConversationsOfAsync(Session keys, long erasure, CancellationToken cancellationToken)
        => keys.ListAsync(FindErasedConversation, [erasure], static row => row.Text(0), cancellationToken);

    /// <summary>Whether there are erasures whose data is not yet known to be unreadable.</summary>
    public static async ValueTask<bool> AreSomeOpenAsync(Session keys, CancellationToken cancellationToken)
        => await keys.NumberAsync(AnyOpen, [], cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>Records that everything erased up to an event of the ledger is deleted and its keys are destroyed.</summary>
    public static async ValueTask<bool> DoneAsync(Session keys, long lastEvent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await keys.RunAsync(PutUnreadable, [now.UtcTicks, lastEvent], cancellationToken).ConfigureAwait(false);
        await keys.RunAsync($"UPDATE #.erased_conversation SET state = {Gone} WHERE state = {Going} AND event <= $1", [lastEvent], cancellationToken)
            .ConfigureAwait(false);
        await keys.RunAsync(PutCleaned, [now.UtcTicks], cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>One receipt; null if there is no such request.</summary>
    public static async ValueTask<ErasureReceipt?> ReadAsync(Session keys, Guid id, CancellationToken cancellationToken)
        => (await keys.ListAsync($"{Columns} WHERE id = $1", [id], Of, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The receipt of the latest erasure that concerns a conversation; null if there is none.</summary>
    public static async ValueTask<ErasureReceipt?> FindAsync(Session keys, string conversationId, CancellationToken cancellationToken)
        => (await keys.ListAsync($"{Columns} WHERE no = {LatestOf}", [conversationId], Of, cancellationToken).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The receipts, the latest request first.</summary>
    public static ValueTask<List<ErasureReceipt>> LatestAsync(Session keys, int limit, CancellationToken cancellationToken)
        => keys.ListAsync($"{Columns} ORDER BY requested DESC, no DESC LIMIT $1", [limit], Of, cancellationToken);

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

    private static ErasureReceipt Of(Row row)
        => ReceiptRow.Read(row, 0).WithCounts(row, 11) with
        {
            HeldConversations = [.. row.Value<byte[][]>(8).Select(Encoding.UTF8.GetString)],
            SharedConversations = !row.IsNull(1) ? []
                : [.. row.Value<byte[][]>(9).Zip(row.Value<long[]>(10), static (id, users)
                    => new SharedConversation { ConversationId = Encoding.UTF8.GetString(id), OtherUsers = (int)users - 1 })],
        };
}
