using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// Keeps the free middle of every page in the database file empty. When SQLite splits a page it moves rows to another one and leaves their bytes where they
/// stood, also with <c>secure_delete</c>: a row that is deleted later would leave its text there for good.
/// </summary>
/// <remarks>
/// <para>
/// Part of the store's own VFS (<see cref="Vfs"/>): it stands in for the one method that writes the database file, which happens at a checkpoint. Whichever
/// connection of the store does that, its pages arrive without what SQLite does not use of them, so that the file never holds any from its first page on.
/// </para>
/// <para>The format is that of https://sqlite.org/fileformat2.html#b_tree_pages.</para>
/// </remarks>
internal static unsafe class PageGaps
{
    private const int UsualPage = 4096;
    private const int FirstPageHeader = 100;

    /// <summary>Replaces the method that writes to a database file.</summary>
    /// <param name="methods">A copy of a file's methods.</param>
    public static void Add(FileMethods* methods) => methods->Write = &Write;

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

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(OpenFile* file, byte* bytes, int count, long offset)
    {
        var write = file->Methods->Real->Write;
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
