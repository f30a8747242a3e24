using ConvLog.Storage;
using ConvLog.Storage.Health;
using Microsoft.Extensions.Logging;

namespace ConvLog.PostgreSql.Connections;

/// <summary>Failures and their start times, for health. Thread-safe.</summary>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives failures that an operator must know of.</param>
internal sealed partial class DatabaseTroubles(TimeProvider time, ILogger logger) : StoreTroubles(time, logger)
{
    private Trouble? _writing;
    private Trouble? _reading;
    private long _failedWrites;
    private long _failedReads;

    public void Wrote() => Volatile.Write(ref _writing, null);

    public void Read() => Volatile.Write(ref _reading, null);

    public void FailedToWrite(ConversationStoreException e)
    {
        lock (Lock)
        {
            _failedWrites++;
            _writing = Next(_writing, e);
        }
    }

    /// <summary>The primary server responded: it is available again, even if it rejects writes.</summary>
    public void Answered()
    {
        lock (Lock)
        {
            _writing = _writing is { MayPass: true } ? null : _writing;
        }
    }

    /// <summary>The server for reads responded: it is available again, even if it rejects reads.</summary>
    public void ReaderAnswered()
    {
        lock (Lock)
        {
            _reading = _reading is { MayPass: true } ? null : _reading;
        }
    }

    /// <summary>A standby has all commits.</summary>
    public void Confirmed()
    {
        lock (Lock)
        {
            _writing = _writing is { IsUnconfirmed: true } ? null : _writing;
        }
    }

    /// <summary>The tables are those of this version, which ends failures due to other tables.</summary>
    public void SchemaMatches()
    {
        lock (Lock)
        {
            (_writing, _reading) = (_writing is { IsSchemaMismatch: true } ? null : _writing, _reading is { IsSchemaMismatch: true } ? null : _reading);
        }
    }

    public void FailedToRead(ConversationStoreException e)
    {
        lock (Lock)
        {
            _failedReads++;
            _reading = Next(_reading, e);
        }
    }

    /// <summary>The schema could not be opened, for another reason than the last time.</summary>
    public void OpeningFailed(ConversationStoreException e) => LogOpening(Logger, e.Message);

    protected override void ReportKeys(string message) => LogKeys(Logger, message);

    protected override void ReportErasure(string message) => LogErasure(Logger, message);

    protected override Trouble Next(Trouble? last, Exception e) => base.Next(last, e) with
    {
        MayPass = e.InnerException is { } lost && Faults.IsLost(lost),
        IsUnconfirmed = e is UnconfirmedCommitException,
        IsSchemaMismatch = e is SchemaRefusedException || (e.InnerException is { } cause && Faults.IsSchemaMismatch(cause)),
    };

    [LoggerMessage(207, LogLevel.Error, "The store cannot be opened, and is tried again at growing intervals. {Message}")]
    private static partial void LogOpening(ILogger logger, string message);

    [LoggerMessage(203, LogLevel.Error, "The keys of personal data cannot be had. {Message}")]
    private static partial void LogKeys(ILogger logger, string message);

    [LoggerMessage(204, LogLevel.Error, "Data to be erased could not be erased, or not yet permanently. The store tries again. {Message}")]
    private static partial void LogErasure(ILogger logger, string message);
}
