using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Keys;

/// <content>Counts the keys given to conversations, which shows whether the data has lost its last writes, or all of them.</content>
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
    /// Notes how many keys the data has given to conversations, once that is on the disk. The note is written concurrently with the next writes and is not
    /// synced: a crash of the process may lose the current note, a power cut the last ones. If it cannot be written, health says why the file cannot be used.
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
                Use(session => session[PutConfirmed].Bind(1, given).RunAndCount(), Durability.Deferred);
            }
            catch (Exception e) when (e is ConversationStoreException or ObjectDisposedException)
            {
                // The data is written, and the next note will have a higher number.
            }
        }
    }

    /// <summary>How many keys the data is known to have given to conversations.</summary>
    /// <exception cref="ConversationStoreException">The file cannot be used now, or not at all.</exception>
    public long Confirmed()
    {
        Note();
        return Read(static session => session[FindConfirmed].Scalar() ?? 0);
    }

    /// <summary>
    /// How many conversations have their keys in the existing file, before it is known whether that file belongs to the data; null if there is no file. If no
    /// number was noted yet, since the first note is written concurrently with later writes, all its keys count.
    /// </summary>
    /// <exception cref="ConversationStoreException">It cannot be opened now, or is undamaged but not a keys file of this version.</exception>
    public long? CountConversations()
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
                return 0; // Health reports the damage.
            }
        }
    }
}
