using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Connections;

/// <summary>
/// Identifies the file that was prepared, that is, for which <see cref="Database.Opening"/> has run, so that no other file is read when it is put under the
/// same path. Any thread; never waits for a write.
/// </summary>
/// <remarks>
/// Keeps a connection to the file as long as it may be read, even while no other one is open. Otherwise the system could give its inode number, by which
/// SQLite compares files, to the file that replaces it.
/// </remarks>
internal sealed class PreparedFile : IDisposable
{
    private readonly Lock _lock = new();

    // Never read from, so that it holds no lock and no log.
    private Session? _file;

    /// <summary>Whether a file was prepared and is still the one under its path.</summary>
    public bool IsCurrent
    {
        get
        {
            lock (_lock)
            {
                return _file is { } file && !FileControl.HasMoved(file);
            }
        }
    }

    /// <summary>Sets the file that may be read from now on.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="prepared">The connection on which it was prepared.</param>
    /// <exception cref="ConversationStoreException">Another file is under the path.</exception>
    public void Set(string path, Session prepared)
    {
        var file = Session.Look(path);
        if (!HaveSameFile(file, prepared))
        {
            file.Dispose();
            throw new ConversationStoreException(StoreFault.Unavailable, "The database was moved, deleted or replaced while it was opened. Try again.");
        }

        lock (_lock)
        {
            _file?.Dispose();
            _file = file;
        }
    }

    /// <summary>Whether a connection opened by the same path has this file open.</summary>
    public bool IsOpenIn(Session session)
    {
        lock (_lock)
        {
            return _file is { } file && HaveSameFile(file, session);
        }
    }

    /// <summary>Allows no file to be read until the next one is set.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    public void Dispose() => Clear();

    // SQLite compares the file that a connection has actually opened with the one under the path now. Both connections must have that one: a file that was
    // under the path only briefly, while the second one was opened, is no longer there. The first is compared again in case it was replaced between the two
    // comparisons.
    private static bool HaveSameFile(Session first, Session second)
        => !FileControl.HasMoved(first) && !FileControl.HasMoved(second) && !FileControl.HasMoved(first);
}
