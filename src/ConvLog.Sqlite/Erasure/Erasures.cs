using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Erasure;

/// <summary>
/// Erasures and legal holds. Each is first added to the ledger of the keys file as an event, and applied to the data in the transaction in which it was added.
/// If a crash interrupts the two files' changes, the next call, the background or the next opening applies the events that the data does not have yet.
/// </summary>
/// <param name="database">The data.</param>
/// <param name="file">The keys file.</param>
/// <param name="keys">The keys in it.</param>
/// <param name="lostKeys">Destroys keys that are no longer needed.</param>
internal sealed class Erasures(Database database, KeysFile file, DataKeys keys, LostKeys lostKeys) : IErasures
{
    private readonly TimeProvider _time = database.Options.TimeProvider;
    private long _openings = -1;

    /// <summary>Applies events that the data does not have yet, when a data file was opened and before it is used.</summary>
    /// <param name="data">The connection that writes, not in a transaction.</param>
    public void Opened(Session data)
    {
        try
        {
            if (!HasUnappliedEvents(data))
            {
                return;
            }

            data.Execute("BEGIN IMMEDIATE");
            try
            {
                Apply(data);
                data.Commit();
            }
            catch
            {
                data.Rollback();
                throw;
            }
        }
        catch (ConversationStoreException e) when (e.Fault == StoreFault.Unusable)
        {
            // Without a keys file, the erasures since a backup are unknown. Health reports the file, and each write checks for it again.
        }
    }

    /// <summary>Makes sure that a read-only data file contains no erased data.</summary>
    /// <exception cref="ConversationStoreException">It is older than an erasure in the ledger.</exception>
    public void EnsureApplied(Session data)
    {
        if (file.IsBound && HasUnappliedEvents(data))
        {
            throw new ConversationStoreException(
                StoreFault.Unusable,
                "The database is older than erasures or legal holds in its keys file, and a store that was opened read-only cannot apply them. Open it once, "
                    + "or a copy, where it can be written.");
        }
    }

    /// <summary>Called at the beginning of a write, once the keys file is available: it may have been restored only now.</summary>
    public void CatchUp(Session data)
    {
        if (Volatile.Read(ref _openings) != file.Openings && HasUnappliedEvents(data))
        {
            Apply(data);
        }
    }

    /// <summary>Begins an erasure, unless it was begun before. When it returns, no read finds the erased data.</summary>
    public async ValueTask BeginAsync(ErasureRequest request, CancellationToken cancellationToken)
    {
        byte[]? user = request.UserId is { } id ? keys.HashOf(id) : null;
        await database.WriteAsync(
            data =>
            {
                file.EnsureBound(data);
                string? pseudonym = user is null ? null : Users.PseudonymOf(data, user);
                return Change(data, session
                    => Session.Completed(LedgerTable.AddErasureAsync(session, request, user, pseudonym, LedgerApplication.Applied(data), cancellationToken)));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes erased data permanently unreadable by destroying its keys.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        if (database.Read(HasUnappliedEvents))
        {
            await database.WriteAsync(Apply, cancellationToken).ConfigureAwait(false);
        }

        // Read first: events applied later have keys that this call does not destroy.
        long applied = database.Read(LedgerApplication.Applied);
        await lostKeys.DestroyAsync(cancellationToken).ConfigureAwait(false);
        if (file.Read(static session => session.Number(ReceiptTable.AnyOpen)) is not null)
        {
            file.Write(session => Session.Completed(ReceiptTable.DoneAsync(session, applied, _time.GetUtcNow(), cancellationToken)));
        }
    }

    /// <returns>Whether it was placed.</returns>
    public ValueTask<bool> PlaceAsync(LegalHold hold, CancellationToken cancellationToken)
        => ChangeHoldAsync(LedgerEvent.Of(hold), isHeldNow: false, cancellationToken);

    /// <returns>Whether there was a hold.</returns>
    public ValueTask<bool> ReleaseAsync(string conversationId, CancellationToken cancellationToken)
        => ChangeHoldAsync(LedgerEvent.Released(conversationId, _time.GetUtcNow()), isHeldNow: true, cancellationToken);

    /// <summary>
    /// Removes, in a transaction that writes, a conversation that has received an opening of an erased user: it leaves a tombstone, and no receipt counts it.
    /// </summary>
    public void EraseLate(Session data, DayChanges days, string conversationId) => file.Write(session =>
    {
        Add(data, session, LedgerEvent.ErasedLate(conversationId, _time.GetUtcNow()));
        new LedgerApplication(data, session, days).Apply();
        return true;
    });

    public ValueTask<ErasureReceipt?> ReadAsync(Guid id, CancellationToken cancellationToken)
        => new(file.Read((session, token) => ReceiptTable.ReadAsync(session, id, token)));

    public ValueTask<ErasureReceipt?> FindAsync(string conversationId, CancellationToken cancellationToken)
        => new(file.Read((session, token) => ReceiptTable.FindAsync(session, conversationId, token)));

    public ValueTask<List<ErasureReceipt>> LatestAsync(int limit, CancellationToken cancellationToken)
        => new(file.Read((session, token) => ReceiptTable.LatestAsync(session, limit, token)));

    private ValueTask<bool> ChangeHoldAsync(LedgerEvent changed, bool isHeldNow, CancellationToken cancellationToken) => database.WriteAsync(
        data =>
        {
            file.EnsureBound(data);
            bool isHeld = data.Number(HoldTable.Find(changed.ConversationId!)) is not null;
            return isHeld == isHeldNow && Change(data, session => Add(data, session, changed));
        },
        cancellationToken);

    private bool HasUnappliedEvents(Session data)
    {
        long openings = file.Openings;
        long applied = LedgerApplication.Applied(data);
        bool isBehind = file.Read(static session => session.Number(LedgerTable.Last)) > applied;
        if (!isBehind)
        {
            Volatile.Write(ref _openings, openings);
        }

        return isBehind;
    }

    private bool Apply(Session data) => Change(data, static _ => { });

    // Called in the data's transaction: the ledger's is committed first.
    private bool Change(Session data, Action<Session> add)
    {
        var days = new DayChanges(data);
        file.Write(session =>
        {
            add(session);
            new LedgerApplication(data, session, days).Apply();
            return true;
        });
        return true;
    }

    private static void Add(Session data, Session session, LedgerEvent added) => session.Run(LedgerTable.Add(added, LedgerApplication.Applied(data)));
}
