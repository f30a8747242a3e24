using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// Keeps the WAL from being restarted during a checkpoint. SQLite 3.7.0 to 3.51.2 loses committed pages where a commit restarts the WAL between two steps of a
/// checkpoint by another connection, of this or another process (docs/decisions/0001-checkpoints-and-wal-restarts.md).
/// </summary>
/// <remarks>
/// A checkpoint holds SQLite's checkpoint lock from before its first look at the WAL until its end. A commit that restarts the WAL takes the exclusive lock of
/// all read marks but the first; nothing else takes these in one call but a checkpoint that truncates. Here such a commit takes the checkpoint lock first, for
/// as long. Where a checkpoint is running it gets "busy" instead, upon which SQLite appends to the WAL as it does while a reader needs it. Nobody waits, and
/// there is no order of locks that could end in a deadlock.
/// </remarks>
internal static unsafe class LogResetGuard
{
    /// <summary>Tells that a lock is released: SQLITE_SHM_UNLOCK.</summary>
    public const int UnlockFlag = 1;

    private const int LockExclusive = 2 | 8; // SQLITE_SHM_LOCK | SQLITE_SHM_EXCLUSIVE
    private const int UnlockExclusive = UnlockFlag | 8;

    // The locks of a WAL index (https://sqlite.org/walformat.html#wal_locks), by number: writer, checkpoint, recovery, then five read marks.
    public const int WriterLock = 0;
    private const int CheckpointLock = 1;
    private const int SecondReadMark = 4;
    private const int ReadMarksButFirst = 4;

    /// <summary>Replaces the method that takes and releases the WAL's locks.</summary>
    /// <param name="methods">A copy of a file's methods.</param>
    public static void Add(FileMethods* methods)
    {
        if (methods->Version >= 2)
        {
            methods->SharedMemoryLock = &Lock;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(OpenFile* file, int first, int count, int flags)
    {
        var state = &FileState.Of(file)->Locks;
        var real = file->Methods->Real->SharedMemoryLock;
        bool isOfRestart = first == SecondReadMark && count == ReadMarksButFirst;
        if (isOfRestart && flags == LockExclusive && !state->HasCheckpointLock)
        {
            return LockRestart(file, state, real);
        }

        int code = real(file, first, count, flags);
        if (isOfRestart && flags == UnlockExclusive && state->IsLentCheckpointLock)
        {
            state->IsLentCheckpointLock = false;
            _ = real(file, CheckpointLock, 1, UnlockExclusive);
        }
        else if (code == raw.SQLITE_OK && first <= CheckpointLock && first + count > CheckpointLock)
        {
            state->HasCheckpointLock = (flags & UnlockFlag) == 0;
        }

        return code;
    }

    private static int LockRestart(OpenFile* file, State* state, delegate* unmanaged[Cdecl]<OpenFile*, int, int, int, int> real)
    {
        int code = real(file, CheckpointLock, 1, LockExclusive);
        if (code != raw.SQLITE_OK)
        {
            return code;
        }

        code = real(file, SecondReadMark, ReadMarksButFirst, LockExclusive);
        if (code == raw.SQLITE_OK)
        {
            state->IsLentCheckpointLock = true;
        }
        else
        {
            _ = real(file, CheckpointLock, 1, UnlockExclusive);
        }

        return code;
    }

    /// <summary>What one connection holds.</summary>
    internal struct State
    {
        /// <summary>Whether SQLite holds the checkpoint lock: for a checkpoint, or a recovery.</summary>
        public bool HasCheckpointLock;

        /// <summary>Whether this guard took it, for a commit that restarts the WAL.</summary>
        public bool IsLentCheckpointLock;
    }
}
