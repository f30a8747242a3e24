using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ConvLog.Sqlite.Engine;

/// <summary>
/// Keeps the unused middle of every page in the database file empty. When SQLite splits a page, it moves rows to another page and leaves their bytes in
/// place, even with <c>secure_delete</c>. Without this, the text of a row that is deleted later would stay in the file permanently.
/// </summary>
/// <remarks>
/// <para>
/// Part of the store's own VFS (<see cref="Vfs"/>): it replaces the method that writes the database file, which SQLite calls at a checkpoint. Pages are
/// written without unused bytes by every connection of the store, so the file never contains any, from its first page on.
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

    /// <summary>Zeroes the unused part of a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <returns>Whether it contained any bytes.</returns>
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

        // SQLite may continue to use its page, so the gap is zeroed in a copy.
        byte* page = stackalloc byte[UsualPage];
        Unsafe.CopyBlock(page, bytes, UsualPage);
        return write(file, Empty(new Span<byte>(page, UsualPage), (offset / UsualPage) + 1) ? page : bytes, count, offset);
    }

    // Empty for a page that is not, or not certainly, a b-tree page: it is left unchanged.
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

    // A file with incremental vacuum has pointer-map pages at fixed intervals.
    private static bool IsPointerMap(int pageLength, long number) => number > 1 && (number - 2) % ((pageLength / 5) + 1) == 0;
}
