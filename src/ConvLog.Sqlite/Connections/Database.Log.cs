namespace ConvLog.Sqlite;

/// <content>The write-ahead log.</content>
internal sealed partial class Database
{
    // How long readers may hold up a writer that comes meanwhile.
    private static readonly TimeSpan s_longestShortening = TimeSpan.FromMilliseconds(20);

    /// <summary>Brings the log into the file and empties it, unless a reader needs it. Beside writers but for the last step, which is short.</summary>
    /// <param name="cancellationToken">Ends the wait for a write.</param>
    /// <returns>Whether it is empty.</returns>
    public async ValueTask<bool> ShortenLogAsync(CancellationToken cancellationToken)
    {
        BringLogIn();
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var session = Writer();
            try
            {
                BusyWait.Set(session.Handle, s_longestShortening);
                return session.EmptyLog();
            }
            catch (Exception e)
            {
                Troubles.FailedToWrite(e, wasOpen: true);
                GiveUpWriting(session, e);
                throw;
            }
            finally
            {
                if (ReferenceEquals(session, _writer))
                {
                    BusyWait.Set(session.Handle, Options.BusyTimeout);
                }
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    // On a connection that reads: SQLite lets others write meanwhile.
    private void BringLogIn()
    {
        Session? session = null;
        try
        {
            session = Reader();
            session.Number("PRAGMA wal_checkpoint(PASSIVE)");
            _readers.Return(session);
        }
        catch (Exception e)
        {
            Troubles.FailedToRead(e);
            if (session is not null)
            {
                GiveUpReading(session, e);
            }

            throw;
        }
    }
}
