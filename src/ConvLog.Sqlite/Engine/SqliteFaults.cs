using ConvLog.Storage;
using ConvLog.Storage.Privacy;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>Translates SQLite's result codes into faults and advice for the callers of the store.</summary>
internal static class SqliteFaults
{
    /// <param name="extendedCode">The extended result code; its low byte is the primary one.</param>
    /// <param name="sqliteMessage">SQLite's message. It names tables and columns, never values.</param>
    /// <param name="systemError">The operating system's error; 0 if unknown. Used only if SQLite reports a failure of the system; otherwise it belongs to an
    /// earlier failure.</param>
    public static SqliteFailureException Of(int extendedCode, string sqliteMessage, int systemError = 0)
    {
        var system = (extendedCode & 0xFF) is raw.SQLITE_CANTOPEN or raw.SQLITE_IOERR ? SystemErrors.Of(systemError) : null;
        (var fault, string advice) = (extendedCode & 0xFF) switch
        {
            _ when extendedCode == SqliteFailureException.TextIndexCode
                => (StoreFault.Unavailable, "The text index is damaged. It is built again in the background. Try again."),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => (StoreFault.Unavailable, "Another connection holds the database's lock. Try again."),
            raw.SQLITE_FULL => (StoreFault.Unavailable, "The disk is full. Make room."),
            raw.SQLITE_READONLY => (StoreFault.Unavailable,
                "The database cannot be written to. Check the file's owner and mode, and that its file system is not mounted read-only."),
            raw.SQLITE_CANTOPEN => (StoreFault.Unavailable,
                "The database cannot be opened. Check that its folder is there and may be written to, and that the process may open more files."),
            raw.SQLITE_IOERR when extendedCode is raw.SQLITE_IOERR_SHMOPEN or raw.SQLITE_IOERR_SHMSIZE or raw.SQLITE_IOERR_SHMMAP
                => (StoreFault.Unavailable, "The volume cannot map shared memory, which SQLite's write-ahead log needs: network and user-space file systems "
                    + "often cannot. Put the database on a local disk or a block volume."),
            raw.SQLITE_IOERR when extendedCode is raw.SQLITE_IOERR_LOCK or raw.SQLITE_IOERR_SHMLOCK
                => (StoreFault.Unavailable, "The volume cannot lock files: some network and user-space file systems cannot. Put the database on a local disk "
                    + "or a block volume."),
            raw.SQLITE_IOERR => (StoreFault.Unavailable, "The disk failed. Check it."),
            raw.SQLITE_CORRUPT => (StoreFault.Unusable, "The database is damaged. Put a backup in its place."),
            raw.SQLITE_NOTADB => (StoreFault.Unusable, "The beginning of the database is damaged. Put a backup in its place."),
            raw.SQLITE_TOOBIG or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE
                => (StoreFault.Refused, "A record does not fit into the database."),
            raw.SQLITE_ERROR => (StoreFault.Unusable, "The database lacks something that this version needs, or was changed by another program."),
            _ => (StoreFault.Unavailable, "The database failed. Try again."),
        };
        bool isFull = system is { IsOutOfSpace: true } || (extendedCode & 0xFF) == raw.SQLITE_FULL;
        return new SqliteFailureException(fault, extendedCode, $"{system?.Message ?? advice} SQLite says: {sqliteMessage} ({extendedCode}).")
        {
            IsOutOfSpace = isFull,
            Reason = (extendedCode & 0xFF) switch
            {
                _ when isFull => OutageReason.Full,
                raw.SQLITE_BUSY or raw.SQLITE_LOCKED => OutageReason.Busy,
                raw.SQLITE_READONLY => OutageReason.ReadOnly,
                _ => OutageReason.Unknown,
            },
        };
    }
}
