using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Sqlite.Engine;

/// <summary>Writes the pages of a commit to the WAL at once. SQLite writes each page by two calls of the system.</summary>
/// <remarks>
/// <para>
/// What SQLite writes is gathered, in its order, and written before anybody can miss it: with the last page of a commit, whose frame says so
/// (https://sqlite.org/fileformat2.html#walformat), before SQLite tells other connections of the commit; and before the connection reads, syncs, truncates or
/// measures the WAL. What cannot be written is an error of that call, and is tried again by the next one.
/// </para>
/// <para>
/// What a transaction that was rolled back has left is dropped when its connection releases the writer's lock: other connections write there from then on.
/// </para>
/// </remarks>
internal static unsafe class LogWrites
{
    private const int FrameHeader = 24;
    private const int Unlock = 1; // SQLITE_SHM_UNLOCK
    private const int WriterLock = 0; // Of a WAL index: https://sqlite.org/walformat.html#wal_locks.
    private const int PagesAfterCommit = 4; // In a frame's header: the length of the database, for the last frame of a commit; else 0.

    // SQLite's own VFS for Unix takes no more in one call: it goes by the lowest 17 bits of the length.
    private const int Capacity = (1 << 17) - 1;

    // Without it, nothing tells which WAL belongs to a lock that is released.
    private static readonly delegate* unmanaged<byte*, OpenFile*> s_databaseOf
        = (delegate* unmanaged<byte*, OpenFile*>)EngineLibrary.Find("sqlite3_database_file_object");

    /// <summary>Whether this engine says which database a WAL is of.</summary>
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

    /// <summary>Replaces the methods that write, and those before which all must be written.</summary>
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

    /// <summary>Begins to gather what is written to a WAL that was opened.</summary>
    /// <param name="log">The WAL, with the methods for it.</param>
    /// <param name="name">Its name, as SQLite gave it to be opened.</param>
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

    // What a transaction has left that was not committed is no longer wanted.
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

    /// <summary>What is not written yet.</summary>
    internal struct State
    {
        /// <summary>The database whose WAL it is.</summary>
        public OpenFile* Database;

        /// <summary>The bytes, in memory for <see cref="Capacity"/>; null before the first ones.</summary>
        public byte* Bytes;

        /// <summary>How many there are.</summary>
        public int Length;

        /// <summary>Where they begin in the WAL.</summary>
        public long Offset;

        /// <summary>Whether the last frame that was begun is the last of a commit.</summary>
        public bool EndsCommit;

        /// <summary>Adds bytes that follow the others, or are the first ones.</summary>
        /// <returns>Whether there is memory for them.</returns>
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

        // Nothing may be thrown through SQLite.
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
