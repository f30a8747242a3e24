using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>Creates the dead letter of a record that a store refuses. Does not throw, whatever the record contains.</summary>
internal static class DeadLetter
{
    private const int LongestPayload = 64 * 1_024;

    // Even if every character is escaped to six bytes, the content fits into a payload together with all ids.
    private const int LongestContent = 8 * 1_024;

    /// <summary>Creates the dead letter of a record. Repeated calls give the same result, except for its time.</summary>
    /// <param name="record">The record.</param>
    /// <param name="reason">Why the store refuses it.</param>
    /// <param name="now">The time.</param>
    public static DeadLetterRecord Of(StoreRecord record, string reason, DateTimeOffset now) => new()
    {
        ConversationId = record.ConversationId ?? "", // A host can create a record without one, which is then what is wrong with it.
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
            // The cause of the refusal may also prevent this serialization.
            return null;
        }
    }

    // Version 8 of RFC 9562: computed by the application, here from the properties that identify the record.
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
