using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>Writes properties of the visible form of a value. Null values are omitted. Does not throw, whatever values the host has set.</summary>
internal static class VisibleJson
{
    /// <summary>Writes the complete visible form of an entry or an API response that is personal as a whole.</summary>
    public static void WriteHidden(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("is_pii", true);
        writer.WriteEndObject();
    }

    public static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, TextRules.WithoutLoneSurrogates(value));
        }
    }

    public static void Flag(Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, value);
        }
    }

    /// <summary>Writes the masked form of a personal text.</summary>
    public static void Personal(Utf8JsonWriter writer, string name, string? value, string shown = MaskedText.Redacted)
    {
        if (value is not null)
        {
            writer.WriteString(name, shown);
        }
    }

    /// <summary>Writes the masked form of a value that is personal whether or not it is marked.</summary>
    public static void Personal(Utf8JsonWriter writer, string name, LogField? value)
    {
        if (value is { } field)
        {
            writer.WriteString(name, TextRules.WithoutLoneSurrogates(field.AsPii().Shown ?? MaskedText.Redacted));
        }
    }

    /// <summary>Writes user input or an agent response; omitted if empty.</summary>
    public static void Utterance(Utf8JsonWriter writer, string name, MaskedText value, bool isPersonal)
    {
        if (!value.IsEmpty || value.IsMasked)
        {
            writer.WriteString(name, isPersonal ? MaskedText.Redacted : TextRules.WithoutLoneSurrogates(value.Shown));
        }
    }

    public static void Time(Utf8JsonWriter writer, string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            writer.WritePropertyName(name);
            EntryJson.WriteTimestampValue(writer, time.UtcTicks);
        }
    }

    public static void Milliseconds(Utf8JsonWriter writer, string name, TimeSpan? value)
    {
        if (value is { } duration)
        {
            writer.WriteNumber(name, Math.Round(duration.TotalMilliseconds, 3));
        }
    }

    /// <summary>Writes an enumeration value by its name in JSON, such as <c>pre-release</c>.</summary>
    public static void Name<T>(Utf8JsonWriter writer, string name, T? value)
        where T : struct, Enum
    {
        if (value is { } known)
        {
            writer.WriteString(name, JsonNamingPolicy.KebabCaseLower.ConvertName(known.ToString()));
        }
    }

    /// <summary>Writes an outcome, with the reason if it was canceled, such as <c>user_left</c>.</summary>
    public static void Outcome<T>(Utf8JsonWriter writer, T? outcome, CancelReason? reason)
        where T : struct, Enum
    {
        Name(writer, "outcome", outcome);
        SnakeName(writer, "cancel_reason", reason);
    }

    /// <summary>Writes a reason by its name in JSON, such as <c>user_left</c>.</summary>
    public static void SnakeName<T>(Utf8JsonWriter writer, string name, T? value)
        where T : struct, Enum
    {
        if (value is { } known)
        {
            writer.WriteString(name, JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()));
        }
    }

    /// <summary>Writes a URL. Its query, and a user name and password before its host, are personal.</summary>
    public static void Url(Utf8JsonWriter writer, string name, string? url)
    {
        if (url is not null)
        {
            string path = UrlText.WithoutQuery(url);
            writer.WriteString(name, TextRules.WithoutLoneSurrogates(path.Length < url.Length ? $"{path}?{MaskedText.Redacted}" : url));
        }
    }

    /// <summary>Writes fields as an object with their keys.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="fields">The fields; omitted if there are none.</param>
    /// <param name="arePersonal">Whether all of them are personal, rather than only the marked ones.</param>
    public static void Fields(Utf8JsonWriter writer, string name, LogFields fields, bool arePersonal = false)
    {
        if (fields.Count > 0)
        {
            writer.WriteStartObject(name);
            WriteFields(writer, fields.AsSpan(), arePersonal);
            writer.WriteEndObject();
        }
    }

    public static void WriteFields(Utf8JsonWriter writer, ReadOnlySpan<LogField> fields, bool arePersonal = false)
    {
        foreach (ref readonly var field in fields)
        {
            writer.WritePropertyName(TextRules.WithoutLoneSurrogates(field.Key));
            WriteValue(writer, arePersonal ? field.AsPii() : field);
        }
    }

    /// <summary>Writes the value of a field, masked if it is personal.</summary>
    public static void WriteValue(Utf8JsonWriter writer, in LogField field)
    {
        if (field.Shown is { } shown)
        {
            writer.WriteStringValue(TextRules.WithoutLoneSurrogates(shown));
        }
        else
        {
            WriteAnyValue(writer, field);
        }
    }

    /// <summary>Writes the value of a field, personal or not, for a reader who may see it.</summary>
    public static void WriteAnyValue(Utf8JsonWriter writer, in LogField field)
    {
        if (field.Reference is JsonFragment json)
        {
            WriteCaptured(writer, json);
        }
        else
        {
            FieldJson.WriteValue(writer, field);
        }
    }

    // Written with the caller's encoder, because the captured bytes use the relaxed one; and to any depth, because a serializer's own writer limits the depth.
    private static void WriteCaptured(Utf8JsonWriter writer, JsonFragment json)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using (var own = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = writer.Options.Encoder, SkipValidation = true }))
        {
            json.ToElement().WriteTo(own);
        }

        writer.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Writes the properties of an API response that is not personal.</summary>
    public static void WriteResponse(
        Utf8JsonWriter writer, Guid id, string? method, string? url, int statusCode, TimeSpan elapsed, string? errorBody, DateTimeOffset timestamp,
            LogFields fields, bool isExpected)
    {
        writer.WriteString("id", id);
        Text(writer, "method", method);
        Url(writer, "url", url);
        writer.WriteNumber("status_code", statusCode);
        Milliseconds(writer, "elapsed_ms", elapsed);
        Personal(writer, "error_body", errorBody);
        writer.WriteBoolean("is_pii", false);
        Time(writer, "timestamp", timestamp);
        Fields(writer, "fields", fields);
        if (isExpected)
        {
            writer.WriteBoolean("is_expected", true);
        }
    }

    /// <summary>Writes the IDs of the trace and the span; omitted without tracing.</summary>
    public static void Span(Utf8JsonWriter writer, string? traceId, string? spanId)
    {
        Text(writer, "trace_id", traceId);
        Text(writer, "span_id", spanId);
    }

    /// <summary>Writes a number; omitted if unknown.</summary>
    public static void Number(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>Writes the interruption of a turn; omitted if there was none.</summary>
    public static void Interruption(Utf8JsonWriter writer, bool isInterrupted, MaskedText heard, TimeSpan? after, MaskedText streamed, bool isPersonal)
    {
        if (isInterrupted)
        {
            writer.WriteBoolean("is_interrupted", true);
            Utterance(writer, "heard", heard, isPersonal);
            Milliseconds(writer, "interrupted_after_ms", after);
        }

        Utterance(writer, "streamed", streamed, isPersonal);
    }

    /// <summary>Writes the visible losses; omitted if there were none.</summary>
    public static void Losses(Utf8JsonWriter writer, LossCounts? losses)
    {
        if (losses is { IsEmpty: false })
        {
            writer.WriteStartObject("losses");
            Counts(writer, "dropped", losses.Dropped);
            Counts(writer, "truncated", losses.Truncated);
            writer.WriteEndObject();
        }
    }

    private static void Counts(Utf8JsonWriter writer, string name, IReadOnlyDictionary<LossReason, long> counts)
    {
        writer.WriteStartObject(name);
        foreach (var (reason, count) in counts)
        {
            writer.WriteNumber(JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()), count);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a list of values; omitted if there are none.</summary>
    public static void All(Utf8JsonWriter writer, string name, IEnumerable<IVisible>? values)
    {
        bool isOpen = false;
        foreach (var value in values ?? [])
        {
            if (!isOpen)
            {
                writer.WriteStartArray(name);
                isOpen = true;
            }

            value.WriteVisible(writer);
        }

        if (isOpen)
        {
            writer.WriteEndArray();
        }
    }

    /// <summary>The visible form on one line, preceded by a name.</summary>
    public static string Line(string name, IVisible value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, EntryJson.WriterOptions))
        {
            value.WriteVisible(writer);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{name} {Encoding.UTF8.GetString(buffer.WrittenSpan)}");
    }
}
