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
        Text(json, record.ConversationId);
        if (record is WrittenRecord written)
        {
            json.WriteStringValue(written.WriterId);
            json.WriteNumberValue(written.Sequence);
        }

        if (record is ScopedRecord scoped)
        {
            Text(json, scoped.TurnId);
            Text(json, scoped.FunctionEventId);
            Write(json, scoped.Timestamp);
        }

        WriteRest(json, record);
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

    private static void WriteRest(Utf8JsonWriter json, StoreRecord record)
    {
        switch (record)
        {
            case ConversationRecord v: Write(json, v); break;
            case TurnRecord v: Write(json, v); break;
            case FunctionEventRecord v: Write(json, v); break;
            case EntryRecord v: Texts(json, v.Content); Numbers(json, (int)v.Level, v.IsPii ? 1 : 0); Write(json, v.Fields); break;
            case ApiResponseRecord v: Texts(json, v.Id.ToString(), v.Method, v.Url, v.ErrorBody); Numbers(json, v.StatusCode, v.Elapsed.Ticks, v.IsPii ? 1 : 0); Write(json, v.Fields); break;
            case StateChangeRecord v: Texts(json, v.Id.ToString()); Numbers(json, (int)v.Kind); Write(json, v.Variable); break;
            case MetricRecord v: Texts(json, v.Id.ToString()); Numbers(json, v.WriteOnce ? 1 : 0); Write(json, v.Metric); break;
            case FeedbackRecord v: Texts(json, v.TurnId, v.Comment); Numbers(json, (int)v.Source, (int?)v.Rating, v.CreatedAt.UtcTicks); break;
            case AnnotationRecord v: Texts(json, v.Id.ToString(), v.TurnId, v.ImprovedAnswer, v.Author); Numbers(json, v.CreatedAt.UtcTicks, v.IsRemoved ? 1 : 0); break;
            case NoteRecord v: Texts(json, v.Id.ToString(), v.Text, v.Author); Numbers(json, v.CreatedAt.UtcTicks); break;
            case ReadMarkRecord v: Texts(json, v.ReadBy); Numbers(json, v.ReadAt.UtcTicks); break;
            case DeadLetterRecord v: Texts(json, v.Id.ToString(), v.Kind, v.Reason, v.Payload); Numbers(json, v.RefusedAt.UtcTicks); break;
            default: throw new ArgumentException($"It is not known what records of type {record.GetType().Name} hold.", nameof(record));
        }
    }

    private static void Write(Utf8JsonWriter json, ConversationRecord v)
    {
        Texts(json, v.WriterId.ToString(), v.AgentId, v.AccountId, v.ProjectId, v.Channel, v.UserId, v.FromNumber, v.ToNumber, v.VariantId, v.Language);
        Texts(json, v.Handoff?.Destination, v.Handoff?.Reason, v.Handoff?.FunctionEventId);
        Numbers(json, v.Revision, (int)v.Environment, (int?)v.Direction, v.OpenedAt.UtcTicks, v.ClosedAt?.UtcTicks);
        Write(json, v.Attributes);
    }

    private static void Write(Utf8JsonWriter json, TurnRecord v)
    {
        Texts(json, v.Id, v.Error, v.ErrorType, v.Usage?.Model, v.Usage?.Currency);
        Write(json, v.UserInput);
        Write(json, v.AgentResponse);
        Numbers(json, v.Revision, v.Usage?.InputTokens, v.Usage?.OutputTokens, v.Usage?.TimeToFirstToken?.Ticks, v.StartedAt.UtcTicks, v.Latency?.Ticks, v.EndedAt?.UtcTicks);
        if (v.Usage?.Cost is { } cost)
        {
            json.WriteNumberValue(cost);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void Write(Utf8JsonWriter json, FunctionEventRecord v)
    {
        Texts(json, v.Id, v.TurnId, v.ParentId, v.Name, v.CallId, v.Error, v.ErrorType);
        Numbers(json, v.Revision, v.StartedAt.UtcTicks, v.Duration?.Ticks, (int?)v.Outcome);
        Write(json, v.Arguments);
        Write(json, v.Result is { } result ? new LogFields([result]) : default);
        Write(json, v.Losses);
        Write(json, v.VisibleLosses);
    }

    private static void Write(Utf8JsonWriter json, LossCounts losses)
    {
        json.WriteNumberValue(losses.Accepted);
        foreach (var (reason, count) in losses.Dropped.OrderBy(static pair => pair.Key).Concat(losses.Truncated.OrderBy(static pair => pair.Key)))
        {
            Numbers(json, (int)reason, count);
        }

        json.WriteNullValue();
    }

    private static void Write(Utf8JsonWriter json, LogFields fields)
    {
        json.WriteStartArray();
        foreach (var field in fields)
        {
            Write(json, field);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LogField field)
    {
        Text(json, field.Key);
        FieldJson.WriteValue(json, field);
        Text(json, field.IsPii ? field.Shown : null);
        json.WriteBooleanValue(field.IsPii);
    }

    private static void Texts(Utf8JsonWriter json, params ReadOnlySpan<string?> texts)
    {
        foreach (string? text in texts)
        {
            Text(json, text);
        }
    }

    // As a store on disk keeps it: what is no text, such as half of a surrogate pair, stands as U+FFFD.
    private static void Text(Utf8JsonWriter json, string? text)
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

    private static void Numbers(Utf8JsonWriter json, params ReadOnlySpan<long?> numbers)
    {
        foreach (long? number in numbers)
        {
            Write(json, number);
        }
    }
}
