using System.Runtime.CompilerServices;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Health;
using ConvLog.Storage;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Connections;

/// <summary>The file and its connections: one for writing and one per concurrent read. A failed connection is closed; the next use opens another.</summary>
internal sealed partial class Database : IDisposable
{
    private readonly string _path;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Readers _readers;
    private readonly PreparedFile _prepared = new();
    private readonly Damage _damage;
    private readonly LogCheckpoints _checkpoints;
    private Session? _writer;
    private bool _isLogUncertain;
    private volatile bool _isReady;
    private volatile bool _isDisposed;

    /// <param name="path">The file.</param>
    /// <param name="options">The store's options.</param>
    public Database(string path, SqliteStoreOptions options)
    {
        _path = DatabaseFile.Resolve(path);
        Options = options;
        Troubles = new DatabaseTroubles(options.TimeProvider, options.Logger);
        _readers = new Readers(() => ReaderOpening.Open(_path, options, _prepared));
        _checkpoints = new LogCheckpoints(CheckpointLog);
        _damage = new Damage(_path, options, Troubles);
    }

    public string Path => _path;

    public SqliteStoreOptions Options { get; }

    /// <summary>Failures and successes, for health.</summary>
    public DatabaseTroubles Troubles { get; }

    /// <summary>
    /// Called when a transaction is rolled back or another file is opened: numbers that a write obtained and remembers are no longer valid. The caller holds
    /// the right to write.
    /// </summary>
    public Action? RolledBack { get; init; }

    /// <summary>Called when the text index is found damaged. Must not wait.</summary>
    public Action? IndexDamaged { get; set; }

    /// <summary>
    /// Called with the writing connection when it has opened a file, the first or a later one, before anything is read or written. If it throws, the file
    /// counts as one that cannot be opened, and the next call tries again. The caller holds the right to write; there is no transaction.
    /// </summary>
    public Action<Session>? Opening { get; init; }

    /// <summary>
    /// Called before a new file is begun if none was open before: the path has no file, or one without a table. If it throws, no file is begun. The caller
    /// holds the right to write.
    /// </summary>
    public Action? Beginning { get; init; }

    /// <summary>Creates missing folders before a file is opened; null to create none.</summary>
    public Action? Folders { get; init; }

    /// <summary>How much time is left when it is disposed; null for no limit.</summary>
    public Func<TimeSpan>? TimeToClose { get; set; }

    /// <summary>Whether disposal left the log to the next opening, because there was no time for a checkpoint.</summary>
    public bool HasLeftLog { get; private set; }

    /// <summary>Creates the file if it does not exist, and migrates it to the newest schema.</summary>
    public void Prepare() => Prepare(Timeout.InfiniteTimeSpan);

    /// <summary>Reads from one snapshot. Must not be called within a write.</summary>
    /// <param name="read">What to read.</param>
    /// <param name="call">The name of the calling method, for health; filled in by the compiler.</param>
    public T Read<T>(Func<Session, T> read, [CallerMemberName] string call = "") => Read(read, call, isProbe: false);

    /// <inheritdoc cref="Read{T}(Func{Session, T}, string)"/>
    public ValueTask<T> ReadAsync<T>(
        Func<IRelationalSession, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken, [CallerMemberName] string call = "")
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(session => Session.Completed(read(session, cancellationToken)), call));
    }

    private T Read<T>(Func<Session, T> read, string call, bool isProbe) => UseReader(
        read,
        static (session, read) =>
        {
            session["BEGIN"].Run();
            var result = read(session);
            session.Commit();
            return result;
        },
        call,
        isProbe);

    /// <summary>Reads for health, unless the file must be opened first and another call is about to open it. Does not count as a read.</summary>
    /// <returns>The result; null if nothing was read.</returns>
    public T? Probe<T>(Func<Session, T> read, [CallerMemberName] string call = "")
        where T : class
        => Prepare(TimeSpan.Zero) ? Read(read, call, isProbe: true) : null;

    /// <summary>Writes in one transaction, which is on the disk when the call returns.</summary>
    /// <param name="write">What to write. If it throws, nothing is written. It is called again if a damaged file had to be replaced by a new one.</param>
    /// <param name="cancellationToken">A token to cancel the wait for another write.</param>
    /// <param name="call">The name of the calling method, for health; filled in by the compiler.</param>
    public ValueTask<T> WriteAsync<T>(Func<Session, T> write, CancellationToken cancellationToken, [CallerMemberName] string call = "")
        => WriteAsync(write, Durability.Full, call, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}(Func{Session, T}, CancellationToken, string)"/>
    public ValueTask<T> WriteAsync<T>(
        Func<IRelationalSession, CancellationToken, ValueTask<T>> write, CancellationToken cancellationToken, [CallerMemberName] string call = "")
        => WriteAsync(session => Session.Completed(write(session, cancellationToken)), cancellationToken, call);

    /// <summary>
    /// Writes in one transaction, which a power cut may undo unless a durable one follows: for work whose loss is detected, and which is then repeated.
    /// </summary>
    /// <inheritdoc cref="WriteAsync{T}(Func{Session, T}, CancellationToken, string)"/>
    public ValueTask<T> WriteDeferredAsync<T>(Func<Session, T> write, CancellationToken cancellationToken, [CallerMemberName] string call = "")
        => WriteAsync(write, Durability.Deferred, call, cancellationToken);

    /// <summary>Makes sure that the store may write, even if a call would find nothing to write.</summary>
    /// <exception cref="ConversationStoreException">It was opened read-only.</exception>
    public void EnsureWritable()
    {
        if (Options.ReadOnly)
        {
            throw ReadOnlyOpening.Refusal();
        }
    }

    private async ValueTask<T> WriteAsync<T>(Func<Session, T> write, Durability durability, string call, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteConversationStore));
        EnsureWritable();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Write(write, durability, call, mayRepeat: true);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// Closes the file after the current write. Reads have until the busy timeout to end; a later one closes its connection itself.
    /// </summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _writing.Wait();
        try
        {
            _checkpoints.Running.Wait(Options.BusyTimeout);
            _readers.Close(Options.BusyTimeout);
            CloseConnections();
        }
        finally
        {
            Troubles.Disposed(); // While the lock is held: anyone who opened the file would report that it works.
            _writing.Release();
        }
    }

    private bool Prepare(TimeSpan wait)
    {
        if (_isReady)
        {
            return true;
        }

        if (!_writing.Wait(wait))
        {
            return false;
        }

        try
        {
            if (Options.ReadOnly)
            {
                OpenToRead();
            }
            else
            {
                Writer();
            }

            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Write<T>(Func<Session, T> write, Durability durability, string call, bool mayRepeat)
    {
        Session? session = null;
        try
        {
            session = Writer();
            session.RequireDurability(durability);
            session["BEGIN IMMEDIATE"].Run();
            var result = write(session);
            session.Commit();
            Troubles.Wrote(call);
            _checkpoints.RunIfDue(session);
            return result;
        }
        catch (Exception e)
        {
            Troubles.FailedToWrite(e, wasOpen: session is not null, call);
            RolledBack?.Invoke();
            if (session is not null && HandleWriteFailure(session, e) && mayRepeat)
            {
                return Write(write, durability, call, mayRepeat: false);
            }

            throw;
        }
    }

    /// <returns>Whether to repeat the write, into a new file.</returns>
    private bool HandleWriteFailure(Session session, Exception e)
    {
        ReportIndex(e);
        bool isRolledBack = session.Rollback();
        if (e is SqliteFailureException { IsDamage: true } damage)
        {
            return Found(session, damage);
        }

        if (!isRolledBack || e is SqliteFailureException { KeepsConnectionUsable: false })
        {
            // A new connection reads the current state. A log that may not be on the disk is emptied before anything relies on it.
            CloseWriter();
            _isLogUncertain |= e is SqliteFailureException { MakesLogUncertain: true };
        }

        return false;
    }

    private void ReportIndex(Exception e)
    {
        if (e is SqliteFailureException { IsIndexDamage: true })
        {
            IndexDamaged?.Invoke();
        }
    }
}
