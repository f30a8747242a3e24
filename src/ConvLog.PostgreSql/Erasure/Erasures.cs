using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;
using Npgsql;

namespace ConvLog.PostgreSql.Erasure;

/// <summary>
/// Erasures and legal holds. Each is first an event in the ledger of the keys' schema and then applied to the data. After a crash between the two, the next
/// call, the background task of any host or the next start applies the events that the data lacks.
/// </summary>
/// <param name="database">The data.</param>
/// <param name="keysStore">The keys' schema.</param>
/// <param name="keys">The keys in that schema.</param>
/// <param name="lostKeys">Destroys keys that are no longer needed.</param>
internal sealed class Erasures(Database database, KeysStore keysStore, DataKeys keys, LostKeys lostKeys) : IErasures
{
    private const string FindPseudonym = "SELECT pseudonym FROM #.end_user WHERE hash = $1";

    private readonly TimeProvider _time = database.Options.TimeProvider;

    /// <summary>Applies pending events of the ledger when the data is opened, before it is served. Without the ledger, the data is not served.</summary>
    /// <param name="connection">A connection to the data, not in a transaction.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask OpenedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ending = transaction.ConfigureAwait(false);
        var data = new Session(connection, database.Schema);
        await keysStore.BindAsync(data, cancellationToken).ConfigureAwait(false);
        long applied = await Ledger.AppliedAsync(data, cancellationToken).ConfigureAwait(false);
        if (await HasUnappliedEventsAsync(applied, cancellationToken).ConfigureAwait(false))
        {
            await CatchUpAsync(data, applied, cancellationToken).ConfigureAwait(false);
        }

        await data.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins an erasure, unless the request is already known. When it returns, no read finds the erased data.</summary>
    public async ValueTask BeginAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        byte[]? user = request.UserId is { } id ? await keys.HashOfAsync(id, cancellationToken).ConfigureAwait(false) : null;
        await database.WriteAsync((data, token) => AddAsync(data, request, user, token), cancellationToken).ConfigureAwait(false);
        await database.WriteAsync(ApplyAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes erased data permanently unreadable: applies pending events and destroys keys.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        // Read first: events applied later have keys that this call does not destroy.
        long applied = await database.WriteAsync(Ledger.AppliedAsync, cancellationToken).ConfigureAwait(false);
        if (await HasUnappliedEventsAsync(applied, cancellationToken).ConfigureAwait(false))
        {
            await database.WriteAsync(MarkAsync, cancellationToken).ConfigureAwait(false);
            applied = await database.WriteAsync(ApplyAsync, cancellationToken).ConfigureAwait(false);
        }

        await lostKeys.DestroyAsync(cancellationToken).ConfigureAwait(false);
        long? open = await keysStore.ReadAsync(static (session, token) => session.NumberAsync(ReceiptTable.AnyOpen, token), cancellationToken)
            .ConfigureAwait(false);
        if (open is not null)
        {
            await keysStore.WriteAsync((session, token) => Receipts.DoneAsync(session, applied, _time.GetUtcNow(), token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <returns>Whether the hold was placed.</returns>
    public ValueTask<bool> PlaceAsync(LegalHold hold, CancellationToken cancellationToken)
        => ChangeHoldAsync(LedgerEvent.Of(hold), isHeldNow: false, cancellationToken);

    /// <returns>Whether there was a hold.</returns>
    public ValueTask<bool> ReleaseAsync(string conversationId, CancellationToken cancellationToken)
        => ChangeHoldAsync(LedgerEvent.Released(conversationId, _time.GetUtcNow()), isHeldNow: true, cancellationToken);

    /// <summary>
    /// Erases a conversation with an opening that names an already erased user. It leaves a tombstone and no receipt counts it. Must be called outside of a
    /// transaction, after the records before the opening were written.
    /// </summary>
    public async ValueTask EraseLateAsync(string conversationId, CancellationToken cancellationToken)
    {
        var erased = LedgerEvent.ErasedLate(conversationId, _time.GetUtcNow());
        await database.WriteAsync(
            async (data, token) =>
            {
                long applied = await Ledger.LockAsync(data, token).ConfigureAwait(false);
                if (!await Tombstones.IsErasedAsync(data, conversationId, token).ConfigureAwait(false))
                {
                    await keysStore.WriteAsync((session, inner) => session.RunAsync(LedgerTable.Add(erased, applied), inner), token).ConfigureAwait(false);
                }

                return await MarkAsync(data, applied, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        await FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<ErasureReceipt?> ReadAsync(Guid id, CancellationToken cancellationToken)
        => keysStore.ReadAsync((session, token) => ReceiptTable.ReadAsync(session, id, token), cancellationToken);

    public ValueTask<ErasureReceipt?> FindAsync(string conversationId, CancellationToken cancellationToken)
        => keysStore.ReadAsync((session, token) => ReceiptTable.FindAsync(session, conversationId, token), cancellationToken);

    public ValueTask<List<ErasureReceipt>> LatestAsync(int limit, CancellationToken cancellationToken)
        => keysStore.ReadAsync((session, token) => ReceiptTable.LatestAsync(session, limit, token), cancellationToken);

    // In a transaction of its own, because no write can proceed while it holds the lock; the next transaction deletes the data.
    private async ValueTask<bool> AddAsync(Session data, ErasureRequest request, byte[]? user, CancellationToken cancellationToken)
    {
        long applied = await Ledger.LockAsync(data, cancellationToken).ConfigureAwait(false);
        var pseudonyms = user is null ? [] : await data.ListAsync(FindPseudonym, [user], static row => row.Text(0), cancellationToken).ConfigureAwait(false);
        await keysStore.WriteAsync(
            (session, token) => LedgerTable.AddErasureAsync(session, request, user, pseudonyms.FirstOrDefault(), applied, token), cancellationToken)
            .ConfigureAwait(false);
        return await MarkAsync(data, applied, cancellationToken).ConfigureAwait(false);
    }

    // Checks for a hold only after all earlier events are applied to the data.
    private ValueTask<bool> ChangeHoldAsync(LedgerEvent changed, bool isHeldNow, CancellationToken cancellationToken) => database.WriteAsync(
        async (data, token) =>
        {
            long applied = await ApplyAsync(data, token).ConfigureAwait(false);
            bool isHeld = await data.NumberAsync(HoldTable.Find(changed.ConversationId!), token).ConfigureAwait(false) is not null;
            if (isHeld != isHeldNow)
            {
                await keysStore.ConfirmAsync(token).ConfigureAwait(false); // Another host may have changed it without a standby.
                return false;
            }

            await keysStore.WriteAsync((session, inner) => session.RunAsync(LedgerTable.Add(changed, applied), inner), token).ConfigureAwait(false);
            await ApplyAsync(data, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private async ValueTask<bool> HasUnappliedEventsAsync(long applied, CancellationToken cancellationToken)
        => await keysStore.ReadAsync(static (session, token) => session.NumberAsync(LedgerTable.Last, token), cancellationToken).ConfigureAwait(false)
            > applied;

    private async ValueTask CatchUpAsync(Session data, long applied, CancellationToken cancellationToken)
    {
        try
        {
            await ApplyAsync(data, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new ConversationStoreException(StoreFault.Unavailable,
                $"The data is older than erasures in the ledger of the keys: it has those up to number {applied}. Nothing is read until a host that may write "
                    + $"has opened it and erased them again; this one may not ({e.MessageText}).", e);
        }
    }

    private async ValueTask<bool> MarkAsync(Session data, CancellationToken cancellationToken)
        => await MarkAsync(data, await Ledger.LockAsync(data, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async ValueTask<bool> MarkAsync(Session data, long applied, CancellationToken cancellationToken)
    {
        var events = await keysStore.ReadAsync((session, token) => session.ListAsync(LedgerTable.After(applied), token), cancellationToken)
            .ConfigureAwait(false);
        await Tombstones.PutAsync(data, events, _time, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Receipts are saved before the data's transaction ends. After a crash between the two, they are saved again with the same counts.
    private async ValueTask<long> ApplyAsync(Session data, CancellationToken cancellationToken)
    {
        long applied = await Ledger.LockAsync(data, cancellationToken).ConfigureAwait(false);
        var taken = new Dictionary<long, List<string>>();
        var events = await keysStore.ReadAsync((session, token) => ReadAsync(session, applied, taken, token), cancellationToken).ConfigureAwait(false);
        if (events.Count == 0)
        {
            return applied;
        }

        await Tombstones.PutAsync(data, events, _time, cancellationToken).ConfigureAwait(false);
        var application = new LedgerApplication(data, taken);
        foreach (var next in events)
        {
            await application.ApplyAsync(next, cancellationToken).ConfigureAwait(false);
        }

        if (application.Erased.Count > 0)
        {
            await keysStore.WriteAsync(
                async (session, token) =>
                {
                    await Receipts.PutAsync(session, application.Erased, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        await Ledger.PutAppliedAsync(data, events[^1].No, cancellationToken).ConfigureAwait(false);
        return events[^1].No;
    }

    private static async ValueTask<List<LedgerEvent>> ReadAsync(Session keys, long applied, Dictionary<long, List<string>> taken,
        CancellationToken cancellationToken)
    {
        var events = await keys.ListAsync(LedgerTable.After(applied), cancellationToken).ConfigureAwait(false);
        foreach (var next in events)
        {
            if (next is { Kind: LedgerEventKind.UserErased, Erasure: { } erasure })
            {
                taken[erasure] = await keys.ListAsync(ReceiptTable.ConversationsOf(erasure), cancellationToken).ConfigureAwait(false);
            }
        }

        return events;
    }
}
