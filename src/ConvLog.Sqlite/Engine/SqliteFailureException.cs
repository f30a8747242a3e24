using ConvLog.Storage;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>A failure of SQLite.</summary>
/// <param name="fault">Whether a retry can help.</param>
/// <param name="code">The extended result code; its low byte is the primary one.</param>
/// <param name="message">The problem and its remedy.</param>
internal sealed class SqliteFailureException(StoreFault fault, int code, string message) : ConversationStoreException(fault, message)
{
    /// <summary>The code of damage that a virtual table found in its own tables: <c>SQLITE_CORRUPT_VTAB</c>.</summary>
    public const int TextIndexCode = raw.SQLITE_CORRUPT | (1 << 8);

    /// <summary>Whether SQLite found the file damaged.</summary>
    public bool IsDamage => (Primary is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB) && !IsIndexDamage;

    /// <summary>Whether FTS5 found the text index damaged, which can be rebuilt from the rest of the file.</summary>
    public bool IsIndexDamage => code == TextIndexCode;

    /// <summary>Whether another connection held a lock.</summary>
    public bool IsLock => Primary is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    /// <summary>Whether a file could not be opened, or could not be written to.</summary>
    public bool IsAccessFailure => Primary is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY;

    /// <summary>Whether the connection is usable once its transaction is rolled back. After any other failure, its state is unknown.</summary>
    public bool KeepsConnectionUsable
        => IsLock || Primary is raw.SQLITE_FULL or raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE or raw.SQLITE_ERROR;

    /// <summary>Whether the disk failed. It may have lost data that it reported as written, so the content of the log is uncertain.</summary>
    public bool MakesLogUncertain => Primary is raw.SQLITE_IOERR;

    /// <summary>Whether a row violates a constraint of the tables, or of something that an operator added to them.</summary>
    public bool IsConstraintViolation => Primary is raw.SQLITE_CONSTRAINT;

    /// <summary>Whether a statement did not match the existing tables.</summary>
    public bool IsSchemaMismatch => Primary is raw.SQLITE_ERROR;

    /// <summary>Whether there was no space left: the disk is full, or a quota is used up.</summary>
    public bool IsOutOfSpace { get; init; }

    private int Primary => code & 0xFF;
}
