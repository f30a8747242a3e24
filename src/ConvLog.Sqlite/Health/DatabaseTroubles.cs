using ConvLog.Privacy;
using ConvLog.Sinks;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;
using Microsoft.Extensions.Logging;

namespace ConvLog.Sqlite.Health;

/// <summary>What went wrong, and since when, as health tells it. Any thread.</summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Where what an operator must know is reported as well.</param>
internal sealed partial class DatabaseTroubles(TimeProvider time, ILogger logger) : IDamageCount
{
    private const string DisposedMessage = "The store was disposed.";

    private readonly ILogger _logger = GuardedLogger.Around(logger);
    private readonly Lock _lock = new();
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
    private long _checksumErrors;
    private long _conflicts;
    private long _moves;
    private long _damages;
    private bool _wasOpened;

    /// <summary>The file was opened. The first time, the log says by which engine.</summary>
    public void Opened()
    {
        bool isFirst;
        lock (_lock)
        {
            _opening = null;
            _file = _file is null ? null : _file with { Status = StoreHealthStatus.Degraded };
            (isFirst, _wasOpened) = (!_wasOpened, true);
        }

        if (isFirst)
        {
            LogOpened(_logger, EngineHealth.Describe(EngineVersion.Running, Vfs.Name is not null));
        }
    }

    /// <param name="call">The call that wrote.</param>
    public void Wrote(string call)
    {
        Volatile.Write(ref _lastWritten, time.GetUtcNow().UtcTicks);
        if (!_writing.IsEmpty || Volatile.Read(ref _room) is not null)
        {
            lock (_lock)
            {
                _writing.Worked(call);
                _room = null;
            }
        }
    }

    /// <param name="call">The call that read.</param>
    /// <param name="isProbe">Whether it is only health that looked: then nobody has read.</param>
    public void Read(string call, bool isProbe = false)
    {
        if (!isProbe)
        {
            Volatile.Write(ref _lastRead, time.GetUtcNow().UtcTicks);
        }

        if (!_reading.IsEmpty)
        {
            lock (_lock)
            {
                _reading.Worked(call);
            }
        }
    }

    /// <summary>The tables were looked at.</summary>
    /// <param name="isWhole">Whether they are what they should be. Where they are again, calls that failed for what they lacked are expected to work.</param>
    public void SawSchema(bool isWhole)
    {
        lock (_lock)
        {
            if (isWhole && _isSchemaBroken)
            {
                _reading.End(static (_, trouble) => trouble.IsOfSchema);
                _writing.End(static (_, trouble) => trouble.IsOfSchema);
            }

            _isSchemaBroken = !isWhole;
        }
    }

    /// <summary>The store was disposed: neither writes nor reads are possible any more.</summary>
    public void Disposed()
    {
        lock (_lock)
        {
            _opening = new Trouble(StoreHealthStatus.Unhealthy, DisposedMessage, time.GetUtcNow());
        }
    }

    /// <summary>The file cannot be opened, so that neither writes nor reads are possible.</summary>
    public void FailedToOpen(Exception e)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = !string.Equals(_opening?.Message, MessageOf(e), StringComparison.Ordinal);
            _opening = Next(_opening, e);
            _room = IsNoRoom(e) ? Next(_room, e) : _room;
        }

        if (isNew)
        {
            LogCannotOpen(_logger, MessageOf(e));
        }
    }

    /// <param name="e">Why.</param>
    /// <param name="wasOpen">Whether the file was open; where it could not be opened, that is told apart.</param>
    /// <param name="call">The call that failed.</param>
    public void FailedToWrite(Exception e, bool wasOpen, string call)
    {
        if (IsTheCallers(e))
        {
            return;
        }

        lock (_lock)
        {
            _failedWrites++;
            _lastFailedWrite = time.GetUtcNow().UtcTicks;
            _room = IsNoRoom(e) ? Next(_room, e) : _room;
            if (wasOpen)
            {
                _writing.Failed(call, last => Next(last, e));
            }
        }
    }

    /// <param name="e">Why.</param>
    /// <param name="call">The call that failed.</param>
    public void FailedToRead(Exception e, string call)
    {
        if (IsTheCallers(e))
        {
            return;
        }

        lock (_lock)
        {
            _failedReads++;
            _lastFailedRead = time.GetUtcNow().UtcTicks;
            _reading.Failed(call, last => Next(last, e));
        }
    }

    /// <summary>The file under the path was another one, or gone; or its log was.</summary>
    public void Moved(bool isLogOnly)
    {
        string message = isLogOnly
            ? "The write-ahead log was deleted while it was in use. What it held was written into the database first."
            : "The database was moved, deleted or replaced while it was open. What stands under its path is used from now on, a new file where there is none; it does not hold what the old one held.";
        lock (_lock)
        {
            _moves++;
        }

        Tell(message, StoreHealthStatus.Degraded);
    }

    /// <summary>The file is damaged, and is not used until someone acts.</summary>
    public void Damaged(string message)
    {
        lock (_lock)
        {
            _damages++;
        }

        Tell(message, StoreHealthStatus.Unhealthy);
    }

    /// <summary>There was damage, and the store goes on without what it took.</summary>
    public void WentOn(string message)
    {
        lock (_lock)
        {
            _damages++;
        }

        Tell(message, StoreHealthStatus.Degraded);
    }

    /// <inheritdoc/>
    public void ChecksumFailed() => Interlocked.Increment(ref _checksumErrors);

    /// <summary>Counts what is not what was written.</summary>
    /// <returns>Whether it is what was written.</returns>
    public bool Verify(long kept, long found)
    {
        if (kept != found)
        {
            ChecksumFailed();
        }

        return kept == found;
    }

    /// <summary>A record came again with another content; the first stayed.</summary>
    public void Conflicts(long count) => Interlocked.Add(ref _conflicts, count);

    private static bool IsTheCallers(Exception e) => e is OperationCanceledException or ObjectDisposedException or ConversationStoreException { Fault: StoreFault.Refused };

    // Another exception's message may repeat what was written.
    private static string MessageOf(Exception e) => e switch
    {
        ConversationStoreException => e.Message,
        ObjectDisposedException => DisposedMessage,
        _ => e.GetType().Name,
    };

    // A lock passes, and what waits for it is written later.
    private Trouble Next(Trouble? last, Exception e)
        => new(e is SqliteFailureException { IsLock: true } ? StoreHealthStatus.Degraded : StoreHealthStatus.Unhealthy, MessageOf(e), last?.Since ?? time.GetUtcNow())
        {
            MayPass = e is ConversationStoreException and not SqliteFailureException { IsOfSchema: true },
            IsOfSchema = e is SqliteFailureException { IsOfSchema: true },
        };

    // What the system says of a file that is made or opened stands in the inner exception.
    private static bool IsNoRoom(Exception e) => e is SqliteFailureException { IsNoRoom: true } || (e.InnerException is { } system && SystemErrors.Of(system) is { IsNoRoom: true });

    private void Tell(string message, StoreHealthStatus status)
    {
        bool isNew;
        lock (_lock)
        {
            isNew = !string.Equals(_file?.Message, message, StringComparison.Ordinal);
            _file = new Trouble(status, message, isNew ? time.GetUtcNow() : _file!.Since);
        }

        if (isNew)
        {
            LogFile(_logger, message);
        }
    }

    [LoggerMessage(101, LogLevel.Error, "The conversation database cannot be opened. {Message}")]
    private static partial void LogCannotOpen(ILogger logger, string message);

    [LoggerMessage(102, LogLevel.Error, "Something happened to the conversation database. {Message}")]
    private static partial void LogFile(ILogger logger, string message);

    [LoggerMessage(105, LogLevel.Information, "The conversation database is open. {Engine}")]
    private static partial void LogOpened(ILogger logger, string engine);
}
