using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Serialization;

namespace ConvLog.Storage.Payloads.Json;

/// <summary>
/// The payloads of a fact's two rows: of an API response, a change of state, a metric, a model call, a model message or a handoff. The personal payload repeats
/// personal values in full; the visible row contains their redacted form, and remains after the personal one is deleted.
/// </summary>
internal static class FactPayload
{
    /// <summary>Added to the kind of an API response that is personal as a whole.</summary>
    public const long PersonalKind = 4;

    private const long ApiResponse = 0;
    private const long StateChange = 1;
    private const long Metric = 2;

    /// <summary>The kind of a model call's beginning or end.</summary>
    public const long ModelCall = 3;

    /// <summary>The kind of messages to and from models, which are not a part of the log.</summary>
    public const long ModelMessage = 8;

    private const long Handoff = 9;

    public static long KindOf(FactRecord fact) => fact switch
    {
        ApiResponseRecord { IsPii: true } => ApiResponse | PersonalKind,
        ApiResponseRecord => ApiResponse,
        StateChangeRecord => StateChange,
        ModelCallRecord => ModelCall,
        ModelMessageRecord => ModelMessage,
        HandoffRecord => Handoff,
        _ => Metric,
    };

    /// <summary>Whether it refers to messages of model calls, whose IDs are stored as keyed hashes.</summary>
    public static bool HasMessages(FactRecord fact)
        => fact is ModelMessageRecord or ModelCallRecord { Request.Count: > 0 } or ModelCallRecord { Response: not null };

    /// <summary>The stored form of a fact: with keyed message IDs, and with messages marked as personal if the store treats utterances as personal.</summary>
    public static FactRecord Keyed(FactRecord fact, DataKey key, PrivacyOptions privacy) => fact switch
    {
        ModelMessageRecord message => message with
        {
            Id = key.MessageId(message.Id),
            Message = privacy.Utterances == PrivacyClass.Personal ? message.Message.AsPersonal() : message.Message,
        },
        ModelCallRecord call => call.WithMessages(key.MessageId),
        _ => fact,
    };

    /// <summary>Whether its payloads may be compressed, so that they are not text.</summary>
    public static bool IsBinary(FactRecord fact) => fact is ModelMessageRecord or ModelCallRecord;

    /// <summary>The visible payload, as JSON; null if the fact is personal as a whole.</summary>
    public static byte[]? Visible(FactRecord fact) => VisiblePart.Of(fact) switch
    {
        null => null,
        ApiResponseRecord response => PayloadJson.Object(response, WriteResponse),
        StateChangeRecord change => PayloadJson.Object(change, WriteChange),
        MetricRecord metric => PayloadJson.Object(metric, WriteMetric),
        HandoffRecord handoff => PayloadJson.Object(handoff, WriteHandoff),
        ModelCallRecord call => Compression.Of(ModelCallPayload.Bytes(call)),
        ModelMessageRecord message => Compression.Of(ModelMessagePayload.Bytes(message.Message)),
        _ => throw new ArgumentException($"There is no payload for a {fact.GetType().Name}.", nameof(fact)),
    };

    /// <summary>The personal payload, as JSON; null if the visible payload is complete.</summary>
    public static byte[]? Personal(FactRecord fact) => fact switch
    {
        ApiResponseRecord response when response.IsPii || response.ErrorBody is not null || HasQuery(response)
            || response.Fields.Any(static field => field.IsPii)
            => PayloadJson.Object(response, WriteResponse),
        StateChangeRecord change when change.Kind != StateChangeKind.Removed || change.Variable.IsPii
            => PayloadJson.Object(change, WriteChange),
        MetricRecord metric when metric.Metric.IsPii
            => PayloadJson.Object(metric, WriteMetric),
        HandoffRecord handoff when handoff.Explanation is not null || handoff.Person is not null => PayloadJson.Object(handoff, WriteHandoff),
        ModelCallRecord { Error: { } error } => PayloadJson.Object(error, static (writer, error) => PayloadJson.Text(writer, "error", error)),
        ModelMessageRecord { Message.HasPersonal: true } message => Compression.Of(ModelMessagePayload.Bytes(message.Message)),
        _ => null,
    };

    /// <summary>Reads a fact, from its personal payload if it is available.</summary>
    /// <returns>The fact; null if both payloads are empty.</returns>
    public static FactRecord? Read(long kind, FactRecord place, ReadOnlySpan<byte> visible, ReadOnlySpan<byte> personal)
    {
        if (kind == ModelCall)
        {
            return ReadCall(place, visible, personal);
        }

        var payload = personal.IsEmpty ? visible : personal;
        if (kind == ModelMessage)
        {
            return new ModelMessageRecord
            {
                ConversationId = place.ConversationId,
                WriterId = place.WriterId,
                Sequence = place.Sequence,
                Id = place.Id,
                TurnId = place.TurnId,
                FunctionEventId = place.FunctionEventId,
                Timestamp = place.Timestamp,
                Message = ModelMessagePayload.Read(Compression.Read(payload)),
            };
        }

        if (kind == Handoff)
        {
            return JsonReading.Only(payload, (ref Utf8JsonReader reader) => ReadHandoff(place, ref reader));
        }

        return payload.IsEmpty ? null : JsonReading.Only(payload, (ref Utf8JsonReader reader) => Read(kind, place, ref reader));
    }

    private static ModelCallRecord ReadCall(FactRecord place, ReadOnlySpan<byte> visible, ReadOnlySpan<byte> personal)
    {
        var call = new ModelCallRecord
        {
            ConversationId = place.ConversationId,
            WriterId = place.WriterId,
            Sequence = place.Sequence,
            Id = place.Id,
            TurnId = place.TurnId,
            FunctionEventId = place.FunctionEventId,
            Timestamp = place.Timestamp,
            ModelCallId = "",
            Model = "",
            StartedAt = place.Timestamp,
        };
        call = ModelCallPayload.Read(call, Compression.Read(visible));
        return personal.IsEmpty ? call : call with { Error = JsonReading.Only(personal, static (ref Utf8JsonReader reader) => ReadError(ref reader)) };
    }

    private static string? ReadError(ref Utf8JsonReader reader)
    {
        string? error = null;
        while (JsonReading.NextProperty(ref reader, out _))
        {
            error = JsonText.Read(ref reader);
        }

        return error;
    }

    private static HandoffRecord ReadHandoff(FactRecord place, ref Utf8JsonReader reader)
    {
        var handoff = new HandoffRecord
        {
            ConversationId = place.ConversationId,
            WriterId = place.WriterId,
            Sequence = place.Sequence,
            Id = place.Id,
            TurnId = place.TurnId,
            FunctionEventId = place.FunctionEventId,
            Timestamp = place.Timestamp,
            Kind = HandoffKind.Off,
        };
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "handoff": handoff = handoff with { Kind = (HandoffKind)reader.GetInt64() }; break;
                case "from": handoff = handoff with { FromAgent = JsonText.Read(ref reader) }; break;
                case "destination": handoff = handoff with { Destination = JsonText.Read(ref reader) }; break;
                case "reason": handoff = handoff with { Reason = JsonText.Read(ref reader) }; break;
                case "explanation": handoff = handoff with { Explanation = JsonText.Read(ref reader) }; break;
                case "person": handoff = handoff with { Person = JsonText.Read(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return handoff;
    }

    private static FactRecord Read(long kind, FactRecord place, ref Utf8JsonReader reader)
    {
        string method = "", url = "";
        string? errorBody = null, traceId = null, spanId = null;
        long status = 0, elapsed = 0, change = 0;
        bool writeOnce = false, isExpected = false;
        LogFields fields = default;
        while (JsonReading.NextProperty(ref reader, out string name))
        {
            switch (name)
            {
                case "method": method = JsonText.Read(ref reader); break;
                case "url": url = JsonText.Read(ref reader); break;
                case "status": status = reader.GetInt64(); break;
                case "elapsed": elapsed = reader.GetInt64(); break;
                case "expected": isExpected = reader.GetBoolean(); break;
                case "error_body": errorBody = JsonText.Read(ref reader); break;
                case "change": change = reader.GetInt64(); break;
                case "write_once": writeOnce = reader.GetBoolean(); break;
                case "trace": traceId = JsonText.Read(ref reader); break;
                case "span": spanId = JsonText.Read(ref reader); break;
                case "fields": fields = FieldsPayload.Read(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return (kind & ~PersonalKind) switch
        {
            ApiResponse => new ApiResponseRecord
            {
                ConversationId = place.ConversationId,
                WriterId = place.WriterId,
                Sequence = place.Sequence,
                Id = place.Id,
                TurnId = place.TurnId,
                FunctionEventId = place.FunctionEventId,
                Timestamp = place.Timestamp,
                IsPii = (kind & PersonalKind) != 0,
                Method = method,
                Url = url,
                StatusCode = (int)status,
                Elapsed = new TimeSpan(elapsed),
                ErrorBody = errorBody,
                Fields = fields,
                IsExpected = isExpected,
                TraceId = traceId,
                SpanId = spanId,
            },
            StateChange => new StateChangeRecord
            {
                ConversationId = place.ConversationId,
                WriterId = place.WriterId,
                Sequence = place.Sequence,
                Id = place.Id,
                TurnId = place.TurnId,
                FunctionEventId = place.FunctionEventId,
                Timestamp = place.Timestamp,
                Kind = (StateChangeKind)change,
                Variable = fields[0],
            },
            _ => place is MetricRecord metric
                ? metric with { Metric = fields[0], WriteOnce = writeOnce } : throw new ArgumentException("A metric is read into a metric.", nameof(place)),
        };
    }

    private static void WriteResponse(Utf8JsonWriter writer, ApiResponseRecord response)
    {
        PayloadJson.Text(writer, "method", response.Method);
        PayloadJson.Text(writer, "url", response.Url);
        writer.WriteNumber("status", response.StatusCode);
        writer.WriteNumber("elapsed", response.Elapsed.Ticks);
        PayloadJson.Text(writer, "error_body", response.ErrorBody);
        if (response.IsExpected)
        {
            writer.WriteBoolean("expected", value: true);
        }

        PayloadJson.Text(writer, "trace", response.TraceId);
        PayloadJson.Text(writer, "span", response.SpanId);
        WriteFields(writer, response.Fields);
    }

    private static void WriteChange(Utf8JsonWriter writer, StateChangeRecord change)
    {
        writer.WriteNumber("change", (int)change.Kind);
        WriteFields(writer, new LogFields([change.Variable]));
    }

    private static void WriteMetric(Utf8JsonWriter writer, MetricRecord metric)
    {
        writer.WriteBoolean("write_once", metric.WriteOnce);
        WriteFields(writer, new LogFields([metric.Metric]));
    }

    private static void WriteHandoff(Utf8JsonWriter writer, HandoffRecord handoff)
    {
        writer.WriteNumber("handoff", (int)handoff.Kind);
        PayloadJson.Text(writer, "from", handoff.FromAgent);
        PayloadJson.Text(writer, "destination", handoff.Destination);
        PayloadJson.Text(writer, "reason", handoff.Reason);
        PayloadJson.Text(writer, "explanation", handoff.Explanation);
        PayloadJson.Text(writer, "person", handoff.Person);
    }

    private static void WriteFields(Utf8JsonWriter writer, LogFields fields)
    {
        writer.WritePropertyName("fields");
        FieldsPayload.WriteFields(writer, fields);
    }

    private static bool HasQuery(ApiResponseRecord response) => UrlText.WithoutQuery(response.Url).Length < response.Url.Length;
}
