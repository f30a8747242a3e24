using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Erasure;
using ConvLog.Sqlite.Live;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Retention;

/// <summary>
/// Conversations that expired and go whole in one transaction: taken out of everything and deleted at once, so that their rows are written once. Read first,
/// without a lock; what was written to meanwhile, or is large, is only taken out in that transaction, and its rows are deleted part by part afterwards
/// (<see cref="Removals"/>).
/// </summary>
internal sealed class ExpiryBatch
{
    private readonly RemovalBatch _rows = new();
    private readonly List<long> _tooLarge = [];
    private long[] _conversations = [];
    private ArrivalCursor _readUpTo;

    /// <summary>How many of the candidates it took.</summary>
    public int Count => _conversations.Length;

    /// <summary>When it was read, by the store's clock for durations.</summary>
    public long ReadAt { get; set; }

    /// <summary>How much is in it, for <see cref="BatchSize"/>.</summary>
    public int Weight => _rows.Weight;

    /// <summary>Reads what the next ones have.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="candidates">The numbers of conversations that have expired.</param>
    /// <param name="mostWeight">Ends with the conversation that reaches this weight.</param>
    public void Read(Session session, ReadOnlySpan<long> candidates, int mostWeight)
    {
        _tooLarge.Clear();
        _readUpTo = ArrivalRows.End(session);
        _conversations = candidates[.._rows.ReadWhole(session, candidates, mostWeight, _tooLarge)].ToArray();
    }

    /// <summary>Whether it was read of the first of these.</summary>
    public bool IsOf(ReadOnlySpan<long> candidates) => Count > 0 && candidates.StartsWith(_conversations);

    /// <summary>Deletes those that still have expired.</summary>
    /// <param name="session">The connection, in its transaction.</param>
    /// <param name="cut">What has expired.</param>
    /// <param name="phase">What is done.</param>
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
            if (RetentionCandidates.Take(session, cut, phase, conversation) is not { } entries)
            {
                return false;
            }

            take(session, days, conversation);
            done = phase == RetentionPhase.ExpireUnopened ? done : done with { Conversations = done.Conversations + 1, Entries = done.Entries + entries };
            return true;
        }
    }
}
