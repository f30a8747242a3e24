using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Connections;

/// <summary>Which file the connections have open: what happens when it is damaged, or another one stands under its path.</summary>
internal sealed partial class Database
{
    // Never read: it tells whether the log under its path is still the one the connections write to.
    private Session? _log;

    // A file that is deleted while it is open is followed by a new one (LeaveFile); one that was never seen is not.
    private bool _wasOpen;

    // From here on: to be called while writing is held.
    private Session Writer()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteConversationStore));
        try
        {
            // Where the path changed back and forth during the opening, the prepared file may be another one than the writer's: no read would ever get it.
            if (_writer is { } writer && (FileControl.HasMoved(writer) || HasLogMoved() || !_prepared.IsInPlace))
            {
                LeaveFile(writer);
            }

            if (_writer is null)
            {
                OpenFile();
                Troubles.Opened(Path);
            }
        }
        catch (Exception e)
        {
            Troubles.FailedToOpen(e);
            throw;
        }

        _isReady = true;
        return _writer!;
    }

    // No connection is kept to be read from: each read opens one, or takes one that is idle.
    private void OpenToRead()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteConversationStore));
        try
        {
            using var session = ReadOnlyOpening.Open(_path, Options, FileKind.Data);
            Opening?.Invoke(session);
            _prepared.Set(_path, session);
            Troubles.Opened(Path);
        }
        catch (Exception e)
        {
            Troubles.FailedToOpen(e);
            throw;
        }

        _isReady = true;
    }

    // No connection of this store is open meanwhile: one that reads an old file would share its side files with those of a new one.
    private void OpenFile()
    {
        GaveUp?.Invoke();
        AwaitReaders();
        if (!_wasOpen)
        {
            Folders?.Invoke();
        }

        var writer = DatabaseOpening.Open(_path, Options, _damage, _wasOpen ? null : Beginning);
        try
        {
            if (_isLogDoubtful && !writer.EmptyLog())
            {
                throw new ConversationStoreException(StoreFault.Unavailable,
                    "The disk failed, and the write-ahead log cannot be emptied while a reader needs it. Try again.");
            }

            writer.TendLog();
            Opening?.Invoke(writer);
            _prepared.Set(_path, writer);
            string log = DatabaseFile.LogOf(_path);
            _log = OperatingSystem.IsWindows() || !File.Exists(log) ? null : Session.Look(log); // Windows neither moves nor deletes what is open.
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        _isLogDoubtful = false;
        _wasOpen = true;
        _writer = writer;
    }

    // What is in the old file stays there: what its log holds is brought into it, wherever it is now. Then a new file can be opened, which must not meet the
    // old log.
    private void LeaveFile(Session writer)
    {
        _isReady = false;
        bool hasMoved = FileControl.HasMoved(writer);
        using (hasMoved ? FileLock.Take(_path, Options.BusyTimeout) : null)
        {
            AwaitReaders();
            EmptyLog(writer);

            // Another process may have opened a new file by now: then the side files under the path are that one's.
            bool areSideFilesOurs = !HasLogMoved();
            _prepared.Clear();
            CloseWriter();
            if (hasMoved && areSideFilesOurs)
            {
                DatabaseFile.DeleteSideFiles(_path);
            }
        }

        Troubles.Moved(isLogOnly: !hasMoved);
    }

    // SQLite brings the log into the file when the last connection is closed, unless the file was moved. That takes two syncs, and as many for the keys file.
    private void LeaveForGood()
    {
        LeftLog = _writer is { } last && TimeToClose?.Invoke() < 4 * last.LastSync;
        if (LeftLog)
        {
            _writer!.Abandon();
            _writer = null;
            _prepared.Dispose();
            CloseWriter();
            return;
        }

        try
        {
            if (_writer is { } writer && (FileControl.HasMoved(writer) || HasLogMoved()))
            {
                writer.EmptyLog();
            }
        }
        catch (SqliteFailureException e)
        {
            Troubles.FailedToWrite(e, wasOpen: true, nameof(LeaveForGood));
        }

        _prepared.Dispose();
        CloseWriter();
    }

    private void AwaitReaders()
    {
        if (!_readers.Drain(Options.BusyTimeout))
        {
            throw new ConversationStoreException(StoreFault.Unavailable, "The database is to be opened anew, and a read is still under way. Try again.");
        }
    }

    private static void EmptyLog(Session writer)
    {
        try
        {
            if (!writer.EmptyLog())
            {
                throw new ConversationStoreException(StoreFault.Unavailable,
                    "The database was moved, deleted or replaced, and another process still reads the old one. Try again.");
            }
        }
        catch (SqliteFailureException e) when (e.IsDamage)
        {
            // The old file is damaged as well: what the log holds cannot be brought into it.
        }
    }

    private bool HasLogMoved() => _log is { } log && FileControl.HasMoved(log);

    private void CloseWriter()
    {
        _log?.Dispose();
        _log = null;
        _writer?.Dispose();
        _writer = null;
    }

    /// <returns>Whether another file can be opened now.</returns>
    private bool Found(Session damaged, SqliteFailureException failure)
    {
        _isReady = false;
        _readers.Drain(Options.BusyTimeout);
        if (!ReferenceEquals(damaged, _writer))
        {
            _writer?.Abandon();
        }

        _writer = null;
        _prepared.Clear();
        CloseWriter();
        return _damage.Found(damaged, failure);
    }

    private void FoundByReader(Session damaged, SqliteFailureException failure)
    {
        _writing.Wait();
        try
        {
            if (!_isDisposed)
            {
                Found(damaged, failure);
            }
        }
        finally
        {
            _writing.Release();
        }
    }
}
