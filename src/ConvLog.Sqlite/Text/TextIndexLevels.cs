using System.Buffers.Binary;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Text;

/// <summary>
/// Removes levels without parts from the list that FTS5 keeps of a text index. Such levels cause two faults of FTS5: it never removes an empty level, adds up
/// to two with each merge of everything, and considers an index of more than 2,000 levels damaged; and it keeps the words of deleted documents if there are
/// levels, even empty ones, above that of a merge.
/// </summary>
/// <remarks>The format is that of <c>fts5_index.c</c>, unchanged since SQLite 3.9; a list in another format is not changed.</remarks>
internal static class TextIndexLevels
{
    // Empty levels below a large part exclude it from merges of small parts, so this many are kept.
    private const int MostLevels = 32;

    private const string Reload = "INSERT INTO text_index (text_index, rank) VALUES ('merge', 1)";
    private const string FindList = "SELECT block FROM text_index_data WHERE id = 10";
    private const string UpdateList = "UPDATE text_index_data SET block = ?1 WHERE id = 10";

    private const int CookieSize = 4;
    private const int NumbersOfPart = 3;

    // Replaces the number of levels in the lists of contentless-delete indexes, which ours are not.
    private const uint OtherFormat = 0xFF00_0001;

    /// <summary>Removes them from the index, in a transaction that has not written to the index before.</summary>
    /// <param name="session">The connection that writes.</param>
    public static void Tidy(Session session)
    {
        // With each merge, FTS5 drops the list from memory, and reads it again for the next operation.
        session.Execute(Reload);
        var read = session[FindList];
        byte[]? tidy = read.Step() ? Without(read.Bytes(0)) : null;
        read.Reset();
        if (tidy is not null)
        {
            session[UpdateList].BindBlob(1, tidy).Run();
        }
    }

    /// <summary>
    /// The list without the empty levels above all parts, and without further empty levels, the highest first, until 32 levels are left; null if no level is to
    /// be removed, or the list is truncated.
    /// </summary>
    /// <param name="list">The list as FTS5 writes it.</param>
    public static byte[]? Without(ReadOnlySpan<byte> list)
    {
        if (list.Length < CookieSize * 2 || BinaryPrimitives.ReadUInt32BigEndian(list[CookieSize..]) == OtherFormat)
        {
            return null;
        }

        int at = CookieSize;
        long count = Next(list, ref at);
        int afterCount = at;
        Next(list, ref at); // Parts.
        Next(list, ref at); // Writes.
        int levelsAt = at;
        var levels = new List<(int Start, int End, bool IsEmpty)>();
        for (long i = 0; i < count && at < list.Length; i++)
        {
            int start = at;
            Next(list, ref at); // Parts that are being merged.
            long parts = Next(list, ref at);
            for (long number = 0; number < parts * NumbersOfPart && at < list.Length; number++)
            {
                Next(list, ref at);
            }

            levels.Add((start, at, IsEmpty: parts == 0));
        }

        if (at > list.Length || levels.Count != count)
        {
            return null; // Damage, which FTS5 reports when it reads the list.
        }

        int before = levels.Count;
        for (int level = before - 1; level >= 0; level--)
        {
            if (levels[level].IsEmpty && (level == levels.Count - 1 || levels.Count > MostLevels))
            {
                levels.RemoveAt(level);
            }
        }

        return levels.Count == before ? null : [.. list[..CookieSize], .. Number(levels.Count), .. list[afterCount..levelsAt], .. Bytes(list, levels)];
    }

    private static byte[] Bytes(ReadOnlySpan<byte> list, List<(int Start, int End, bool IsEmpty)> levels)
    {
        var bytes = new List<byte>(list.Length);
        foreach (var (start, end, _) in levels)
        {
            bytes.AddRange(list[start..end]);
        }

        return [.. bytes];
    }

    // SQLite's variable-length integer: seven bits a byte, the highest first, and eight in the ninth. Zeros are read after the end of the list.
    private static long Next(ReadOnlySpan<byte> list, ref int at)
    {
        long value = 0;
        for (int i = 0; i < 8; i++)
        {
            byte part = ByteAt(list, at++);
            value = (value << 7) | (part & 0x7FL);
            if (part < 0x80)
            {
                return value;
            }
        }

        return (value << 8) | ByteAt(list, at++);
    }

    private static byte ByteAt(ReadOnlySpan<byte> list, int at) => at < list.Length ? list[at] : (byte)0;

    private static byte[] Number(int value)
        => value < 0x80
        ? [(byte)value] : value < 0x4000 ? [(byte)((value >> 7) | 0x80), (byte)(value & 0x7F)] : throw new ArgumentOutOfRangeException(nameof(value));
}
