using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>The two payloads of a conversation's merged properties, or of one of its openings: visible and personal.</summary>
internal static class ConversationPayload
{
    /// <summary>The visible properties, and which personal ones exist, as JSON.</summary>
    public static byte[] Visible(ConversationRecord record) => PayloadJson.Object(record, static (writer, record) =>
    {
        var stored = new StoredWriting(writer);
        RecordProperties.Visit(ref stored, record);
        WritePresence(writer, record);
    });

    /// <summary>The personal properties, as JSON; null if there are none.</summary>
    /// <param name="record">The conversation or opening.</param>
    /// <param name="title">The full text of a masked title; null if the title is not masked, and for an opening.</param>
    public static byte[]? Personal(ConversationRecord record, string? title)
        => record is { UserId: null or "", FromNumber: null, ToNumber: null, Attributes.Count: 0 } && title is null
            ? null
            : PayloadJson.Object((record, title), static (writer, given) =>
            {
                PayloadJson.Text(writer, "user", given.record.UserId);
                PayloadJson.Text(writer, "from", given.record.FromNumber);
                PayloadJson.Text(writer, "to", given.record.ToNumber);
                PayloadJson.Text(writer, "title", given.title);
                if (given.record.Attributes.Count > 0)
                {
                    writer.WritePropertyName("attributes");
                    FieldsPayload.WriteFields(writer, given.record.Attributes);
                }
            });

    /// <summary>The checksum of the visible part in its row.</summary>
    /// <param name="number">The number of the conversation or opening.</param>
    /// <param name="visible">The result of <see cref="Visible"/>.</param>
    public static long ChecksumOf(long number, ReadOnlySpan<byte> visible)
    {
        var checksum = new Checksum(number);
        checksum.Add(visible);
        return checksum.Value;
    }

    /// <summary>Reads the record from both payloads.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="visible">The result of <see cref="Visible"/>.</param>
    /// <param name="personal">The result of <see cref="Personal"/>; if it is empty, the visible part is returned.</param>
    /// <param name="pseudonym">Replaces the user if the personal part was deleted.</param>
    /// <param name="title">The full text of a masked title; null if there is none.</param>
    public static ConversationRecord Read(string conversationId, ReadOnlySpan<byte> visible, ReadOnlySpan<byte> personal, string? pseudonym, out string? title)
    {
        var record = JsonReading.Only(visible, (ref Utf8JsonReader reader) => ReadVisible(conversationId, pseudonym, ref reader));
        (record, title) = personal.IsEmpty ? (record, null) : JsonReading.Only(personal, (ref Utf8JsonReader reader) => AddPersonal(record, ref reader));
        return record;
    }

    // An empty user ID does not identify a user.
    private static void WritePresence(Utf8JsonWriter writer, ConversationRecord record)
    {
        if (record.UserId is { } user)
        {
            writer.WriteBoolean("user", user.Length > 0);
        }

        if (record.FromNumber is not null)
        {
            writer.WriteBoolean("from", value: true);
        }

        if (record.ToNumber is not null)
        {
            writer.WriteBoolean("to", value: true);
        }

        if (record.Attributes.Count > 0)
        {
            writer.WritePropertyName("attributes");
            FieldsPayload.WriteShown(writer, record.Attributes);
        }
    }

    private static ConversationRecord ReadVisible(string conversationId, string? pseudonym, ref Utf8JsonReader reader)
    {
        var stored = new StoredValues(expected: 16);
        string? user = null, from = null, to = null;
        LogFields attributes = default;
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "user": user = reader.GetBoolean() ? pseudonym ?? MaskedText.Redacted : ""; break;
                case "from": from = MaskedText.RedactedNumber; break;
                case "to": to = MaskedText.RedactedNumber; break;
                case "attributes": attributes = FieldsPayload.ReadShown(ref reader); break;
                default: stored.Add(name, ref reader); break;
            }
        }

        var reading = new StoredReading(stored);
        var record = RecordProperties.Visit(ref reading, new ConversationRecord
        {
            ConversationId = conversationId,
            WriterId = Guid.Empty,
            AgentId = "",
            UserId = user,
            FromNumber = from,
            ToNumber = to,
            Attributes = attributes,
            OpenedAt = default,
        });
        stored.End();
        return record;
    }

    private static (ConversationRecord Record, string? Title) AddPersonal(ConversationRecord record, ref Utf8JsonReader reader)
    {
        string? title = null;
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "user": record = record with { UserId = JsonText.Read(ref reader) }; break;
                case "from": record = record with { FromNumber = JsonText.Read(ref reader) }; break;
                case "to": record = record with { ToNumber = JsonText.Read(ref reader) }; break;
                case "title": title = JsonText.Read(ref reader); break;
                case "attributes": record = record with { Attributes = FieldsPayload.Read(ref reader) }; break;
                default: throw Unknown(name);
            }
        }

        return (record, title);
    }

    private static JsonException Unknown(string name) => new($"A stored conversation has a property '{name}' that this version does not know.");
}
