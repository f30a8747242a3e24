using System.Text;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Records;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>The part that an opening contributes to a turn continued in another opening, as JSON.</summary>
internal static class PartPayload
{
    /// <summary>The part as text; null for none.</summary>
    public static string? Text(TurnPart? part)
        => part is null ? null : Encoding.UTF8.GetString(PayloadJson.Object(part, static (writer, part) => WriteProperties(writer, part)));

    /// <summary>Reads the text of <see cref="Text"/>.</summary>
    public static TurnPart? Read(string? text) => text is null ? null : JsonReading.Only(Encoding.UTF8.GetBytes(text), Read);

    /// <summary>Writes the part as a property; omitted if there is none.</summary>
    public static void Write(Utf8JsonWriter writer, string name, TurnPart? part)
    {
        if (part is not null)
        {
            writer.WriteStartObject(name);
            WriteProperties(writer, part);
            writer.WriteEndObject();
        }
    }

    /// <summary>Reads the JSON of <see cref="Write"/>.</summary>
    public static TurnPart Read(ref Utf8JsonReader reader)
    {
        var part = new TurnPart { Number = 0 };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            part = name switch
            {
                "id" => part with { Id = JsonText.Read(ref reader) },
                "response" => part with { AgentResponse = UtterancePayload.Read(ref reader) },
                "said" => part with { Said = AnswerPartsPayload.Read(ref reader) },
                "streamed" => part with { Streamed = UtterancePayload.Read(ref reader) },
                "usage" => part with { Usage = ReadUsage(ref reader) },
                "error" => part with { Error = UtterancePayload.Read(ref reader) },
                "error_type" => part with { ErrorType = JsonText.Read(ref reader) },
                "finish" => part with { FinishReason = JsonText.Read(ref reader) },
                "wait" => part with { WaitsFor = WaitPayload.Read(ref reader) },
                "agent" => part with { AgentName = JsonText.Read(ref reader) },
                _ => WithNumber(part, name, reader.GetInt64()),
            };
        }

        return part;
    }

    private static TurnPart WithNumber(TurnPart part, string name, long value) => name switch
    {
        "number" => part with { Number = checked((int)value) },
        "revision" => part with { Revision = checked((int)value) },
        "started" => part with { StartedAt = new DateTimeOffset(value, TimeSpan.Zero) },
        "ended" => part with { EndedAt = new DateTimeOffset(value, TimeSpan.Zero) },
        "latency" => part with { Latency = new TimeSpan(value) },
        "canceled" => part with { CancelReason = (CancelReason)value },
        "abandoned" => part with { IsAbandoned = value != 0 },
        "since" => part with { WaitingSince = new DateTimeOffset(value, TimeSpan.Zero) },
        "waited" => part with { Waited = new TimeSpan(value) },
        _ => throw new FormatException($"A part of a turn has no '{name}'."),
    };

    private static void WriteProperties(Utf8JsonWriter writer, TurnPart part)
    {
        writer.WriteNumber("number", part.Number);
        PayloadJson.Number(writer, "revision", part.Revision == 0 ? null : part.Revision);
        PayloadJson.Text(writer, "id", part.Id);
        PayloadJson.Number(writer, "started", part.StartedAt.UtcTicks);
        PayloadJson.Number(writer, "ended", part.EndedAt?.UtcTicks);
        PayloadJson.Number(writer, "latency", part.Latency?.Ticks);
        UtterancePayload.Write(writer, "response", part.AgentResponse);
        AnswerPartsPayload.Write(writer, "said", part.Said);
        UtterancePayload.Write(writer, "streamed", part.Streamed);
        WriteUsage(writer, part.Usage);
        UtterancePayload.Write(writer, "error", part.Error);
        PayloadJson.Text(writer, "error_type", part.ErrorType);
        PayloadJson.Text(writer, "finish", part.FinishReason);
        PayloadJson.Number(writer, "canceled", (long?)part.CancelReason);
        PayloadJson.Number(writer, "abandoned", part.IsAbandoned ? 1 : null);
        WaitPayload.Write(writer, "wait", part.WaitsFor);
        PayloadJson.Number(writer, "since", part.WaitingSince?.UtcTicks);
        PayloadJson.Number(writer, "waited", part.Waited?.Ticks);
        PayloadJson.Text(writer, "agent", part.AgentName);
    }

    private static void WriteUsage(Utf8JsonWriter writer, ModelUsage? usage)
    {
        if (usage is null)
        {
            return;
        }

        writer.WriteStartObject("usage");
        writer.WriteString("model", usage.Model);
        PayloadJson.Number(writer, "input", usage.InputTokens);
        PayloadJson.Number(writer, "output", usage.OutputTokens);
        PayloadJson.Number(writer, "total", usage.ReportedTotal);
        var cost = UsageCost.Of(usage);
        PayloadJson.Text(writer, "cost", cost.Cost);
        PayloadJson.Text(writer, "currency", cost.Currency);
        PayloadJson.Number(writer, "first_token", usage.TimeToFirstToken?.Ticks);
        usage.WriteParts(writer);
        writer.WriteEndObject();
    }

    private static ModelUsage ReadUsage(ref Utf8JsonReader reader)
    {
        string model = "";
        var cost = default(UsageCost);
        Dictionary<string, long> numbers = new(StringComparer.Ordinal);
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "model": model = JsonText.Read(ref reader); break;
                case "currency": cost = cost with { Currency = JsonText.Read(ref reader) }; break;
                case "cost": cost = cost with { Cost = JsonText.Read(ref reader) }; break;
                default: numbers.Add(name, reader.GetInt64()); break;
            }
        }

        long? Take(string name) => numbers.Remove(name, out long number) ? number : null;
        TimeSpan? firstToken = Take("first_token") is { } ticks ? new TimeSpan(ticks) : null;
        var usage = cost.ToUsage(model, Take("input"), Take("output"), firstToken) with { TotalTokens = Take("total") };
        return numbers.Aggregate(usage, static (usage, part) => TurnPayload.WithPart(usage, part.Key, part.Value)!);
    }
}
