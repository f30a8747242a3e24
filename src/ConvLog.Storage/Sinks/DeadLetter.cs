using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>Makes what is kept of a record that a store does not take. Does not throw for what is in the record.</summary>
internal static class DeadLetter
{
    private const int LongestPayload = 64 * 1_024;

    // Escaped in the longest way, six bytes for each, it stays within a payload together with all the ids there are.
    private const int LongestContent = 8 * 1_024;

    /// <summary>The dead letter of a record, the same however often it is made, but for its time.</summary>
    /// <param name="record">The record.</param>
    /// <param name="reason">Why the store does not take it.</param>
    /// <param name="now">The time.</param>
    public static DeadLetterRecord Of(StoreRecord record, string reason, DateTimeOffset now) => new()
    {
        ConversationId = record.ConversationId ?? "", // A host can make a record without one, and then this is what is wrong with it.
        Id = IdOf(Json(record, static (_, _) => { })),
        GivenBy = record.Writer,
        Kind = RecordProperties.KindOf(record),
        Reason = reason,
        Payload = PayloadOf(record),
        RefusedAt = now,
    };

    private static string? PayloadOf(StoreRecord record)
    {
        try
        {
            var whole = Json(record, WriteEntry);
            var payload = whole.Length <= LongestPayload ? whole : Json(record, WriteCutEntry);
            return payload.Length <= LongestPayload ? Encoding.UTF8.GetString(payload) : null;
        }
        catch (Exception)
        {
            // Whatever made the store refuse it may be in the way here as well.
            return null;
        }
    }

    // Version 8 of RFC 9562: made by the application, here from what tells the record from all others.
    private static Guid IdOf(ReadOnlySpan<byte> identity)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(identity, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    private static ReadOnlySpan<byte> Json(StoreRecord record, Action<Utf8JsonWriter, StoreRecord> writeRest)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, EntryJson.WriterOptions);
        json.WriteStartObject();
        RecordIdentity.Write(json, record);
        writeRest(json, record);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan;
    }

    private static void WriteEntry(Utf8JsonWriter json, StoreRecord record)
    {
        if (record is EntryRecord entry)
        {
            WriteEntry(json, entry, entry.Content, entry.Fields.AsSpan());
        }
    }

    private static void WriteCutEntry(Utf8JsonWriter json, StoreRecord record)
    {
        if (record is EntryRecord entry)
        {
            WriteEntry(json, entry, entry.Content.Length > LongestContent ? TextRules.Cut(entry.Content, LongestContent) : entry.Content, fields: default);
            json.WriteNumber("fields_left_out", entry.Fields.Count);
        }
    }

    private static void WriteEntry(Utf8JsonWriter json, EntryRecord entry, string content, ReadOnlySpan<LogField> fields)
    {
        json.WritePropertyName("entry");
        EntryJson.Write(json, entry.Level, content, entry.IsPii, entry.Timestamp.UtcTicks, LogEntry.LoggerName, fields);
    }
}
