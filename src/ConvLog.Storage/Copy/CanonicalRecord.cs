using System.Text;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;

namespace ConvLog.Storage.Copy;

/// <summary>Writes a record as a JSON array of all its properties, in one fixed order.</summary>
internal static class CanonicalRecord
{
    public static void Write(Utf8JsonWriter json, StoreRecord record)
    {
        json.WriteStartArray();
        json.WriteStringValue(record.GetType().Name);
        if (record is TurnRecord turn)
        {
            Write(json, turn);
        }
        else
        {
            CanonicalProperties.Write(json, record);
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, DateTimeOffset? time) => Write(json, time?.UtcTicks);

    public static void Write(Utf8JsonWriter json, TimeSpan? duration) => Write(json, duration?.Ticks);

    public static void Write(Utf8JsonWriter json, MaskedText text)
    {
        Text(json, text.Text);
        json.WriteBooleanValue(text.IsMasked);
        Text(json, text.Shown);
    }

    public static void Write(Utf8JsonWriter json, long? number)
    {
        if (number is { } given)
        {
            json.WriteNumberValue(given);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void Write(Utf8JsonWriter json, LossCounts losses)
    {
        json.WriteNumberValue(losses.Accepted);
        foreach (var (reason, count) in losses.Dropped.OrderBy(static pair => pair.Key).Concat(losses.Truncated.OrderBy(static pair => pair.Key)))
        {
            Numbers(json, (int)reason, count);
        }

        json.WriteNullValue();
    }

    public static void Write(Utf8JsonWriter json, LogFields fields)
    {
        json.WriteStartArray();
        foreach (var field in fields)
        {
            Write(json, field);
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, LogField field)
    {
        Text(json, field.Key);
        FieldJson.WriteValue(json, field);
        Text(json, field.IsPii ? field.Shown : null);
        json.WriteBooleanValue(field.IsPii);
    }

    // As a store on disk keeps it: what is no text, such as half of a surrogate pair, stands as U+FFFD.
    public static void Text(Utf8JsonWriter json, string? text)
    {
        if (text is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(Encoding.UTF8.GetBytes(text));
        }
    }

    // The numbers of what a turn took of a model stand before its own times, which the order in which a turn lists its properties does not give.
    private static void Write(Utf8JsonWriter json, TurnRecord v)
    {
        Text(json, v.ConversationId);
        json.WriteStringValue(v.WriterId);
        json.WriteNumberValue(v.Sequence);
        Texts(json, v.Id, v.Error, v.ErrorType, v.Usage?.Model, v.Usage?.Currency);
        Write(json, v.UserInput);
        Write(json, v.AgentResponse);
        Numbers(json, v.Revision, v.Usage?.InputTokens, v.Usage?.OutputTokens, v.Usage?.TimeToFirstToken?.Ticks, v.StartedAt.UtcTicks, v.Latency?.Ticks,
            v.EndedAt?.UtcTicks);
        if (v.Usage?.Cost is { } cost)
        {
            json.WriteNumberValue(cost);
        }
        else
        {
            json.WriteNullValue();
        }

        WriteAdded(json, v);
    }

    // By their names and only where they have a value: nothing changes of turns without them.
    private static void WriteAdded(Utf8JsonWriter json, TurnRecord v)
    {
        Added(json, "cached_input_tokens", v.Usage?.CachedInputTokens);
        Added(json, "reasoning_tokens", v.Usage?.ReasoningTokens);
        Added(json, "audio_input_tokens", v.Usage?.AudioInputTokens);
        Added(json, "audio_output_tokens", v.Usage?.AudioOutputTokens);
        if (v.IsInterrupted)
        {
            json.WriteStringValue("is_interrupted");
        }

        if (!v.Heard.IsEmpty || v.Heard.IsMasked)
        {
            json.WriteStringValue("heard");
            Write(json, v.Heard);
        }

        Added(json, "speech_to_text", v.Stages?.SpeechToText?.Ticks);
        Added(json, "model", v.Stages?.Model?.Ticks);
        Added(json, "functions", v.Stages?.Functions?.Ticks);
        Added(json, "text_to_speech", v.Stages?.TextToSpeech?.Ticks);
        Added(json, "first_byte", v.Stages?.FirstByte?.Ticks);
    }

    private static void Added(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } given)
        {
            json.WriteStringValue(name);
            json.WriteNumberValue(given);
        }
    }

    private static void Texts(Utf8JsonWriter json, params ReadOnlySpan<string?> texts)
    {
        foreach (string? text in texts)
        {
            Text(json, text);
        }
    }

    private static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<long?> numbers)
    {
        foreach (long? number in numbers)
        {
            Write(json, number);
        }
    }
}
