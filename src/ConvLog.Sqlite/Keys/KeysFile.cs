using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Keys;

/// <summary>
/// The second file: wrapped data keys and the ledger of erasures. It has its own connection, used by one thread at a time. It may be used from any thread, also
/// within a read or write of the data. No lock on the data is taken while this file is used, so the two cannot deadlock.
/// </summary>
internal sealed partial class KeysFile : IDisposable
{
    private const string DataVersionPragma = "PRAGMA data_version";

    // How long readers may delay a caller that needs a key during a checkpoint.
    private static readonly TimeSpan s_longestEmptying = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly SqliteStoreOptions _options;
    private readonly DatabaseTroubles _troubles;
    private Session? _session;
    private byte[]? _id;
    private bool _isProvisional;
    private bool _isLogUncertain;
    private bool _isDisposed;
    private long _openings;
    private long _writes;

    /// <param name="databasePath">The path of the data file.</param>
    /// <param name="options">The store's options.</param>
    /// <param name="troubles">Reports that the file cannot be used.</param>
    public KeysFile(string databasePath, SqliteStoreOptions options, DatabaseTroubles troubles)
    {
        Path = DatabaseFile.Resolve(options.KeysPath ?? databasePath + "-keys");
        (_options, _troubles) = (options, troubles);
    }

    public string Path { get; }

    /// <summary>Reads from one snapshot; within another use by the same thread, from the snapshot of that use.</summary>
    /// <exception cref="ConversationStoreException">The file cannot be used now, or not at all.</exception>
    public T Read<T>(Func<Session, T> read) => Use(read, durability: null);

    /// <inheritdoc cref="Read{T}(Func{Session, T})"/>
    public T Read<T>(Func<IRelationalSession, CancellationToken, ValueTask<T>> read)
        => Read((Session session) => Session.Completed(read(session, CancellationToken.None)));

    /// <summary>Writes in one transaction, which is on the disk when the call returns.</summary>
    /// <exception cref="ConversationStoreException">The file cannot be used now, or not at all. The transaction was rolled back.</exception>
    public T Write<T>(Func<Session, T> write)
    {
        RefuseReadOnly();
        lock (_lock)
        {
            _writes++;
            return Use(write, Durability.Full);
        }
    }

    /// <summary>A version of the file that changes with each write to it, by this process or another.</summary>
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
                HandleFailure(session, e);
                throw;
            }
        }
    }

    /// <summary>Checkpoints the whole log and empties it. Deleted data is then in neither of the two.</summary>
    /// <returns>Whether it is empty; false if a reader still needs it.</returns>
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
                HandleFailure(session, e);
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

    /// <param name="leavesLog">Whether to leave the log to the next opening, because there is no time for a checkpoint.</param>
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
                CloseFile();
            }
        }
    }

    // A null durability means that the use only reads.
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
                    session.RequireDurability(demanded);
                }

                session[durability is null ? "BEGIN" : "BEGIN IMMEDIATE"].Run();
                var result = use(session);
                session.Commit();
                return result;
            }
            catch (Exception e)
            {
                HandleFailure(session, e);
                throw;
            }
        }
    }

    // After a disk failure, the log's content may exist only in memory: it is checkpointed before anything relies on it. Reading needs no write, so personal
    // data can be read on a volume that became read-only.
    private Session OpenedToWrite()
    {
        var session = Opened();
        if (!_isLogUncertain)
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
            HandleFailure(session, e);
            throw;
        }

        _isLogUncertain = false;
        return session;
    }

    private void HandleFailure(Session session, Exception e)
    {
        bool isRolledBack = session.Rollback();
        if (e is SqliteFailureException failure)
        {
            _troubles.KeysFailed(failure);
        }

        if (!isRolledBack || e is SqliteFailureException { KeepsConnectionUsable: false })
        {
            _isLogUncertain |= e is SqliteFailureException { MakesLogUncertain: true };
            if (e is SqliteFailureException { IsDamage: true })
            {
                session.Abandon(); // A damaged file must not be changed.
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
