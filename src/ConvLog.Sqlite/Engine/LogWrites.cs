using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>Writes the pages of a commit to the WAL in few system calls. SQLite itself makes two calls for each page.</summary>
/// <remarks>
/// <para>
/// Writes are buffered in order and flushed before anyone could notice that they are missing: with the last page of a commit, which its frame header marks
/// (https://sqlite.org/fileformat2.html#walformat), before SQLite announces the commit to other connections; and before the connection reads, syncs, truncates
/// or measures the WAL. A failed flush is an error of that call, and the next call retries it.
/// </para>
/// <para>
/// The buffered bytes of a rolled-back transaction are dropped when its connection releases the writer's lock, since other connections may then write there.
/// </para>
/// </remarks>
internal static unsafe class LogWrites
{
    private const int FrameHeader = 24;
    private const int Unlock = 1; // SQLITE_SHM_UNLOCK
    private const int WriterLock = 0; // A lock of the WAL index: https://sqlite.org/walformat.html#wal_locks.
    private const int PagesAfterCommit = 4; // Offset in a frame header of the database's length, which is 0 unless the frame is the last of a commit.

    // SQLite's own VFS for Unix writes no more in one call: it uses only the lowest 17 bits of the length.
    private const int Capacity = (1 << 17) - 1;

    // Without this function, the WAL that belongs to a released lock is unknown.
    private static readonly delegate* unmanaged<byte*, OpenFile*> s_databaseOf
        = (delegate* unmanaged<byte*, OpenFile*>)EngineLibrary.Find("sqlite3_database_file_object");

    /// <summary>Whether the engine can report the database that a WAL belongs to.</summary>
    public static bool IsPossible => s_databaseOf != null;

    /// <summary>Replaces the method that takes and releases the WAL's locks.</summary>
    /// <param name="methods">A copy of a database file's methods.</param>
    public static void AddToDatabase(FileMethods* methods)
    {
        if (IsPossible && methods->Version >= 2)
        {
            methods->SharedMemoryLock = &Lock;
        }
    }

    /// <summary>Replaces the methods that write, and those that require all buffered bytes to be written first.</summary>
    /// <param name="methods">A copy of a WAL's methods.</param>
    public static void AddToLog(FileMethods* methods)
    {
        methods->Close = &Close;
        methods->Read = &Read;
        methods->Write = &Write;
        methods->Truncate = &Truncate;
        methods->Sync = &Sync;
        methods->FileSize = &FileSize;
    }

    /// <summary>Starts buffering writes to a WAL that was just opened.</summary>
    /// <param name="log">The WAL, with the methods for it.</param>
    /// <param name="name">Its name, as SQLite passed it to be opened.</param>
    public static void Begin(OpenFile* log, byte* name)
    {
        var database = s_databaseOf(name);
        *FileState.Of(log) = new FileState { Writes = new State { Database = database } };
        FileState.Of(database)->Log = log;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(OpenFile* file, int first, int count, int flags)
    {
        if ((flags & Unlock) != 0 && first == WriterLock && FileState.Of(file)->Log is var log && log != null)
        {
            FileState.Of(log)->Writes.Length = 0;
        }

        return file->Methods->Real->SharedMemoryLock(file, first, count, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(OpenFile* file, byte* bytes, int count, long offset)
    {
        var state = &FileState.Of(file)->Writes;
        bool isHeader = count == FrameHeader;
        if (isHeader)
        {
            state->EndsCommit = BinaryPrimitives.ReadUInt32BigEndian(new ReadOnlySpan<byte>(bytes + PagesAfterCommit, sizeof(uint))) != 0;
        }

        int code = offset == state->Offset + state->Length && state->Length + count <= Capacity ? raw.SQLITE_OK : WriteAll(file, state);
        if (code != raw.SQLITE_OK)
        {
            return code;
        }

        if (!state->TryAdd(bytes, count, offset))
        {
            code = WriteAll(file, state);
            return code == raw.SQLITE_OK ? file->Methods->Real->Write(file, bytes, count, offset) : code;
        }

        return state->EndsCommit && !isHeader ? WriteAll(file, state) : raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(OpenFile* file, byte* bytes, int count, long offset)
    {
        int code = WriteAll(file);
        return code == raw.SQLITE_OK ? file->Methods->Real->Read(file, bytes, count, offset) : code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(OpenFile* file, long length)
    {
        int code = WriteAll(file);
        return code == raw.SQLITE_OK ? file->Methods->Real->Truncate(file, length) : code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(OpenFile* file, int flags)
    {
        int code = WriteAll(file);
        return code == raw.SQLITE_OK ? file->Methods->Real->Sync(file, flags) : code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(OpenFile* file, long* length)
    {
        int code = WriteAll(file);
        return code == raw.SQLITE_OK ? file->Methods->Real->FileSize(file, length) : code;
    }

    // Discards the bytes of a transaction that was not committed.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(OpenFile* file)
    {
        var state = &FileState.Of(file)->Writes;
        FileState.Of(state->Database)->Log = null;
        NativeMemory.Free(state->Bytes);
        state->Bytes = null;
        return file->Methods->Real->Close(file);
    }

    private static int WriteAll(OpenFile* file) => WriteAll(file, &FileState.Of(file)->Writes);

    private static int WriteAll(OpenFile* file, State* state)
    {
        int code = state->Length == 0 ? raw.SQLITE_OK : file->Methods->Real->Write(file, state->Bytes, state->Length, state->Offset);
        if (code == raw.SQLITE_OK)
        {
            state->Length = 0;
        }

        return code;
    }

    /// <summary>Bytes that are buffered and not yet written.</summary>
    internal struct State
    {
        /// <summary>The database that the WAL belongs to.</summary>
        public OpenFile* Database;

        /// <summary>The buffer of <see cref="Capacity"/> bytes; null before the first write.</summary>
        public byte* Bytes;

        /// <summary>The number of buffered bytes.</summary>
        public int Length;

        /// <summary>The offset of the first buffered byte in the WAL.</summary>
        public long Offset;

        /// <summary>Whether the frame whose header was written last ends a commit.</summary>
        public bool EndsCommit;

        /// <summary>Adds bytes that follow the buffered ones, or the first bytes.</summary>
        /// <returns>Whether there was room for them.</returns>
        public bool TryAdd(byte* bytes, int count, long offset)
        {
            if (count > Capacity - Length || (Bytes == null && !TryAllocate()))
            {
                return false;
            }

            Offset = Length == 0 ? offset : Offset;
            Unsafe.CopyBlockUnaligned(Bytes + Length, bytes, (uint)count);
            Length += count;
            return true;
        }

        // No exception may pass through SQLite's native code.
        private bool TryAllocate()
        {
            try
            {
                Bytes = (byte*)NativeMemory.Alloc(Capacity);
                return true;
            }
            catch (OutOfMemoryException)
            {
                return false;
            }
        }
    }
}
