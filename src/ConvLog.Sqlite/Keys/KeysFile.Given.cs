using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Keys;

/// <content>How many keys were given to conversations: what tells data that lost its last writes, or all of them, from data that is whole.</content>
internal sealed partial class KeysFile
{
    private const string FindConfirmed = "SELECT value FROM meta WHERE key = 'keys_confirmed'";
    private const string PutConfirmed = """
        INSERT INTO meta (key, value)
        VALUES ('keys_confirmed', ?1)
        ON CONFLICT DO UPDATE SET value = max(value, excluded.value)
        """;
    private const string CountDataKey = "SELECT count(*) FROM data_key";

    private long _given;
    private int _isToNote;

    /// <summary>
    /// Notes how many keys the data has given to conversations, once that is on the disk. The note is made beside the writes that follow, and is not synced: a
    /// crash of the process may lose the one that is being made, a power cut may undo the last ones. Where it cannot be made, health says why the file cannot
    /// be used.
    /// </summary>
    public void Confirm(long given)
    {
        long known = Volatile.Read(ref _given);
        while (known < given && Interlocked.CompareExchange(ref _given, given, known) != known)
        {
            known = Volatile.Read(ref _given);
        }

        if (Interlocked.Exchange(ref _isToNote, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static file => file.Note(), this, preferLocal: false);
        }
    }

    private void Note()
    {
        lock (_lock)
        {
            if (Interlocked.Exchange(ref _isToNote, 0) == 0)
            {
                return;
            }

            try
            {
                long given = Volatile.Read(ref _given);
                Use(session => session[PutConfirmed].Bind(1, given).RunAndCount(), Durability.Soon);
            }
            catch (Exception e) when (e is ConversationStoreException or ObjectDisposedException)
            {
                // The data is written, and the next note has a higher number.
            }
        }
    }

    /// <summary>How many keys the data is known to have given.</summary>
    /// <exception cref="ConversationStoreException">The file cannot be used now, or not at all.</exception>
    public long Confirmed()
    {
        Note();
        return Read(static session => session[FindConfirmed].Scalar() ?? 0);
    }

    /// <summary>
    /// How many conversations have their keys in the file that is there, before it is known whether it is the data's; null where there is none. Where
    /// nothing was confirmed yet, as the first note is made beside the writes that follow, all its keys count.
    /// </summary>
    /// <exception cref="ConversationStoreException">It cannot be opened now, or is no keys file that can be used: whole, and not of this version.</exception>
    public long? CountHeld()
    {
        Note();
        lock (_lock)
        {
            if (DatabaseOpening.IsNew(Path))
            {
                return null;
            }

            try
            {
                using var session = OpenFor(expected: null);
                long keys = session.Number(CountDataKey) ?? 0;
                return session.Number(FindConfirmed) is { } confirmed ? Math.Min(keys, confirmed) : keys;
            }
            catch (ConversationStoreException e) when (e.InnerException is SqliteFailureException { IsDamage: true })
            {
                return 0; // Health says what is wrong with it.
            }
        }
    }
}
