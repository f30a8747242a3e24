using ConvLog.Sqlite.Engine;
using SQLitePCL;

namespace ConvLog.Sqlite.Connections;

/// <content>The write-ahead log.</content>
internal sealed partial class Database
{
    private const string WalCheckpointPragma = "PRAGMA wal_checkpoint(PASSIVE)";

    // How long readers may hold up a writer that comes meanwhile.
    private static readonly TimeSpan s_longestShortening = TimeSpan.FromMilliseconds(20);

    // A page that is written again and again goes into the file less often than by SQLite's default of 1,000: half the writes of a retention run.
    private const int LogPart = 6_000;

    // 61 MB, below the size to which SQLite cuts it when it begins anew: what writes much in the background waits from here on.
    private const int LongLog = 15_000;

    // So much the writer brings in by itself, in some ten milliseconds.
    private const int LittleLog = 1_000;

    // 90 MB: what is written comes faster than it can be brought in beside, a reader was in the way, or it failed.
    private const int HugeLog = 22_000;

    private int _logPages;
    private int _broughtIn;
    private Task _bringingIn = Task.CompletedTask;

    /// <summary>
    /// Brings a log that has become long into the file, beside writers but for a little, so that it begins anew. To be called between transactions by work in
    /// the background that writes much; does nothing where the log is short.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for a write.</param>
    public async ValueTask RestLogAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _logPages) < LongLog)
        {
            return;
        }

        await Volatile.Read(ref _bringingIn).WaitAsync(cancellationToken).ConfigureAwait(false);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            TendLog(Writer());
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Brings the log into the file and empties it, unless a reader needs it. Beside writers but for the last step, which is short.</summary>
    /// <param name="cancellationToken">Ends the wait for a write.</param>
    /// <returns>Whether it is empty.</returns>
    public async ValueTask<bool> ShortenLogAsync(CancellationToken cancellationToken)
    {
        // SQLite empties no log while another connection checkpoints it, and does not wait for that.
        await Volatile.Read(ref _bringingIn).WaitAsync(cancellationToken).ConfigureAwait(false);
        BringLogIn();
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
                GiveUpWriting(session, e);
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

    // Beside the writes that follow, which need not wait for it. A log that is written to all the time begins anew only where the writer itself brings in the
    // little that has come to it meanwhile.
    private void TendLog(Session writer)
    {
        int pages = writer.LogPages;
        if (pages < _logPages)
        {
            Volatile.Write(ref _broughtIn, 0);
        }

        Volatile.Write(ref _logPages, pages);
        int left = pages - Volatile.Read(ref _broughtIn);
        if (pages >= HugeLog || (pages >= LogPart && left < LittleLog))
        {
            _ = raw.sqlite3_wal_checkpoint(writer.Handle, "main"); // As the engine itself does after a commit, which is well whatever comes of this.
        }
        else if (_bringingIn.IsCompleted && (left >= LogPart || pages >= LongLog))
        {
            Volatile.Write(ref _bringingIn, Task.Run(BringLogInBeside));
        }
    }

    private void BringLogInBeside()
    {
        try
        {
            BringLogIn();
        }
        catch (Exception)
        {
            // Told by health, and tried again after the next write.
        }
    }

    // On a connection that reads: SQLite lets others write concurrently. Does nothing while another connection checkpoints.
    private void BringLogIn()
    {
        Session? session = null;
        try
        {
            session = Reader();
            if (BringLogIn(session) is { } pages)
            {
                Volatile.Write(ref _broughtIn, pages);
            }

            Troubles.Read(nameof(BringLogIn), isProbe: true);
            _readers.Return(session);
        }
        catch (Exception e)
        {
            Troubles.FailedToRead(e, nameof(BringLogIn));
            if (session is not null)
            {
                GiveUpReading(session, e);
            }

            throw;
        }
    }

    // How many pages of the log are in the file then; null where another connection checkpoints.
    private static int? BringLogIn(Session session)
    {
        using var checkpoint = session.Prepare(WalCheckpointPragma); // Whether it was busy, the pages of the log, those in the file.
        return checkpoint.Step() && checkpoint.Int64(0) == 0 ? checkpoint.Int32(2) : null;
    }
}
