using System.Buffers;
using System.Buffers.Text;

namespace ConvLog.Benchmarks.Json;

/// <summary>The minimum: copies constant bytes and formats numbers between them, without checking for characters that need escaping.</summary>
internal static class HandWrittenBytes
{
    public static void Write(ArrayBufferWriter<byte> buffer, DateTime timestamp, int fields)
    {
        var span = buffer.GetSpan(1_024);
        int at = 0;
        Put(span, ref at, "{\"level\":\"info\",\"content\":\"Booking failed\",\"is_pii\":false,\"timestamp\":\""u8);
        timestamp.TryFormat(span[at..], out int written, "O", System.Globalization.CultureInfo.InvariantCulture);
        at += written;
        Put(span, ref at, "\",\"logger\":\"conversation_logger\""u8);
        if (fields > 0)
        {
            Put(span, ref at, ",\"status\":"u8);
            Utf8Formatter.TryFormat(409, span[at..], out written);
            at += written;
            Put(span, ref at, ",\"retriable\":true,\"queue\":\"bookings\""u8);
        }

        if (fields > 3)
        {
            Put(span, ref at, ",\"score\":"u8);
            Utf8Formatter.TryFormat(0.97, span[at..], out written);
            at += written;
            Put(span, ref at, ",\"slot\":"u8);
            Utf8Formatter.TryFormat(123_456_789_012, span[at..], out written);
            at += written;
            Put(span, ref at, ",\"city\":\"Napa\",\"attempt\":"u8);
            Utf8Formatter.TryFormat(2, span[at..], out written);
            at += written;
            Put(span, ref at, ",\"cached\":false"u8);
        }

        Put(span, ref at, "}"u8);
        buffer.Advance(at);
    }

    private static void Put(Span<byte> span, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(span[at..]);
        at += bytes.Length;
    }
}
