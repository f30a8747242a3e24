namespace ConvLog.Sqlite.Connections;

/// <content>The write-ahead log.</content>
internal sealed partial class Database
{
    // How long readers may delay a writer that arrives during a checkpoint.
    private static readonly TimeSpan s_longestShortening = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Checkpoints a log that has become long, mostly concurrently with writers, so that it restarts from its beginning. To be called between transactions by
    /// background work that writes a lot; does nothing if the log is short.
    /// </summary>
    /// <param name="cancellationToken">A token to cancel the wait for a write.</param>
    public async ValueTask RestartLogAsync(CancellationToken cancellationToken)
    {
        if (!_checkpoints.IsLogLong)
        {
            return;
        }

        await _checkpoints.Running.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _checkpoints.RunIfDue(Writer());
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
        await _checkpoints.Running.WaitAsync(cancellationToken).ConfigureAwait(false);
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

    // Uses a connection that reads: SQLite lets others write concurrently.
    private void CheckpointLog() => UseReader(
        _checkpoints,
        static (session, checkpoints) =>
        {
            checkpoints.Run(session);
            return true;
        },
        nameof(CheckpointLog),
        isProbe: true);
}
