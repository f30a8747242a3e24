using ConvLog.Sqlite.Engine;
using SQLitePCL;

namespace ConvLog.Sqlite.Connections;

/// <content>The write-ahead log.</content>
internal sealed partial class Database
{
    private const string WalCheckpointPragma = "PRAGMA wal_checkpoint(PASSIVE)";

    // How long readers may delay a writer that arrives during a checkpoint.
    private static readonly TimeSpan s_longestShortening = TimeSpan.FromMilliseconds(20);

    // Pages that are rewritten often are checkpointed less often than with SQLite's default of 1,000, which halves the writes of a retention run.
    private const int LogPart = 6_000;

    // 61 MB, below the size to which SQLite truncates a log that restarts. From here on, background work that writes a lot waits.
    private const int LongLog = 15_000;

    // The writer checkpoints up to this many pages itself, which takes about ten milliseconds.
    private const int LittleLog = 1_000;

    // 90 MB: writes arrive faster than they can be checkpointed concurrently, a reader blocked the checkpoint, or it failed.
    private const int HugeLog = 22_000;

    private int _logPages;
    private int _checkpointed;
    private Task _checkpointing = Task.CompletedTask;

    /// <summary>
    /// Checkpoints a log that has become long, mostly concurrently with writers, so that it restarts from its beginning. To be called between transactions by
    /// background work that writes a lot; does nothing if the log is short.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the wait for a write.</param>
    public async ValueTask RestartLogAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _logPages) < LongLog)
        {
            return;
        }

        await Volatile.Read(ref _checkpointing).WaitAsync(cancellationToken).ConfigureAwait(false);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            CheckpointIfDue(Writer());
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Checkpoints the log and empties it, unless a reader needs it. Runs concurrently with writers except for its short last step.</summary>
    /// <param name="cancellationToken">A token to cancel the wait for a write.</param>
    /// <returns>Whether the log is empty.</returns>
    public async ValueTask<bool> ShortenLogAsync(CancellationToken cancellationToken)
    {
        // SQLite empties no log while another connection checkpoints it, and does not wait for that.
        await Volatile.Read(ref _checkpointing).WaitAsync(cancellationToken).ConfigureAwait(false);
        CheckpointLog();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var session = Writer();
            try
            {
                session.WaitForLocks(s_longestShortening);
                bool isEmpty = session.EmptyLog();
                Troubles.Wrote(nameof(ShortenLogAsync));
                return isEmpty;
            }
            catch (Exception e)
            {
                Troubles.FailedToWrite(e, wasOpen: true, nameof(ShortenLogAsync));
                HandleWriteFailure(session, e);
                throw;
            }
            finally
            {
                if (ReferenceEquals(session, _writer))
                {
                    session.WaitForLocks(Options.BusyTimeout);
                }
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    // Runs concurrently with the next writes, which need not wait for it. A log that is written to continuously restarts only if the writer itself checkpoints
    // the few pages that were added in the meantime.
    private void CheckpointIfDue(Session writer)
    {
        int pages = writer.LogPages;
        if (pages < _logPages)
        {
            Volatile.Write(ref _checkpointed, 0);
        }

        Volatile.Write(ref _logPages, pages);
        int left = pages - Volatile.Read(ref _checkpointed);
        if (pages >= HugeLog || (pages >= LogPart && left < LittleLog))
        {
            _ = raw.sqlite3_wal_checkpoint(writer.Handle, "main"); // As the engine itself does after a commit; the commit is valid whatever the result.
        }
        else if (_checkpointing.IsCompleted && (left >= LogPart || pages >= LongLog))
        {
            Volatile.Write(ref _checkpointing, Task.Run(CheckpointInBackground));
        }
    }

    private void CheckpointInBackground()
    {
        try
        {
            CheckpointLog();
        }
        catch (Exception)
        {
            // Reported by health, and retried after the next write.
        }
    }

    // Uses a connection that reads: SQLite lets others write concurrently. Does nothing while another connection checkpoints.
    private void CheckpointLog()
    {
        Session? session = null;
        try
        {
            session = Reader();
            if (CheckpointLog(session) is { } pages)
            {
                Volatile.Write(ref _checkpointed, pages);
            }

            Troubles.Read(nameof(CheckpointLog), isProbe: true);
            _readers.Return(session);
        }
        catch (Exception e)
        {
            Troubles.FailedToRead(e, nameof(CheckpointLog));
            if (session is not null)
            {
                HandleReadFailure(session, e);
            }

            throw;
        }
    }

    // Returns the number of the log's pages that are then in the file; null if another connection checkpoints.
    private static int? CheckpointLog(Session session)
    {
        using var checkpoint = session.Prepare(WalCheckpointPragma); // Columns: busy, pages of the log, pages of it in the file.
        return checkpoint.Step() && checkpoint.Int64(0) == 0 ? checkpoint.Int32(2) : null;
    }
}
