using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// The second file: wrapped data keys and the ledger of erasures. It has a connection of its own, used by one thread at a time. Any thread, also inside of a
/// read or write of the data; nothing of the data is locked inside of a use of this file, so that the two never wait for each other.
/// </summary>
internal sealed partial class KeysFile : IDisposable
{
    private const string DataVersionPragma = "PRAGMA data_version";

    // How long readers may hold up whoever needs a key meanwhile.
    private static readonly TimeSpan s_longestEmptying = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly SqliteStoreOptions _options;
    private readonly DatabaseTroubles _troubles;
    private Session? _session;
    private byte[]? _id;
    private bool _isProvisional;
    private bool _isLogDoubtful;
    private bool _isDisposed;
    private long _openings;
    private long _writes;

    /// <param name="databasePath">The file of the data.</param>
    /// <param name="options">How they are kept.</param>
    /// <param name="troubles">Where it is told that the file cannot be used.</param>
    public KeysFile(string databasePath, SqliteStoreOptions options, DatabaseTroubles troubles)
    {
        Path = DatabaseFile.Resolve(options.KeysPath ?? databasePath + "-keys");
        (_options, _troubles) = (options, troubles);
    }

    public string Path { get; }

    /// <summary>Reads, all from one moment. Inside of a use by the same thread, that one's moment.</summary>
    /// <exception cref="ConversationStoreException">The file cannot be used now, or not at all.</exception>
    public T Read<T>(Func<Session, T> read) => Use(read, durability: null);

    /// <summary>Writes in one transaction; when it returns, it is on the disk.</summary>
    /// <exception cref="ConversationStoreException">The file cannot be used now, or not at all. Nothing was written.</exception>
    public T Write<T>(Func<Session, T> write)
    {
        RefuseReadOnly();
        lock (_lock)
        {
            _writes++;
            return Use(write, Durability.Full);
        }
    }

    /// <summary>Tells whether anything may have changed since the last look, by this process or another.</summary>
    /// <exception cref="ConversationStoreException">The file cannot be used now, or not at all.</exception>
    public KeysVersion Version()
    {
        lock (_lock)
        {
            var session = Opened();
            try
            {
                return new KeysVersion(_openings, _writes, session[DataVersionPragma].Scalar() ?? 0);
            }
            catch (Exception e)
            {
                GiveUp(session, e);
                throw;
            }
        }
    }

    /// <summary>Writes all of the log into the file, and empties it: what was deleted is in none of the two then.</summary>
    /// <returns>Whether it is empty; false where a reader still needs it, which is not waited for.</returns>
    /// <exception cref="ConversationStoreException">The file cannot be used now, or not at all.</exception>
    public bool EmptyLog()
    {
        RefuseReadOnly();
        lock (_lock)
        {
            var session = Opened();
            try
            {
                session.WaitForLocks(s_longestEmptying);
                return session.EmptyLog();
            }
            catch (Exception e)
            {
                GiveUp(session, e);
                throw;
            }
            finally
            {
                if (ReferenceEquals(session, _session))
                {
                    session.WaitForLocks(_options.BusyTimeout);
                }
            }
        }
    }

    public void Dispose() => Dispose(leavesLog: false);

    /// <param name="leavesLog">Whether to leave the log to the next opening, because there is no time to bring it into the file.</param>
    public void Dispose(bool leavesLog)
    {
        Note();
        lock (_lock)
        {
            _isDisposed = true;
            if (leavesLog)
            {
                _session?.Abandon();
                _session = null;
                Close();
            }
            else
            {
                Leave();
            }
        }
    }

    // Null only reads.
    private T Use<T>(Func<Session, T> use, Durability? durability)
    {
        lock (_lock)
        {
            if (_session is { IsInTransaction: true } current)
            {
                return use(current);
            }

            var session = durability is null ? Opened() : OpenedToWrite();
            try
            {
                if (durability is { } demanded)
                {
                    session.Demand(demanded);
                }

                session[durability is null ? "BEGIN" : "BEGIN IMMEDIATE"].Run();
                var result = use(session);
                session.Commit();
                return result;
            }
            catch (Exception e)
            {
                GiveUp(session, e);
                throw;
            }
        }
    }

    // After a failure of the disk, what the log holds may be only in memory: it is brought into the file before anything rests on it. Reading needs no write,
    // so that what is personal can be read on a volume that became read-only.
    private Session OpenedToWrite()
    {
        var session = Opened();
        if (!_isLogDoubtful)
        {
            return session;
        }

        try
        {
            if (!session.EmptyLog())
            {
                throw new ConversationStoreException(StoreFault.Unavailable,
                    "The disk failed, and the log of the keys file cannot be emptied while another process reads it. Try again.");
            }
        }
        catch (ConversationStoreException e)
        {
            GiveUp(session, e);
            throw;
        }

        _isLogDoubtful = false;
        return session;
    }

    private void GiveUp(Session session, Exception e)
    {
        bool isRolledBack = session.Rollback();
        if (e is SqliteFailureException failure)
        {
            _troubles.KeysFailed(failure);
        }

        if (!isRolledBack || e is SqliteFailureException { LeavesConnectionWell: false })
        {
            _isLogDoubtful |= e is SqliteFailureException { LeavesLogDoubtful: true };
            if (e is SqliteFailureException { IsDamage: true })
            {
                session.Abandon(); // Of a damaged file nothing is to be changed.
            }

            Close();
        }
    }

    private void RefuseReadOnly()
    {
        if (_options.ReadOnly)
        {
            throw ReadOnlyOpening.Refusal();
        }
    }

    private void Close()
    {
        _log?.Dispose();
        _log = null;
        _session?.Dispose();
        _session = null;
    }
}
