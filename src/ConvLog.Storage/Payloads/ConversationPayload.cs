using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.Storage.Payloads;

/// <summary>What is known of a conversation, or told by one of its openings, in two parts: what everyone may see, and what is personal.</summary>
internal static class ConversationPayload
{
    /// <summary>Everything that is not personal, and that what is was there, as JSON.</summary>
    public static byte[] Visible(ConversationRecord record) => PayloadJson.Object(record, static (writer, record) =>
    {
        writer.WriteString("writer", record.WriterId);
        writer.WriteNumber("revision", record.Revision);
        PayloadJson.Text(writer, "agent", record.AgentId);
        PayloadJson.Text(writer, "account", record.AccountId);
        PayloadJson.Text(writer, "project", record.ProjectId);
        writer.WriteNumber("environment", (int)record.Environment);
        PayloadJson.Text(writer, "channel", record.Channel);
        PayloadJson.Number(writer, "direction", (int?)record.Direction);
        PayloadJson.Text(writer, "variant", record.VariantId);
        PayloadJson.Text(writer, "language", record.Language);
        PayloadJson.Number(writer, "opened", record.OpenedAt.UtcTicks);
        PayloadJson.Number(writer, "closed", record.ClosedAt?.UtcTicks);
        if (record.Handoff is { } handoff)
        {
            writer.WriteStartObject("handoff");
            PayloadJson.Text(writer, "destination", handoff.Destination);
            PayloadJson.Text(writer, "reason", handoff.Reason);
            PayloadJson.Text(writer, "call", handoff.FunctionEventId);
            writer.WriteEndObject();
        }

        WritePresence(writer, record);
    });

    /// <summary>Everything personal, as JSON; null where there is nothing.</summary>
    /// <param name="record">The conversation or opening.</param>
    /// <param name="title">The full text of a masked title; null where the title is shown whole, and for an opening.</param>
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
    /// <param name="visible">What <see cref="Visible"/> made.</param>
    public static long ChecksumOf(long number, ReadOnlySpan<byte> visible)
    {
        var checksum = new Checksum(number);
        checksum.Add(visible);
        return checksum.Value;
    }

    /// <summary>Puts the parts together again.</summary>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="visible">What <see cref="Visible"/> made.</param>
    /// <param name="personal">What <see cref="Personal"/> made; empty where there is none, or none any more: then it is the visible part.</param>
    /// <param name="pseudonym">What stands for the user where the personal part is gone.</param>
    /// <param name="title">The full text of a masked title, or null.</param>
    public static ConversationRecord Read(string conversationId, ReadOnlySpan<byte> visible, ReadOnlySpan<byte> personal, string? pseudonym, out string? title)
    {
        var record = JsonReading.Only(visible, (ref Utf8JsonReader reader) => ReadVisible(pseudonym, ref reader)) with { ConversationId = conversationId };
        (record, title) = personal.IsEmpty ? (record, null) : JsonReading.Only(personal, (ref Utf8JsonReader reader) => AddPersonal(record, ref reader));
        return record;
    }

    // An empty user id is no user, and says nothing of anyone.
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

    private static ConversationRecord ReadVisible(string? pseudonym, ref Utf8JsonReader reader)
    {
        var record = new ConversationRecord { ConversationId = "", WriterId = Guid.Empty, AgentId = "", OpenedAt = default };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            record = name switch
            {
                "writer" => record with { WriterId = reader.GetGuid() },
                "revision" => record with { Revision = reader.GetInt32() },
                "agent" => record with { AgentId = JsonText.Read(ref reader) },
                "account" => record with { AccountId = JsonText.Read(ref reader) },
                "project" => record with { ProjectId = JsonText.Read(ref reader) },
                "environment" => record with { Environment = (ConversationEnvironment)reader.GetInt32() },
                "channel" => record with { Channel = JsonText.Read(ref reader) },
                "direction" => record with { Direction = (ConversationDirection)reader.GetInt32() },
                "variant" => record with { VariantId = JsonText.Read(ref reader) },
                "language" => record with { Language = JsonText.Read(ref reader) },
                "opened" => record with { OpenedAt = PayloadJson.Time(ref reader) },
                "closed" => record with { ClosedAt = PayloadJson.Time(ref reader) },
                "handoff" => record with { Handoff = ReadHandoff(ref reader) },
                "user" => record with { UserId = reader.GetBoolean() ? pseudonym ?? MaskedText.Redacted : "" },
                "from" => record with { FromNumber = MaskedText.RedactedNumber },
                "to" => record with { ToNumber = MaskedText.RedactedNumber },
                "attributes" => record with { Attributes = FieldsPayload.ReadShown(ref reader) },
                _ => throw Unknown(name),
            };
        }

        return record;
    }

    private static Handoff ReadHandoff(ref Utf8JsonReader reader)
    {
        var handoff = new Handoff("", null);
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            handoff = name switch
            {
                "destination" => handoff with { Destination = JsonText.Read(ref reader) },
                "reason" => handoff with { Reason = JsonText.Read(ref reader) },
                "call" => handoff with { FunctionEventId = JsonText.Read(ref reader) },
                _ => throw Unknown(name),
            };
        }

        return handoff;
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
