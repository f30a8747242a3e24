using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Applies events of the ledger that the data lacks: new events, those left by a crash, and those from after the backup that the data was restored from. Runs
/// in a transaction of the data that holds the ledger's lock; applying an event twice changes nothing.
/// </summary>
/// <param name="data">The data, in its transaction.</param>
/// <param name="taken">The conversations that earlier erasures of users deleted, by the erasures' numbers: a backup may be older than the opening that named
/// the user.</param>
internal sealed class LedgerApplication(Session data, IReadOnlyDictionary<long, List<string>> taken)
{
    // Includes conversations whose row or ID was deleted by hand.
    private const string ConversationsOfUser = """
        SELECT coalesce(c.id, i.id), s.conversation, s.day
        FROM #.subject AS s LEFT JOIN #.conversation AS c ON c.conversation = s.conversation AND c.day = s.day
            LEFT JOIN #.conversation_id AS i ON i.conversation = s.conversation AND i.day = s.day
        WHERE s.kind = 0 AND s.hash = $1 AND (c.created <= $2 OR c.conversation IS NULL)
        """;
    private const string UpdateConversation = "UPDATE #.conversation SET erasure_pending = true WHERE conversation = ANY($1) AND day = $2";

    // From both tables, because a row may have been deleted by hand. In two parts for "conversation", each of which has an index.
    private const string FindPlaces = """
        SELECT conversation, day, id FROM #.conversation_id WHERE id = ANY($1)
        UNION SELECT conversation, day, id FROM #.conversation WHERE id = ANY($1) AND listed IS NOT NULL
        UNION SELECT conversation, day, id FROM #.conversation WHERE id = ANY($1) AND listed IS NULL
        ORDER BY conversation
        """;

    // In the order in which writes lock them.
    private const string LockRows = """
        SELECT conversation, day, id, erasure_pending, EXISTS (SELECT 1 FROM #.hold WHERE hold.conversation_id = conversation.id)
        FROM #.conversation WHERE conversation = ANY($1) AND day = ANY($2) ORDER BY conversation FOR UPDATE OF conversation
        """;

    private readonly List<ErasedConversation> _erased = [];

    /// <summary>The outcomes for conversations, for the receipts. Save them before the transaction ends; a retry has the same outcomes.</summary>
    public IReadOnlyList<ErasedConversation> Erased => _erased;

    public ValueTask ApplyAsync(LedgerEvent next, CancellationToken cancellationToken) => next.Kind switch
    {
        LedgerEventKind.ConversationErased => EraseAsync(next, [next.ConversationId!], cancellationToken),
        LedgerEventKind.UserErased => EraseUserAsync(next, cancellationToken),
        LedgerEventKind.HoldPlaced => PlaceAsync(next, cancellationToken),
        LedgerEventKind.HoldReleased => ReleaseAsync(next, cancellationToken),
        _ => throw new ConversationStoreException(StoreFault.Unusable,
            $"The ledger of erasures has an event of a kind ({(int)next.Kind}) that this version does not know. Update ConvLog.PostgreSql."),
    };

    // Retention locks a conversation's row before it checks for holds, until it has deleted it: so the conversation is either gone, or retention sees the hold.
    private async ValueTask PlaceAsync(LedgerEvent next, CancellationToken cancellationToken)
    {
        await LockAsync([next.ConversationId!], cancellationToken).ConfigureAwait(false);
        await data.RunAsync(HoldTable.Place(next), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask EraseUserAsync(LedgerEvent next, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<string>(taken.GetValueOrDefault(next.Erasure ?? 0) ?? [], StringComparer.Ordinal);
        var found = await data.ListAsync(
            ConversationsOfUser,
            [next.UserHash, next.At],
            static row => (Id: row.OptionalText(0), Place: new ConversationLocation(row.Int64(1), row.Int32(2))),
            cancellationToken).ConfigureAwait(false);
        ids.UnionWith(found.Select(static one => one.Id).OfType<string>());
        await EraseAsync(next, [.. ids], cancellationToken).ConfigureAwait(false);
        await Removal.RemoveAsync(data, [.. found.Where(static one => one.Id is null).Select(static one => one.Place)], cancellationToken)
            .ConfigureAwait(false);
    }

    private async ValueTask EraseAsync(LedgerEvent next, string[] ids, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
        {
            return;
        }

        var locked = await LockAsync(ids, cancellationToken).ConfigureAwait(false);
        await Tombstones.PutAsync(data, ids, cancellationToken).ConfigureAwait(false);
        var users = await ErasedCounts.UsersOfAsync(data, locked.Select(static row => row.Place), cancellationToken).ConfigureAwait(false);
        await HideAsync([.. locked.Where(static row => row is { IsHeld: true, IsPending: false }).Select(static row => row.Place)], cancellationToken)
            .ConfigureAwait(false);
        _erased.AddRange(locked.Where(static row => row.IsHeld).Select(row => new ErasedConversation(next.No, next.Erasure, row.Id,
            users.GetValueOrDefault(row.Place.Conversation), Records: null)));
        await RemoveConversationsAsync(next, [.. locked.Where(static row => !row.IsHeld)], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ReleaseAsync(LedgerEvent next, CancellationToken cancellationToken)
    {
        await data.RunAsync(HoldTable.Release(next.ConversationId!), cancellationToken).ConfigureAwait(false);
        var locked = await LockAsync([next.ConversationId!], cancellationToken).ConfigureAwait(false);
        await RemoveConversationsAsync(next, [.. locked.Where(static row => row.IsPending)], cancellationToken).ConfigureAwait(false);
    }

    // Another erasure of the same user still finds these conversations.
    private async ValueTask HideAsync(ConversationLocation[] places, CancellationToken cancellationToken)
    {
        var days = places.GroupBy(static place => place.Day).ToList();
        long[] users = await SubjectRemoval.LockAsync(data, days, cancellationToken).ConfigureAwait(false);
        foreach (var day in days)
        {
            long[] numbers = [.. day.Select(static place => place.Conversation)];
            await data.RunAsync(UpdateConversation, [numbers, day.Key], cancellationToken).ConfigureAwait(false);
        }

        await SubjectRemoval.DeleteHashesAsync(data, users, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RemoveConversationsAsync(LedgerEvent next, List<LockedRow> rows, CancellationToken cancellationToken)
    {
        ConversationLocation[] places = [.. rows.Select(static row => row.Place)];
        var counts = await ErasedCounts.OfAsync(data, places, cancellationToken).ConfigureAwait(false);
        var users = await ErasedCounts.UsersOfAsync(data, places, cancellationToken).ConfigureAwait(false);

        // A conversation without its row existed only if some of its records are left. If the row of an ID was deleted by hand, it may have several
        // conversations.
        _erased.AddRange(rows.Where(row => row.Exists || counts.ContainsKey(row.Place.Conversation)).GroupBy(static row => row.Id, StringComparer.Ordinal)
            .Select(one => new ErasedConversation(next.No, next.Erasure, one.Key, one.Max(row => users.GetValueOrDefault(row.Place.Conversation)),
                one.Select(row => counts.GetValueOrDefault(row.Place.Conversation) ?? new ErasedRecords()).Aggregate(ErasedCounts.Sum))));
        await Removal.RemoveAsync(data, places, cancellationToken).ConfigureAwait(false);
    }

    // The state and the holds of a row are read in a later statement, after it is locked.
    private async ValueTask<List<LockedRow>> LockAsync(string[] ids, CancellationToken cancellationToken)
    {
        var places = await data.ListAsync(
            FindPlaces, [ids], static row => (Place: new ConversationLocation(row.Int64(0), row.Int32(1)), Id: row.Text(2)), cancellationToken)
            .ConfigureAwait(false);
        if (places.Count == 0)
        {
            return [];
        }

        object?[] asked = [places.ConvertAll(static one => one.Place.Conversation).ToArray(), places.Select(static one => one.Place.Day).Distinct().ToArray()];
        await data.ListAsync(LockRows, asked, static row => row.Int64(0), cancellationToken).ConfigureAwait(false);
        var rows = await data.ListAsync(LockRows, asked, static row => new LockedRow(new(row.Int64(0), row.Int32(1)), row.Text(2), row.Flag(3), row.Flag(4)),
            cancellationToken).ConfigureAwait(false);
        foreach (var (place, id) in places.Where(one => !rows.Exists(row => row.Place == one.Place)).ToList())
        {
            bool isHeld = await data.NumberAsync(HoldTable.Find(id), cancellationToken).ConfigureAwait(false) is not null;
            rows.Add(new LockedRow(place, id, IsPending: false, isHeld) { Exists = false });
        }

        return rows;
    }

    private sealed record LockedRow(ConversationLocation Place, string Id, bool IsPending, bool IsHeld)
    {
        /// <summary>Whether its row in "conversation" exists; it may have been deleted by hand.</summary>
        public bool Exists { get; init; } = true;
    }
}
