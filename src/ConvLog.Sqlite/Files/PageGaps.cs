using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace ConvLog.Sqlite;

/// <summary>
/// Keeps the free middle of every page in the database file empty. When SQLite splits a page it moves rows to another one and leaves their bytes where they stood, also with
/// <c>secure_delete</c>: a row that is deleted later would leave its text there for good.
/// </summary>
/// <remarks>
/// <para>
/// Put between SQLite and its file layer, for the one method that writes the database file, which under a write-ahead log happens when that is brought into the file. Whatever
/// connection does that, its pages arrive without what SQLite does not use of them, so that the file never holds any from its first page on.
/// </para>
/// <para>The format is that of https://sqlite.org/fileformat2.html#b_tree_pages.</para>
/// </remarks>
internal static unsafe class PageGaps
{
    private const int FilePointerCode = 7; // SQLITE_FCNTL_FILE_POINTER
    private const int UsualPage = 4096;
    private const int WriteMethod = 3;     // In sqlite3_io_methods: the version, then xClose, xRead, xWrite.
    private const int Methods = 19;        // Of version 3, the version included.
    private const int FirstPageHeader = 100;

    private static readonly delegate* unmanaged<nint, byte*, int, void*, int> s_control = (delegate* unmanaged<nint, byte*, int, void*, int>)EngineLibrary.Find("sqlite3_file_control");
    private static readonly Dictionary<nint, nint> s_wrapped = [];

    /// <summary>Takes the place of the file layer's own writing, for one connection.</summary>
    /// <param name="connection">The connection, as it was opened.</param>
    public static void KeepEmpty(sqlite3 connection)
    {
        nint* file = null;
        fixed (byte* database = "main"u8)
        {
            if (s_control == null || s_control(connection.DangerousGetHandle(), database, FilePointerCode, &file) != raw.SQLITE_OK || file == null || *file == 0)
            {
                return;
            }
        }

        *file = Wrapped(*file);
    }

    /// <summary>Empties what a page does not use.</summary>
    /// <param name="page">The page.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>Whether there was something.</returns>
    internal static bool Empty(Span<byte> page, long number)
    {
        var gap = GapOf(page, number);
        if (gap.IndexOfAnyExcept((byte)0) < 0)
        {
            return false;
        }

        gap.Clear();
        return true;
    }

    // One for each kind of file the layer has, for as long as the process lives: connections may close at any time.
    private static nint Wrapped(nint methods)
    {
        lock (s_wrapped)
        {
            if (s_wrapped.ContainsValue(methods))
            {
                return methods;
            }

            if (!s_wrapped.TryGetValue(methods, out nint wrapped))
            {
                nint* copy = (nint*)NativeMemory.AllocZeroed(Methods + 1, (nuint)sizeof(nint));
                Unsafe.CopyBlock(copy, (void*)methods, (uint)(CountOf(methods) * sizeof(nint)));
                copy[WriteMethod] = (nint)(delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)&Write;
                copy[Methods] = methods;
                s_wrapped[methods] = wrapped = (nint)copy;
            }

            return wrapped;
        }
    }

    private static int CountOf(nint methods) => *(int*)methods switch { 1 => 13, 2 => 17, _ => Methods };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(nint* file, byte* bytes, int count, long offset)
    {
        nint* methods = *(nint**)((nint*)*file + Methods);
        var write = (delegate* unmanaged[Cdecl]<nint*, byte*, int, long, int>)methods[WriteMethod];
        if (count != UsualPage || offset % UsualPage != 0)
        {
            return write(file, bytes, count, offset);
        }

        // SQLite may go on using the page it gave: the gap is emptied in a copy.
        byte* page = stackalloc byte[UsualPage];
        Unsafe.CopyBlock(page, bytes, UsualPage);
        return write(file, Empty(new Span<byte>(page, UsualPage), (offset / UsualPage) + 1) ? page : bytes, count, offset);
    }

    // What is no page of rows, or not surely one, is left as it is: empty.
    private static Span<byte> GapOf(Span<byte> page, long number)
    {
        int header = number == 1 ? FirstPageHeader : 0;
        int pointers = header + (page[header] switch { 2 or 5 => 12, 10 or 13 => 8, _ => page.Length });
        if (pointers > page.Length || IsPointerMap(page.Length, number))
        {
            return default;
        }

        int cells = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 3)..]);
        int content = BinaryPrimitives.ReadUInt16BigEndian(page[(header + 5)..]);
        int end = pointers + (2 * cells);
        if (content < end || content > page.Length)
        {
            return default;
        }

        for (int at = pointers; at < end; at += 2)
        {
            int cell = BinaryPrimitives.ReadUInt16BigEndian(page[at..]);
            if (cell < content || cell >= page.Length)
            {
                return default;
            }
        }

        return page[end..content];
    }

    // Every so many pages of a file that can be vacuumed in steps, one tells where the others belong.
    private static bool IsPointerMap(int pageLength, long number) => number > 1 && (number - 2) % ((pageLength / 5) + 1) == 0;
}
