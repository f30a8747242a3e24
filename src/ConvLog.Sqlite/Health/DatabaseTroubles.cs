using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Storage;
using ConvLog.Storage.Health;
using ConvLog.Storage.Privacy;
using Microsoft.Extensions.Logging;

namespace ConvLog.Sqlite.Health;

/// <summary>The failures of the database and since when they last, for health. Any thread.</summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Also reports what an operator must know.</param>
internal sealed partial class DatabaseTroubles(TimeProvider time, ILogger logger) : StoreTroubles(time, logger)
{
    private const string DisposedMessage = "The store was disposed.";

    private Trouble? _opening;
    private readonly CallTroubles _writing = new();
    private readonly CallTroubles _reading = new();
    private Trouble? _room;
    private Trouble? _file;
    private bool _isSchemaBroken;
    private long _lastWritten;
    private long _lastFailedWrite;
    private long _lastRead;
    private long _lastFailedRead;
    private long _failedWrites;
    private long _failedReads;
    private long _moves;
    private long _damages;
    private bool _wasOpened;

    /// <summary>The file was opened. The first time, the log reports it and the engine.</summary>
    public void Opened(string path)
    {
        bool isFirst;
        lock (Lock)
        {
            _opening = null;
            _file = _file is null ? null : _file with { Status = StoreHealthStatus.Degraded };
            (isFirst, _wasOpened) = (!_wasOpened, true);
        }

        if (isFirst)
        {
            LogOpened(Logger, path, EngineHealth.Describe(EngineVersion.Running, Vfs.Name is not null));
        }
    }

    /// <param name="call">The call that wrote.</param>
    public void Wrote(string call)
    {
        Volatile.Write(ref _lastWritten, Now.UtcTicks);
        if (!_writing.IsEmpty || Volatile.Read(ref _room) is not null)
        {
            lock (Lock)
            {
                _writing.Worked(call);
                _room = null;
            }
        }
    }

    /// <param name="call">The call that read.</param>
    /// <param name="isProbe">Whether only health has read, which does not count as a read.</param>
    public void Read(string call, bool isProbe = false)
    {
        if (!isProbe)
        {
            Volatile.Write(ref _lastRead, Now.UtcTicks);
        }

        if (!_reading.IsEmpty)
        {
            lock (Lock)
            {
                _reading.Worked(call);
            }
        }
    }

    /// <summary>The tables were checked.</summary>
    /// <param name="matches">Whether they are as expected. If they are again, calls that failed because of their difference are expected to succeed.</param>
    public void SchemaChecked(bool matches)
    {
        lock (Lock)
        {
            if (matches && _isSchemaBroken)
            {
                _reading.End(static (_, trouble) => trouble.IsSchemaMismatch);
                _writing.End(static (_, trouble) => trouble.IsSchemaMismatch);
            }

            _isSchemaBroken = !matches;
        }
    }

    /// <summary>The store was disposed: neither writes nor reads are possible any more.</summary>
    public void Disposed()
    {
        lock (Lock)
        {
            _opening = new Trouble(StoreHealthStatus.Unhealthy, DisposedMessage, Now);
        }
    }

    /// <summary>The file cannot be opened, so that neither writes nor reads are possible.</summary>
    public void FailedToOpen(Exception e)
    {
        lock (Lock)
        {
            _room = IsOutOfSpace(e) ? Next(_room, e) : _room;
        }

        if (IsNew(ref _opening, e))
        {
            LogCannotOpen(Logger, MessageOf(e));
        }
    }

    /// <param name="e">The reason.</param>
    /// <param name="wasOpen">Whether the file was open; a failure to open it is reported separately.</param>
    /// <param name="call">The call that failed.</param>
    public void FailedToWrite(Exception e, bool wasOpen, string call)
    {
        if (IsCallerError(e))
        {
            return;
        }

        lock (Lock)
        {
            _failedWrites++;
            _lastFailedWrite = Now.UtcTicks;
            _room = IsOutOfSpace(e) ? Next(_room, e) : _room;
            if (wasOpen)
            {
                _writing.Failed(call, last => Next(last, e));
            }
        }
    }

    /// <param name="e">The reason.</param>
    /// <param name="call">The call that failed.</param>
    public void FailedToRead(Exception e, string call)
    {
        if (IsCallerError(e))
        {
            return;
        }

        lock (Lock)
        {
            _failedReads++;
            _lastFailedRead = Now.UtcTicks;
            _reading.Failed(call, last => Next(last, e));
        }
    }

    /// <summary>The file under the path was moved, deleted or replaced; or its log was.</summary>
    public void Moved(bool isLogOnly)
    {
        string message = isLogOnly
            ? "The write-ahead log was deleted while it was in use. Its content was written into the database first."
            : "The database was moved, deleted or replaced while it was open. The file at its path is used from now on, or a new file if there is none; "
                + "it does not have the data of the old one.";
        lock (Lock)
        {
            _moves++;
        }

        Report(message, StoreHealthStatus.Degraded);
    }

    /// <summary>The file is damaged, and is not used until someone acts.</summary>
    public void Damaged(string message)
    {
        lock (Lock)
        {
            _damages++;
        }

        Report(message, StoreHealthStatus.Unhealthy);
    }

    /// <summary>There was damage, and the store continues without the lost data.</summary>
    public void ContinuedWithLoss(string message)
    {
        lock (Lock)
        {
            _damages++;
        }

        Report(message, StoreHealthStatus.Degraded);
    }

    /// <summary>
    /// The data lacks conversations whose keys exist. Health reports it from the data itself (<see cref="MissingConversations"/>).
    /// </summary>
    public void ConversationsMissing(string message) => LogFile(Logger, message);

    protected override void ReportKeys(string message) => LogKeys(Logger, message);

    protected override void ReportErasure(string message) => LogErasure(Logger, message);

    protected override string MessageOf(Exception e) => e is ObjectDisposedException ? DisposedMessage : base.MessageOf(e);

    // A lock is temporary, and writes that wait for it succeed later.
    protected override Trouble Next(Trouble? last, Exception e)
        => new(e is SqliteFailureException { IsLock: true } ? StoreHealthStatus.Degraded : StoreHealthStatus.Unhealthy, MessageOf(e), last?.Since ?? Now)
        {
            MayPass = e is ConversationStoreException and not SqliteFailureException { IsSchemaMismatch: true },
            IsSchemaMismatch = e is SqliteFailureException { IsSchemaMismatch: true },
        };

    private static bool IsCallerError(Exception e)
        => e is OperationCanceledException or ObjectDisposedException or InvalidCursorException or ConversationStoreException { Fault: StoreFault.Refused };

    // The system's error for a file that is created or opened is the inner exception.
    private static bool IsOutOfSpace(Exception e)
        => e is SqliteFailureException { IsOutOfSpace: true } || (e.InnerException is { } system && SystemErrors.Of(system) is { IsOutOfSpace: true });

    private void Report(string message, StoreHealthStatus status)
    {
        bool isNew;
        lock (Lock)
        {
            isNew = !string.Equals(_file?.Message, message, StringComparison.Ordinal);
            _file = new Trouble(status, message, isNew ? Now : _file!.Since);
        }

        if (isNew)
        {
            LogFile(Logger, message);
        }
    }

    [LoggerMessage(101, LogLevel.Error, "The conversation database cannot be opened. {Message}")]
    private static partial void LogCannotOpen(ILogger logger, string message);

    [LoggerMessage(102, LogLevel.Error, "Something happened to the conversation database. {Message}")]
    private static partial void LogFile(ILogger logger, string message);

    [LoggerMessage(103, LogLevel.Error, "The keys of personal data cannot be had. {Message}")]
    private static partial void LogKeys(ILogger logger, string message);

    [LoggerMessage(104, LogLevel.Error,
        "Erased data could not be cleaned up: it is unreadable, but bytes of it may be left in the files. The store tries again. {Message}")]
    private static partial void LogErasure(ILogger logger, string message);

    [LoggerMessage(105, LogLevel.Information, "Conversations are kept in {File}. {Engine}")]
    private static partial void LogOpened(ILogger logger, string file, string engine);
}
