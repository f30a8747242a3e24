using System.Text;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>The JSON of a model call's beginning or end, without the text of its error, which is personal.</summary>
internal static class ModelCallPayload
{
    public static string Text(ModelCallRecord call) => Encoding.UTF8.GetString(Bytes(call));

    public static byte[] Bytes(ModelCallRecord call) => PayloadJson.Object(call, static (writer, call) =>
    {
        if (!string.Equals(call.ModelCallId, CallOf(call), StringComparison.Ordinal))
        {
            PayloadJson.Text(writer, "call", call.ModelCallId);
        }

        if (call.HasEnded)
        {
            writer.WriteBoolean("ended", value: true);
        }

        PayloadJson.Text(writer, "model", call.Model);
        PayloadJson.Text(writer, "provider", call.Provider);
        call.Parameters?.WriteAsParameters(writer);
        PayloadJson.Number(writer, "started", call.StartedAt == call.Timestamp ? null : call.StartedAt.UtcTicks);
        PayloadJson.Number(writer, "duration", call.Duration?.Ticks);
        PayloadJson.Number(writer, "first_token", call.TimeToFirstToken?.Ticks);
        PayloadJson.Number(writer, "chunks", call.Chunks == 0 ? null : call.Chunks);
        PayloadJson.Number(writer, "outcome", (long?)call.Outcome);
        PayloadJson.Number(writer, "cancel", (long?)call.CancelReason);
        if (call.Request.Count > 0)
        {
            writer.WriteString("request", ModelMessageIds.Text(call.Request));
        }

        PayloadJson.Number(writer, "omitted", call.OmittedMessages == 0 ? null : call.OmittedMessages);
        if (call.Response is { } response)
        {
            writer.WriteString("response", ModelMessageIds.Text([response]));
        }

        WriteUsage(writer, call.Usage);
        PayloadJson.Number(writer, "kind", call.Kind == ModelCallKind.Chat ? null : (long)call.Kind);
        if (call.IsCached)
        {
            writer.WriteBoolean("cached", value: true);
        }

        PayloadJson.Text(writer, "purpose", call.Purpose);
        PayloadJson.Text(writer, "agent", call.AgentName);
        PayloadJson.Text(writer, "finish", call.FinishReason);
        PayloadJson.Text(writer, "response_id", call.ResponseId);
        if (call.Error is not null)
        {
            writer.WriteBoolean("error", value: true);
        }

        PayloadJson.Text(writer, "error_type", call.ErrorType);
        PayloadJson.Text(writer, "trace", call.TraceId);
        PayloadJson.Text(writer, "span", call.SpanId);
    });

    /// <param name="place">The record's identity and position.</param>
    /// <param name="json">The result of <see cref="Text"/>.</param>
    public static ModelCallRecord Read(ModelCallRecord place, string json) => Read(place, Encoding.UTF8.GetBytes(json));

    public static ModelCallRecord Read(ModelCallRecord place, ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
        {
            return place;
        }

        var call = JsonReading.Only(json, (ref Utf8JsonReader reader) => Read(place with { StartedAt = place.Timestamp, ModelCallId = null! }, ref reader));
        return call with { ModelCallId = call.ModelCallId ?? CallOf(call) };
    }

    // Derived as the library assigns IDs; a record may have another one.
    private static string CallOf(ModelCallRecord call) => (call.HasEnded ? ModelCallRecord.OtherOf(call.Id) : call.Id).ToString("D");

    private static ModelCallRecord Read(ModelCallRecord call, ref Utf8JsonReader reader)
    {
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            call = name switch
            {
                "call" => call with { ModelCallId = JsonText.Read(ref reader) },
                "ended" => call with { HasEnded = reader.GetBoolean() },
                "model" => call with { Model = JsonText.Read(ref reader) },
                "provider" => call with { Provider = JsonText.Read(ref reader) },
                "parameters" => call with { Parameters = ReadParameters(ref reader) },
                "started" => call with { StartedAt = PayloadJson.Time(ref reader) },
                "duration" => call with { Duration = new TimeSpan(reader.GetInt64()) },
                "first_token" => call with { TimeToFirstToken = new TimeSpan(reader.GetInt64()) },
                "chunks" => call with { Chunks = reader.GetInt32() },
                "outcome" => call with { Outcome = (FunctionOutcome)reader.GetInt32() },
                "cancel" => call with { CancelReason = (CancelReason)reader.GetInt32() },
                "request" => call with { Request = ModelMessageIds.Read(JsonText.Read(ref reader)) },
                "omitted" => call with { OmittedMessages = reader.GetInt32() },
                "response" => call with { Response = ModelMessageIds.Read(JsonText.Read(ref reader)).FirstOrDefault() },
                "usage" => call with { Usage = ReadUsage(ref reader) },
                "kind" => call with { Kind = (ModelCallKind)reader.GetInt32() },
                "cached" => call with { IsCached = reader.GetBoolean() },
                "purpose" => call with { Purpose = JsonText.Read(ref reader) },
                "agent" => call with { AgentName = JsonText.Read(ref reader) },
                "finish" => call with { FinishReason = JsonText.Read(ref reader) },
                "response_id" => call with { ResponseId = JsonText.Read(ref reader) },
                "error" => call with { Error = MaskedText.Redacted },
                "error_type" => call with { ErrorType = JsonText.Read(ref reader) },
                "trace" => call with { TraceId = JsonText.Read(ref reader) },
                "span" => call with { SpanId = JsonText.Read(ref reader) },
                _ => Skipped(call, ref reader),
            };
        }

        return call;
    }

    private static ModelCallRecord Skipped(ModelCallRecord call, ref Utf8JsonReader reader)
    {
        reader.Skip();
        return call;
    }

    private static ModelParameters ReadParameters(ref Utf8JsonReader reader)
    {
        var parameters = new ModelParameters();
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                // Values that JSON numbers cannot express, such as NaN, are strings.
                case "temperature" when reader.TokenType == JsonTokenType.Number: parameters = parameters with { Temperature = reader.GetDouble() }; break;
                case "temperature": parameters = parameters with { Temperature = Special(JsonText.Read(ref reader)) }; break;
                case "max_output_tokens": parameters = parameters with { MaxOutputTokens = reader.GetInt64() }; break;
                case "response_format": parameters = parameters with { ResponseFormat = JsonText.Read(ref reader) }; break;
                case "tools": parameters = parameters with { Tools = ReadNames(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return parameters;
    }

    private static double Special(string number) => number switch
    {
        "NaN" => double.NaN,
        _ => number.StartsWith('-') ? double.NegativeInfinity : double.PositiveInfinity,
    };

    private static List<string> ReadNames(ref Utf8JsonReader reader)
    {
        var names = new List<string>();
        while (JsonReading.NextItem(ref reader))
        {
            names.Add(JsonText.Read(ref reader));
        }

        return names;
    }

    // [model, input, output, cost, currency, first token, cached, reasoning, audio in, audio out], null if unknown; then rare values, up to the last known one:
    // cached audio, written to a cache, a total that differs from the sum.
    private static void WriteUsage(Utf8JsonWriter writer, ModelUsage? usage)
    {
        if (usage is null)
        {
            return;
        }

        writer.WriteStartArray("usage");
        writer.WriteStringValue(TextRules.WithoutLoneSurrogates(usage.Model));
        WriteNumber(writer, usage.InputTokens);
        WriteNumber(writer, usage.OutputTokens);
        if (usage.Cost is { } cost)
        {
            writer.WriteNumberValue(cost);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteStringValue(TextRules.WithoutLoneSurrogates(usage.Currency));
        foreach (long? number in (ReadOnlySpan<long?>)[usage.TimeToFirstToken?.Ticks, usage.CachedInputTokens, usage.ReasoningTokens, usage.AudioInputTokens,
            usage.AudioOutputTokens])
        {
            WriteNumber(writer, number);
        }

        ReadOnlySpan<long?> few = [usage.CachedAudioInputTokens, usage.CacheWriteInputTokens, usage.ReportedTotal];
        int end = few.Length;
        while (end > 0 && few[end - 1] is null)
        {
            end--;
        }

        foreach (long? number in few[..end])
        {
            WriteNumber(writer, number);
        }

        writer.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter writer, long? number)
    {
        if (number is { } given)
        {
            writer.WriteNumberValue(given);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static ModelUsage ReadUsage(ref Utf8JsonReader reader)
    {
        reader.Read();
        string model = JsonText.Read(ref reader);
        long? input = NextNumber(ref reader);
        long? output = NextNumber(ref reader);
        reader.Read();
        decimal? cost = reader.TokenType == JsonTokenType.Null ? null : reader.GetDecimal();
        reader.Read();
        string currency = JsonText.Read(ref reader);
        var first = NextNumber(ref reader) is { } ticks ? new TimeSpan(ticks) : (TimeSpan?)null;
        var usage = new ModelUsage(model, input, output, cost, currency, first)
        {
            CachedInputTokens = NextNumber(ref reader),
            ReasoningTokens = NextNumber(ref reader),
            AudioInputTokens = NextNumber(ref reader),
            AudioOutputTokens = NextNumber(ref reader),
        };
        for (int few = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; few++)
        {
            long? number = Number(ref reader);
            usage = few switch
            {
                0 => usage with { CachedAudioInputTokens = number },
                1 => usage with { CacheWriteInputTokens = number },
                _ => usage with { TotalTokens = number },
            };
        }

        return usage;
    }

    private static long? NextNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Number(ref reader);
    }

    private static long? Number(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? null : reader.GetInt64();
}
