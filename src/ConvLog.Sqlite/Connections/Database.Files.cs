using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Connections;

/// <summary>Tracks which file the connections have open, and handles a damaged, moved or replaced file.</summary>
internal sealed partial class Database
{
    // Never read from: it shows whether the log under its path is still the one that the connections write to.
    private Session? _log;

    // After a file was open and is deleted, a new one is made (LeaveFile). Before that, Beginning may refuse to make one.
    private bool _wasOpen;

    // The members from here on are called while writing is held.
    private Session Writer()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteConversationStore));
        try
        {
            // If the path changed back and forth while opening, the prepared file may not be the writer's, and no read would ever be accepted.
            if (_writer is { } writer && (FileControl.HasMoved(writer) || HasLogMoved() || !_prepared.IsCurrent))
            {
                CloseFile(writer);
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

    // No connection is kept for reading: each read opens one, or uses an idle one.
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

    // No connection of this store is open at this time: one that reads an old file would share its side files with those of a new one.
    private void OpenFile()
    {
        RolledBack?.Invoke();
        AwaitReaders();
        if (!_wasOpen)
        {
            Folders?.Invoke();
        }

        var writer = DatabaseOpening.Open(_path, Options, _damage, _wasOpen ? null : Beginning);
        try
        {
            if (_isLogUncertain && !writer.EmptyLog())
            {
                throw new ConversationStoreException(StoreFault.Unavailable,
                    "The disk failed, and the write-ahead log cannot be emptied while a reader needs it. Try again.");
            }

            writer.ManageCheckpoints();
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

        _isLogUncertain = false;
        _wasOpen = true;
        _writer = writer;
    }

    // The old file keeps its data: its log is checkpointed into it, wherever the file is now. Only then can a new file be opened, which must not find the
    // old log.
    private void CloseFile(Session writer)
    {
        _isReady = false;
        bool hasMoved = FileControl.HasMoved(writer);
        using (hasMoved ? FileLock.Take(_path, Options.BusyTimeout) : null)
        {
            AwaitReaders();
            EmptyLog(writer);

            // Another process may already have opened a new file; the side files under the path then belong to that one.
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

    // SQLite checkpoints the log when the last connection is closed, unless the file was moved. That takes two syncs, and two more for the keys file.
    private void CloseConnections()
    {
        HasLeftLog = _writer is { } last && TimeToClose?.Invoke() < 4 * last.LastSync;
        if (HasLeftLog)
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
            Troubles.FailedToWrite(e, wasOpen: true, nameof(CloseConnections));
        }

        _prepared.Dispose();
        CloseWriter();
    }

    private void AwaitReaders()
    {
        if (!_readers.Drain(Options.BusyTimeout))
        {
            throw new ConversationStoreException(StoreFault.Unavailable, "The database must be opened again, and a read is still in progress. Try again.");
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
            // The old file is damaged as well, so its log cannot be checkpointed.
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
