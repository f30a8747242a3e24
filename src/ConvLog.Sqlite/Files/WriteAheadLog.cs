using System.Buffers.Binary;

namespace ConvLog.Sqlite.Files;

/// <summary>
/// Detects transactions in a damaged log that SQLite will not recover. SQLite reads a log up to the first frame with a wrong checksum and silently ignores the
/// rest, because a crash leaves the last transaction like that, which was not acknowledged. But if two or more commits follow, all but the last were
/// acknowledged.
/// </summary>
/// <remarks>The format is that of https://sqlite.org/fileformat2.html#walformat: a header of 32 bytes, then frames of 24 bytes and a page, each with a
/// checksum of everything up to it.</remarks>
internal static class WriteAheadLog
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const int UsualPage = 4096;
    private const uint Magic = 0x377F0682; // + 1 where checksums are of big-endian words.

    /// <summary>Whether acknowledged transactions are lost. Must be called before the database is opened.</summary>
    /// <param name="path">The log; it need not exist.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool HasLostTransactions(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        // SQLite holds no locks on this file, so it can be opened and closed while SQLite uses it.
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);
        byte[] header = new byte[HeaderLength];
        return log.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength && CommitsFromDamageOn(log, header) > 1
            && IsUnchanged(log, header);
    }

    private static int CommitsFromDamageOn(FileStream log, ReadOnlySpan<byte> header)
    {
        bool isBigEndian = ReadUInt32(header, 0) == Magic + 1;
        var sum = (ReadUInt32(header, 24), ReadUInt32(header, 28));
        bool isDamaged = (ReadUInt32(header, 0) & ~1u) != Magic || Sum(header[..24], isBigEndian, (0, 0)) != sum;
        byte[] frame = new byte[FrameHeaderLength + (isDamaged ? UsualPage : (int)ReadUInt32(header, 8))];
        ulong? salt = isDamaged ? null : Salt(header[16..]);
        int commits = 0;
        while (log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            salt ??= Salt(frame.AsSpan(8));
            if (Salt(frame.AsSpan(8)) != salt)
            {
                isDamaged = true; // Or the end: the frame is from before the log last restarted.
                continue;
            }

            sum = Sum(frame.AsSpan(FrameHeaderLength), isBigEndian, Sum(frame.AsSpan(0, 8), isBigEndian, sum));
            isDamaged |= sum != (ReadUInt32(frame, 16), ReadUInt32(frame, 20));
            commits += isDamaged && ReadUInt32(frame, 4) != 0 ? 1 : 0;
        }

        return commits;
    }

    // Another process may have restarted the log during the read; the frames are then a mix of two logs.
    private static bool IsUnchanged(FileStream log, ReadOnlySpan<byte> header)
    {
        Span<byte> now = stackalloc byte[HeaderLength];
        log.Position = 0;
        return log.ReadAtLeast(now, HeaderLength, throwOnEndOfStream: false) == HeaderLength && now.SequenceEqual(header);
    }

    private static (uint First, uint Second) Sum(ReadOnlySpan<byte> bytes, bool isBigEndian, (uint First, uint Second) sum)
    {
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            sum.First += (isBigEndian ? ReadUInt32(bytes, 0) : BinaryPrimitives.ReadUInt32LittleEndian(bytes)) + sum.Second;
            sum.Second += (isBigEndian ? ReadUInt32(bytes, 4) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..])) + sum.First;
        }

        return sum;
    }

    private static ulong Salt(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64BigEndian(bytes);

    private static uint ReadUInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
}
