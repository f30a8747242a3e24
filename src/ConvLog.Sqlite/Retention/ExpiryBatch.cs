using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Retention;

/// <summary>
/// Expired conversations that one transaction deletes as a whole: they are detached and deleted at once, so their rows are written once. They are read first,
/// without a lock. Conversations that are large or were written to in the meantime are only removed in that transaction, and their rows are deleted in parts
/// afterwards (<see cref="Removals"/>).
/// </summary>
internal sealed class ExpiryBatch
{
    private readonly RemovalBatch _rows = new();
    private readonly List<long> _tooLarge = [];
    private long[] _conversations = [];
    private ArrivalCursor _readUpTo;

    /// <summary>The number of candidates in the batch.</summary>
    public int Count => _conversations.Length;

    /// <summary>When it was read, as a timestamp of the store's clock.</summary>
    public long ReadAt { get; set; }

    /// <summary>The size of the batch, for <see cref="BatchSize"/>.</summary>
    public int Weight => _rows.Weight;

    /// <summary>Reads the rows of the next conversations.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="candidates">The numbers of conversations that have expired.</param>
    /// <param name="mostWeight">Ends with the conversation that reaches this weight.</param>
    public void Read(Session session, ReadOnlySpan<long> candidates, int mostWeight)
    {
        _tooLarge.Clear();
        _readUpTo = ArrivalRows.End(session);
        _conversations = candidates[.._rows.ReadWhole(session, candidates, mostWeight, _tooLarge)].ToArray();
    }

    /// <summary>Whether it was read from the first of these candidates.</summary>
    public bool IsOf(ReadOnlySpan<long> candidates) => Count > 0 && candidates.StartsWith(_conversations);

    /// <summary>Deletes the conversations that have still expired.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="cut">The times before which data has expired.</param>
    /// <param name="phase">The phase of the run.</param>
    public RetentionBatch Write(Session session, RetentionCut cut, RetentionPhase phase)
    {
        var days = new DayChanges(session);
        var written = ArrivalRows.WrittenSince(session, _readUpTo);
        var done = new RetentionBatch();
        bool isAsRead = _rows.Write(session,
            conversation => written?.Contains(conversation) == false ? Take(conversation, Removal.Detach) : TakeOut(conversation));
        foreach (long conversation in _tooLarge)
        {
            TakeOut(conversation);
        }

        Removal.Announce(session);
        return isAsRead
            ? done
            : throw new ConversationStoreException(StoreFault.Unavailable,
                "Rows of expired conversations cannot be deleted: others are found than were read a moment before. Check the database.");

        bool TakeOut(long conversation)
        {
            Take(conversation, static (session, days, conversation) => Removal.Begin(session, days, conversation, erasure: null));
            return false;
        }

        bool Take(long conversation, Action<Session, DayChanges, long> take)
        {
            if (RetentionCandidates.FindExpired(session, cut, phase, conversation) is not { } entries)
            {
                return false;
            }

            take(session, days, conversation);
            done = phase == RetentionPhase.ExpireUnopened ? done : done with { Conversations = done.Conversations + 1, Entries = done.Entries + entries };
            return true;
        }
    }
}
