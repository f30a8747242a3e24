using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Schema;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Sqlite.Keys;

/// <content>Identifies the keys file: it is created with the data, and never confused with the file of other data.</content>
internal sealed partial class KeysFile
{
    private const string IdKey = "keys_id";
    private const string InsertMeta = "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    private const string FindMeta = "SELECT value FROM meta WHERE key = ?1";

    // Never read from: it shows whether the log under its path is still the one that the connection writes to.
    private Session? _log;

    /// <summary>Whether it is known which keys file belongs to the data. Until then it cannot be used.</summary>
    public bool IsBound
    {
        get
        {
            lock (_lock)
            {
                return _id is not null;
            }
        }
    }

    /// <summary>The id of this file.</summary>
    /// <exception cref="ConversationStoreException">It is not known yet.</exception>
    public byte[] Id
    {
        get
        {
            lock (_lock)
            {
                return _id ?? throw NotOpened();
            }
        }
    }

    /// <summary>How often it was opened: initially, and whenever another file was found under its path.</summary>
    public long Openings
    {
        get
        {
            lock (_lock)
            {
                return _openings;
            }
        }
    }

    /// <summary>
    /// Opens the keys file of a data file. Data without one is bound to the existing file or to a new one. Data that is bound accepts no other file.
    /// </summary>
    /// <param name="data">The connection that writes to the data.</param>
    /// <exception cref="ConversationStoreException">The file is missing, belongs to other data, is damaged, or cannot be opened now. Personal data is not
    /// available.</exception>
    public void Bind(Session data)
    {
        lock (_lock)
        {
            _id = IdOf(data, IdKey);
            _isProvisional = false;
            Close();
            if (_id is not null)
            {
                Opened();
                return;
            }

            if (_options.ReadOnly)
            {
                return; // The data has no personal parts.
            }

            var session = OpenFor(expected: null);
            byte[] id = IdOf(session, "id")!;
            data[InsertMeta].Bind(1, IdKey).BindBlob(2, id).Run();
            _id = IdOf(data, IdKey);
            _isProvisional = data.IsInTransaction; // The transaction may be rolled back, and the data then has no keys file.
            if (!id.AsSpan().SequenceEqual(_id))
            {
                session.Dispose();
                Opened();
                return;
            }

            Take(session);
        }
    }

    /// <summary>Does the same if possible. Without its keys, the store returns everything that is not personal, and accepts no writes.</summary>
    public void TryBind(Session data)
    {
        try
        {
            Bind(data);
        }
        catch (ConversationStoreException)
        {
            // Reported by health and the log; each write tries again, and fails with this error.
        }
    }

    /// <summary>Makes sure that the keys file of the data can be used, so that writes may rely on it.</summary>
    /// <param name="data">The connection that writes to the data.</param>
    /// <exception cref="ConversationStoreException">It cannot.</exception>
    public void EnsureBound(Session data)
    {
        lock (_lock)
        {
            if (_id is null || _isProvisional)
            {
                Bind(data);
            }
            else
            {
                OpenedToWrite();
            }
        }
    }

    // The connection to the file that is now under the path. Called with the lock held.
    private Session Opened()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqliteConversationStore));
        if (_session is { } session && !FileControl.HasMoved(session) && !HasLogMoved())
        {
            return session;
        }

        CloseFile();
        Take(OpenFor(_id ?? throw NotOpened()));
        return _session!;
    }

    private void Take(Session session)
    {
        string log = DatabaseFile.LogOf(Path);
        _log = OperatingSystem.IsWindows() || !File.Exists(log) ? null : Session.Look(log); // Windows neither moves nor deletes what is open.
        _session = session;
        _openings++;
        _troubles.KeysOpened();
    }

    // The old file keeps its data: its log is checkpointed into it, wherever the file is now. Another file that is put in its place must not find that log.
    private void CloseFile()
    {
        if (_session is not { } session)
        {
            return;
        }

        bool hasMoved = FileControl.HasMoved(session), areSideFilesOurs = !HasLogMoved();
        try
        {
            if (_options.ReadOnly)
            {
                return;
            }

            if (hasMoved || !areSideFilesOurs)
            {
                using var fileLock = FileLock.Take(Path, _options.BusyTimeout);
                session.EmptyLog();
                Close();
                if (hasMoved && areSideFilesOurs)
                {
                    DatabaseFile.DeleteSideFiles(Path);
                }
            }
        }
        catch (ConversationStoreException e)
        {
            _troubles.KeysFailed(e);
        }
        finally
        {
            Close();
        }
    }

    private bool HasLogMoved() => _log is { } log && FileControl.HasMoved(log);

    private Session OpenFor(byte[]? expected)
    {
        try
        {
            var session = Open(mayMake: expected is null);
            try
            {
                Check(session, expected);
                return session;
            }
            catch
            {
                session.Abandon();
                throw;
            }
        }
        catch (ConversationStoreException e)
        {
            var told = e is SqliteFailureException { IsDamage: true }
                ? new ConversationStoreException(StoreFault.Unusable,
                $"The keys file \"{Path}\" is damaged: personal data cannot be read, and nothing written. Put a backup of it in its place.", e)
                : e;
            _troubles.KeysFailed(told);
            throw told;
        }
    }

    private void Check(Session session, byte[]? expected)
    {
        byte[]? found = IdOf(session, "id");
        if (found is null || (expected is not null && !expected.AsSpan().SequenceEqual(found)))
        {
            throw new ConversationStoreException(
                StoreFault.Unusable,
                $"The keys file \"{Path}\" is not the one of this database: personal data cannot be read, and nothing written. Put the right one in its place.");
        }
    }

    private Session Open(bool mayMake)
    {
        if (_options.ReadOnly)
        {
            return ReadOnlyOpening.Open(Path, _options, FileKind.Keys);
        }

        if (StorePath.Problem(Path) is { } problem)
        {
            throw new ConversationStoreException(StoreFault.Unusable, $"The keys file cannot be kept: {problem}");
        }

        if (DatabaseOpening.IsNew(Path))
        {
            if (!mayMake)
            {
                throw new ConversationStoreException(
                    StoreFault.Unusable,
                    $"The keys file \"{Path}\" is missing: personal data cannot be read, and nothing written. Put it back in its place, or a backup of it.");
            }

            if (DatabaseOpening.OpenNew(Path, _options, FileKind.Keys) is { } made)
            {
                return made;
            }
        }

        using (var look = Session.Look(Path))
        {
            DatabaseFile.Check(look, Path, FileKind.Keys);
        }

        bool isLogDamaged = IsLogDamaged();
        var session = DatabaseOpening.OpenFile(Path, _options, FileKind.Keys);
        if (isLogDamaged)
        {
            session.EmptyLog(); // The rest of the lost transactions must not be found again.
            _troubles.LostKeys(
                $"The write-ahead log of the keys file \"{Path}\" is damaged: keys that were made last, and erasures that were asked for last, are lost. What "
                    + "those keys sealed cannot be read any more.");
        }

        return session;
    }

    private bool IsLogDamaged()
    {
        try
        {
            return WriteAheadLog.HasLostTransactions(DatabaseFile.LogOf(Path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // SQLite will report it when it opens the log.
        }
    }

    private static ConversationStoreException NotOpened() => new(StoreFault.Unavailable, "The keys file was not opened yet. Try again.");

    private static byte[]? IdOf(Session session, string key)
    {
        var row = session[FindMeta].Bind(1, key);
        try
        {
            return row.Step() ? row.Bytes(0).ToArray() : null;
        }
        finally
        {
            row.Reset();
        }
    }
}
