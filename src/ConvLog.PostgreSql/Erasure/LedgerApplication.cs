using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Does to the data what the ledger says and the data does not know yet: events that came just now, that a crash left undone, or that came after the backup
/// which the data is. In a transaction of the data that holds the ledger's lock; doing an event twice changes nothing.
/// </summary>
/// <param name="data">The data, in its transaction.</param>
/// <param name="taken">The conversations that erasures of users took before, by the erasures' numbers: a backup may be older than the opening that named the
/// user.</param>
internal sealed class LedgerApplication(Session data, IReadOnlyDictionary<long, List<string>> taken)
{
    private const string ConversationsOfUser = """
        SELECT conversation.id FROM #.subject JOIN #.conversation USING (conversation, day)
        WHERE subject.kind = 0 AND subject.hash = $1 AND conversation.created <= $2
        """;
    private const string UpdateConversation = "UPDATE #.conversation SET erasure_pending = true WHERE conversation = ANY($1) AND day = $2";

    private const string FindPlaces = "SELECT conversation, day FROM #.conversation_id WHERE id = ANY($1) ORDER BY conversation";

    // In the order in which writes lock them.
    private const string LockRows = """
        SELECT conversation, day, id, erasure_pending, EXISTS (SELECT 1 FROM #.hold WHERE hold.conversation_id = conversation.id)
        FROM #.conversation WHERE conversation = ANY($1) AND day = ANY($2) ORDER BY conversation FOR UPDATE OF conversation
        """;

    private readonly List<ErasedConversation> _erased = [];

    /// <summary>What came of conversations, for the receipts: to be kept before the transaction ends, as it is the same when it is done again.</summary>
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

    // Retention that takes the conversation holds its row's lock from before it asks for holds until it is gone: either it is, or it sees this one.
    private async ValueTask PlaceAsync(LedgerEvent next, CancellationToken cancellationToken)
    {
        await LockAsync([next.ConversationId!], cancellationToken).ConfigureAwait(false);
        await Holds.PlaceAsync(data, next, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask EraseUserAsync(LedgerEvent next, CancellationToken cancellationToken)
    {
        var ids = new SortedSet<string>(taken.GetValueOrDefault(next.Erasure ?? 0) ?? [], StringComparer.Ordinal);
        ids.UnionWith(await data.ListAsync(ConversationsOfUser, [next.UserHash, next.At], static row => row.Text(0), cancellationToken).ConfigureAwait(false));
        await EraseAsync(next, [.. ids], cancellationToken).ConfigureAwait(false);
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
        await TakeOutAsync(next, [.. locked.Where(static row => !row.IsHeld)], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ReleaseAsync(LedgerEvent next, CancellationToken cancellationToken)
    {
        await Holds.ReleaseAsync(data, next.ConversationId!, cancellationToken).ConfigureAwait(false);
        var locked = await LockAsync([next.ConversationId!], cancellationToken).ConfigureAwait(false);
        await TakeOutAsync(next, [.. locked.Where(static row => row.IsPending)], cancellationToken).ConfigureAwait(false);
    }

    // Another erasure of the same user still finds them.
    private async ValueTask HideAsync(ConversationLocation[] places, CancellationToken cancellationToken)
    {
        var days = places.GroupBy(static place => place.Day).ToList();
        long[] users = await ForgottenSubjects.LockAsync(data, days, cancellationToken).ConfigureAwait(false);
        foreach (var day in days)
        {
            long[] numbers = [.. day.Select(static place => place.Conversation)];
            await data.RunAsync(UpdateConversation, [numbers, day.Key], cancellationToken).ConfigureAwait(false);
        }

        await ForgottenSubjects.ForgetAsync(data, users, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask TakeOutAsync(LedgerEvent next, List<LockedRow> rows, CancellationToken cancellationToken)
    {
        ConversationLocation[] places = [.. rows.Select(static row => row.Place)];
        var counts = await ErasedCounts.OfAsync(data, places, cancellationToken).ConfigureAwait(false);
        var users = await ErasedCounts.UsersOfAsync(data, places, cancellationToken).ConfigureAwait(false);
        _erased.AddRange(rows.Select(row => new ErasedConversation(next.No, next.Erasure, row.Id, users.GetValueOrDefault(row.Place.Conversation),
            counts.GetValueOrDefault(row.Place.Conversation) ?? new ErasedRecords())));
        await Removal.RemoveAsync(data, places, cancellationToken).ConfigureAwait(false);
    }

    // What is asked of a row is asked anew once it is locked, and so are holds: in a later statement.
    private async ValueTask<List<LockedRow>> LockAsync(string[] ids, CancellationToken cancellationToken)
    {
        var places = await data.ListAsync(FindPlaces, [ids], static row => new ConversationLocation(row.Int64(0), row.Int32(1)), cancellationToken)
            .ConfigureAwait(false);
        if (places.Count == 0)
        {
            return [];
        }

        object?[] asked = [places.ConvertAll(static place => place.Conversation).ToArray(), places.Select(static place => place.Day).Distinct().ToArray()];
        await data.ListAsync(LockRows, asked, static row => row.Int64(0), cancellationToken).ConfigureAwait(false);
        return await data.ListAsync(LockRows, asked, static row => new LockedRow(new(row.Int64(0), row.Int32(1)), row.Text(2), row.Flag(3), row.Flag(4)),
            cancellationToken).ConfigureAwait(false);
    }

    private sealed record LockedRow(ConversationLocation Place, string Id, bool IsPending, bool IsHeld);
}
