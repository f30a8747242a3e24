using System.Buffers;
using System.Buffers.Text;

namespace ConvLog.Entries;

/// <summary>The format of an entry's time: ISO 8601 in UTC with a Z, without a fraction for whole seconds, otherwise with seven digits.</summary>
internal static class Timestamp
{
    /// <summary>The maximum length in bytes.</summary>
    public const int Length = 28;

    private static readonly StandardFormat s_iso8601 = new('O');

    /// <summary>Formats into at least <see cref="Length"/> bytes and returns the number of bytes used.</summary>
    public static int Format(long utcTicks, Span<byte> into)
    {
        Utf8Formatter.TryFormat(new DateTime(utcTicks, DateTimeKind.Utc), into, out int written, s_iso8601);
        if (utcTicks % TimeSpan.TicksPerSecond != 0)
        {
            return written;
        }

        into[19] = (byte)'Z';
        return 20;
    }
}
