using ConvLog.Sinks;
using ConvLog.Storage;
using ConvLog.Storage.Payloads;
using Microsoft.Extensions.Logging;

namespace ConvLog.PostgreSql.Connections;

/// <summary>What went wrong, and since when, as health tells it. Any thread.</summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Where what an operator must know is reported as well.</param>
internal sealed partial class DatabaseTroubles(TimeProvider time, ILogger logger) : IDamageCount
{
    private readonly ILogger _logger = GuardedLogger.Around(logger);
    private readonly Lock _lock = new();
    private Trouble? _writing;
    private Trouble? _reading;
    private long _failedWrites;
    private long _failedReads;
    private long _checksumErrors;
    private long _conflicts;
    private long _erasedWrites;

    public long ChecksumErrors => Interlocked.Read(ref _checksumErrors);

    public void Wrote() => Volatile.Write(ref _writing, null);

    public void Read() => Volatile.Write(ref _reading, null);

    public void FailedToWrite(ConversationStoreException e)
    {
        lock (_lock)
        {
            _failedWrites++;
            _writing = Of(e, _writing);
        }
    }

    /// <summary>The server that is written to answers: it is there again, whatever it says to a write.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            _writing = _writing is { IsLost: true } ? null : _writing;
        }
    }

    /// <summary>The server that is read answers: it is there again, whatever it says to a read.</summary>
    public void ReaderAnswered()
    {
        lock (_lock)
        {
            _reading = _reading is { IsLost: true } ? null : _reading;
        }
    }

    /// <summary>The tables are those of this version. What failed because they were not works again.</summary>
    public void SchemaIsWhole()
    {
        lock (_lock)
        {
            (_writing, _reading) = (_writing is { IsOfSchema: true } ? null : _writing, _reading is { IsOfSchema: true } ? null : _reading);
        }
    }

    public void FailedToRead(ConversationStoreException e)
    {
        lock (_lock)
        {
            _failedReads++;
            _reading = Of(e, _reading);
        }
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

    /// <summary>A record was passed over, as its conversation was erased.</summary>
    public void ErasedWrites(long count) => Interlocked.Add(ref _erasedWrites, count);

    private Trouble Of(ConversationStoreException e, Trouble? before) => new(
        e.Message,
        before?.Since ?? time.GetUtcNow(),
        IsLost: e.InnerException is { } lost && Faults.IsLost(lost),
        IsOfSchema: e is SchemaRefusedException || (e.InnerException is { } cause && Faults.IsOfSchema(cause)));

    private sealed record Trouble(string Message, DateTimeOffset? Since, bool IsLost = false, bool IsOfSchema = false);
}
