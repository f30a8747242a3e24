using ConvLog.Sqlite.Engine;
using SQLitePCL;

namespace ConvLog.Sqlite.Connections;

/// <summary>Decides when the write-ahead log is checkpointed, and whether the writer does it or a connection that reads.</summary>
/// <param name="runConcurrently">Calls <see cref="Run"/> with a connection that reads.</param>
internal sealed class LogCheckpoints(Action runConcurrently)
{
    private const string WalCheckpointPragma = "PRAGMA wal_checkpoint(PASSIVE)";

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
    private Task _running = Task.CompletedTask;

    /// <summary>Whether background work that writes a lot must wait.</summary>
    public bool IsLogLong => Volatile.Read(ref _logPages) >= LongLog;

    /// <summary>The last checkpoint that was begun in the background.</summary>
    public Task Running => Volatile.Read(ref _running);

    /// <summary>
    /// Checkpoints the log after a write, if it is long enough: concurrently with the next writes, which need not wait for it. A log that is written to
    /// continuously restarts only if the writer itself checkpoints the few pages that were added in the meantime. Called while writing is held.
    /// </summary>
    public void RunIfDue(Session writer)
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
        else if (_running.IsCompleted && (left >= LogPart || pages >= LongLog))
        {
            Volatile.Write(ref _running, Task.Run(RunInBackground));
        }
    }

    /// <summary>Checkpoints the log. Does nothing while another connection checkpoints.</summary>
    public void Run(Session session)
    {
        if (Checkpoint(session) is { } pages)
        {
            Volatile.Write(ref _checkpointed, pages);
        }
    }

    private void RunInBackground()
    {
        try
        {
            runConcurrently();
        }
        catch (Exception)
        {
            // Reported by health, and retried after the next write.
        }
    }

    // Returns the number of the log's pages that are then in the file; null if another connection checkpoints.
    private static int? Checkpoint(Session session)
    {
        using var checkpoint = session.Prepare(WalCheckpointPragma); // Columns: busy, pages of the log, pages of it in the file.
        return checkpoint.Step() && checkpoint.Int64(0) == 0 ? checkpoint.Int32(2) : null;
    }
}
