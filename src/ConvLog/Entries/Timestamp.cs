using System.Buffers;
using System.Buffers.Text;

namespace ConvLog.Entries;

/// <summary>The one format of an entry's time: ISO 8601 in UTC with a Z, no fraction on whole seconds, else seven digits.</summary>
internal static class Timestamp
{
    /// <summary>The longest form, in bytes.</summary>
    public const int Length = 28;

    private static readonly StandardFormat s_iso8601 = new('O');

    /// <summary>Formats into at least <see cref="Length"/> bytes and says how many were used.</summary>
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
