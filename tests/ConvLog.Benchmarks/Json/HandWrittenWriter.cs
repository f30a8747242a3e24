using System.Text.Json;

namespace ConvLog.Benchmarks.Json;

/// <summary>Code that an author would write for this one entry with <see cref="Utf8JsonWriter"/>: pre-encoded names and values of known types.</summary>
internal static class HandWrittenWriter
{
    private static readonly JsonEncodedText s_level = JsonEncodedText.Encode("level");
    private static readonly JsonEncodedText s_content = JsonEncodedText.Encode("content");
    private static readonly JsonEncodedText s_isPii = JsonEncodedText.Encode("is_pii");
    private static readonly JsonEncodedText s_timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText s_logger = JsonEncodedText.Encode("logger");
    private static readonly JsonEncodedText s_info = JsonEncodedText.Encode("info");
    private static readonly JsonEncodedText s_status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText s_retriable = JsonEncodedText.Encode("retriable");
    private static readonly JsonEncodedText s_queue = JsonEncodedText.Encode("queue");
    private static readonly JsonEncodedText s_score = JsonEncodedText.Encode("score");
    private static readonly JsonEncodedText s_slot = JsonEncodedText.Encode("slot");
    private static readonly JsonEncodedText s_city = JsonEncodedText.Encode("city");
    private static readonly JsonEncodedText s_attempt = JsonEncodedText.Encode("attempt");
    private static readonly JsonEncodedText s_cached = JsonEncodedText.Encode("cached");

    public static void Write(Utf8JsonWriter writer, DateTime timestamp, int fields)
    {
        writer.WriteStartObject();
        writer.WriteString(s_level, s_info);
        writer.WriteString(s_content, "Booking failed");
        writer.WriteBoolean(s_isPii, value: false);
        writer.WriteString(s_timestamp, timestamp);
        writer.WriteString(s_logger, "conversation_logger");
        if (fields > 0)
        {
            writer.WriteNumber(s_status, 409);
            writer.WriteBoolean(s_retriable, value: true);
            writer.WriteString(s_queue, "bookings");
        }

        if (fields > 3)
        {
            writer.WriteNumber(s_score, 0.97);
            writer.WriteNumber(s_slot, 123_456_789_012);
            writer.WriteString(s_city, "Napa");
            writer.WriteNumber(s_attempt, 2);
            writer.WriteBoolean(s_cached, value: false);
        }

        writer.WriteEndObject();
    }
}
