using System.Text;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Alerts;

/// <summary>A record of an alert as JSON. Unknown properties are ignored, since hosts of two versions may share it.</summary>
internal static class AlertRecordJson
{
    public static string Write(AlertRecord record) => Encoding.UTF8.GetString(PayloadJson.Object(record, static (writer, record) =>
    {
        writer.WriteNumber("state", (int)record.State);
        writer.WriteNumber("since", record.Since.UtcTicks);
        PayloadJson.Number(writer, "fired", record.FiredAt?.UtcTicks);
        PayloadJson.Number(writer, "recovering", record.RecoveringSince?.UtcTicks);
        writer.WriteBoolean("is_announced", record.IsAnnounced);
        PayloadJson.Number(writer, "announced", record.AnnouncedAt?.UtcTicks);
        if (record.Delivery is { } delivery)
        {
            WriteDelivery(writer, delivery);
        }

        if (record.Silence is { } silence)
        {
            WriteSilence(writer, silence);
        }
    }));

    /// <summary>Reads a record written by <see cref="Write"/>.</summary>
    /// <exception cref="JsonException">The text is not a valid record.</exception>
    public static AlertRecord Read(string json) => JsonReading.Only(Encoding.UTF8.GetBytes(json), ReadRecord);

    private static AlertRecord ReadRecord(ref Utf8JsonReader reader)
    {
        var record = new AlertRecord();
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            record = name switch
            {
                "state" => record with { State = (AlertState)reader.GetInt32() },
                "since" => record with { Since = PayloadJson.Time(ref reader) },
                "fired" => record with { FiredAt = PayloadJson.Time(ref reader) },
                "recovering" => record with { RecoveringSince = PayloadJson.Time(ref reader) },
                "is_announced" => record with { IsAnnounced = reader.GetBoolean() },
                "announced" => record with { AnnouncedAt = PayloadJson.Time(ref reader) },
                "delivery" => record with { Delivery = ReadDelivery(ref reader) },
                "silence" => record with { Silence = ReadSilence(ref reader) },
                _ => Passed(ref reader, record),
            };
        }

        return record;
    }

    private static void WriteDelivery(Utf8JsonWriter writer, AlertDelivery delivery)
    {
        writer.WriteStartObject("delivery");
        writer.WriteString("id", delivery.Id);
        writer.WriteNumber("state", (int)delivery.State);
        writer.WriteNumber("at", delivery.At.UtcTicks);
        writer.WriteNumber("value", delivery.Value);
        writer.WriteNumber("count", delivery.Count);
        writer.WriteStartArray("receivers");
        foreach (string receiver in delivery.Receivers)
        {
            writer.WriteStringValue(TextRules.Whole(receiver));
        }

        writer.WriteEndArray();
        writer.WriteNumber("attempts", delivery.Attempts);
        writer.WriteNumber("next", delivery.NextAttemptAt.UtcTicks);
        PayloadJson.Text(writer, "failure", delivery.Failure);
        writer.WriteEndObject();
    }

    private static AlertDelivery ReadDelivery(ref Utf8JsonReader reader)
    {
        var delivery = new AlertDelivery { Id = default, State = default, At = default, Value = 0, Count = 0, Receivers = [], NextAttemptAt = default };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            delivery = name switch
            {
                "id" => delivery with { Id = reader.GetGuid() },
                "state" => delivery with { State = (AlertState)reader.GetInt32() },
                "at" => delivery with { At = PayloadJson.Time(ref reader) },
                "value" => delivery with { Value = reader.GetDouble() },
                "count" => delivery with { Count = reader.GetInt64() },
                "receivers" => delivery with { Receivers = ReadReceivers(ref reader) },
                "attempts" => delivery with { Attempts = reader.GetInt32() },
                "next" => delivery with { NextAttemptAt = PayloadJson.Time(ref reader) },
                "failure" => delivery with { Failure = JsonText.Read(ref reader) },
                _ => Passed(ref reader, delivery),
            };
        }

        return delivery;
    }

    private static List<string> ReadReceivers(ref Utf8JsonReader reader)
    {
        List<string> receivers = [];
        while (JsonReading.NextItem(ref reader))
        {
            receivers.Add(JsonText.Read(ref reader));
        }

        return receivers;
    }

    private static void WriteSilence(Utf8JsonWriter writer, AlertSilence silence)
    {
        writer.WriteStartObject("silence");
        PayloadJson.Text(writer, "by", silence.By);
        writer.WriteNumber("at", silence.At.UtcTicks);
        PayloadJson.Number(writer, "until", silence.Until?.UtcTicks);
        writer.WriteEndObject();
    }

    private static AlertSilence ReadSilence(ref Utf8JsonReader reader)
    {
        var silence = new AlertSilence { By = "", At = default };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            silence = name switch
            {
                "by" => silence with { By = JsonText.Read(ref reader) },
                "at" => silence with { At = PayloadJson.Time(ref reader) },
                "until" => silence with { Until = PayloadJson.Time(ref reader) },
                _ => Passed(ref reader, silence),
            };
        }

        return silence;
    }

    private static T Passed<T>(ref Utf8JsonReader reader, T value)
    {
        reader.Skip();
        return value;
    }
}
