using System.Globalization;
using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.Storage.Payloads;

/// <summary>Writes each kind of record with all its properties. A property that is null is left out.</summary>
internal static class RecordWriting
{
    public static void Write(Utf8JsonWriter json, StoreRecord record)
    {
        json.WriteStartObject();
        switch (record)
        {
            case ConversationRecord v: Start(json, "conversation", v); Write(json, v); break;
            case TurnRecord v: Start(json, "turn", v); Write(json, v); break;
            case FunctionEventRecord v: Start(json, "function_event", v); Write(json, v); break;
            case EntryRecord v: Start(json, "entry", v); Write(json, v); break;
            case ApiResponseRecord v: Start(json, "api_response", v); Write(json, v); break;
            case StateChangeRecord v: Start(json, "state_change", v); Write(json, v); break;
            case MetricRecord v: Start(json, "metric", v); Write(json, v); break;
            case FeedbackRecord v: Start(json, "feedback", v); Write(json, v); break;
            case AnnotationRecord v: Start(json, "annotation", v); Write(json, v); break;
            case NoteRecord v: Start(json, "note", v); Write(json, v); break;
            case ReadMarkRecord v: Start(json, "read_mark", v); Write(json, v); break;
            case DeadLetterRecord v: Start(json, "dead_letter", v); Write(json, v); break;
            default: throw new ArgumentException($"Records of type {record.GetType().Name} have no JSON form.", nameof(record));
        }

        json.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter json, string kind, StoreRecord record)
    {
        json.WriteString("kind", kind);
        PayloadJson.Text(json, "conversation_id", record.ConversationId);
        if (record is WrittenRecord written)
        {
            json.WriteString("writer_id", written.WriterId);
            json.WriteNumber("sequence", written.Sequence);
        }

        if (record is ScopedRecord scoped)
        {
            PayloadJson.Text(json, "turn_id", scoped.TurnId);
            PayloadJson.Text(json, "function_event_id", scoped.FunctionEventId);
            Time(json, "timestamp", scoped.Timestamp);
        }

        if (record is FactRecord fact)
        {
            json.WriteString("id", fact.Id);
        }
    }

    private static void Write(Utf8JsonWriter json, ConversationRecord v)
    {
        json.WriteString("writer_id", v.WriterId);
        json.WriteNumber("revision", v.Revision);
        PayloadJson.Text(json, "agent_id", v.AgentId);
        PayloadJson.Text(json, "account_id", v.AccountId);
        PayloadJson.Text(json, "project_id", v.ProjectId);
        json.WriteString("environment", JsonNames.Of(v.Environment));
        PayloadJson.Text(json, "channel", v.Channel);
        PayloadJson.Text(json, "user_id", v.UserId);
        PayloadJson.Text(json, "from_number", v.FromNumber);
        PayloadJson.Text(json, "to_number", v.ToNumber);
        PayloadJson.Text(json, "direction", JsonNames.Of(v.Direction));
        PayloadJson.Text(json, "variant_id", v.VariantId);
        PayloadJson.Text(json, "language", v.Language);
        Fields(json, "attributes", v.Attributes);
        Time(json, "opened_at", v.OpenedAt);
        Time(json, "closed_at", v.ClosedAt);
        Flag(json, "is_copy", v.IsCopy);
        if (v.Handoff is { } handoff)
        {
            json.WriteStartObject("handoff");
            PayloadJson.Text(json, "destination", handoff.Destination);
            PayloadJson.Text(json, "reason", handoff.Reason);
            PayloadJson.Text(json, "function_event_id", handoff.FunctionEventId);
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, TurnRecord v)
    {
        PayloadJson.Text(json, "id", v.Id);
        json.WriteNumber("revision", v.Revision);
        Utterance(json, "user_input", v.UserInput);
        Utterance(json, "agent_response", v.AgentResponse);
        Time(json, "started_at", v.StartedAt);
        Duration(json, "latency", v.Latency);
        Time(json, "ended_at", v.EndedAt);
        PayloadJson.Text(json, "error", v.Error);
        PayloadJson.Text(json, "error_type", v.ErrorType);
        Flag(json, "utterances_are_personal", v.UtterancesArePersonal.Value);
        if (v.Usage is { } usage)
        {
            json.WriteStartObject("usage");
            PayloadJson.Text(json, "model", usage.Model);
            json.WriteNumber("input_tokens", usage.InputTokens);
            json.WriteNumber("output_tokens", usage.OutputTokens);
            if (usage.Cost is { } cost)
            {
                json.WriteNumber("cost", cost);
            }

            PayloadJson.Text(json, "currency", usage.Currency);
            Duration(json, "time_to_first_token", usage.TimeToFirstToken);
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, FunctionEventRecord v)
    {
        PayloadJson.Text(json, "id", v.Id);
        json.WriteNumber("revision", v.Revision);
        PayloadJson.Text(json, "turn_id", v.TurnId);
        PayloadJson.Text(json, "parent_id", v.ParentId);
        PayloadJson.Text(json, "name", v.Name);
        PayloadJson.Text(json, "call_id", v.CallId);
        Fields(json, "arguments", v.Arguments);
        Time(json, "started_at", v.StartedAt);
        Duration(json, "duration", v.Duration);
        PayloadJson.Text(json, "outcome", JsonNames.Of(v.Outcome));
        if (v.Result is { } result)
        {
            Field(json, "result", result);
        }

        PayloadJson.Text(json, "error", v.Error);
        PayloadJson.Text(json, "error_type", v.ErrorType);
        Losses(json, "losses", v.Losses);
        Losses(json, "visible_losses", v.VisibleLosses);
    }

    private static void Write(Utf8JsonWriter json, EntryRecord v)
    {
        json.WriteString("level", EntryJson.LevelName(v.Level));
        PayloadJson.Text(json, "content", v.Content);
        Flag(json, "is_pii", v.IsPii);
        Fields(json, "fields", v.Fields);
    }

    private static void Write(Utf8JsonWriter json, ApiResponseRecord v)
    {
        PayloadJson.Text(json, "method", v.Method);
        PayloadJson.Text(json, "url", v.Url);
        json.WriteNumber("status_code", v.StatusCode);
        Duration(json, "elapsed", v.Elapsed);
        PayloadJson.Text(json, "error_body", v.ErrorBody);
        Fields(json, "fields", v.Fields);
        Flag(json, "is_pii", v.IsPii);
    }

    private static void Write(Utf8JsonWriter json, StateChangeRecord v)
    {
        json.WriteString("change", JsonNames.Of(v.Kind));
        Field(json, "variable", v.Variable);
    }

    private static void Write(Utf8JsonWriter json, MetricRecord v)
    {
        Field(json, "metric", v.Metric);
        Flag(json, "write_once", v.WriteOnce);
    }

    private static void Write(Utf8JsonWriter json, FeedbackRecord v)
    {
        PayloadJson.Text(json, "turn_id", v.TurnId);
        json.WriteString("source", JsonNames.Of(v.Source));
        PayloadJson.Text(json, "rating", v.Rating is { } rating ? JsonNames.Of(rating) : null);
        PayloadJson.Text(json, "comment", v.Comment);
        Time(json, "created_at", v.CreatedAt);
        GivenBy(json, v.GivenBy);
    }

    private static void Write(Utf8JsonWriter json, AnnotationRecord v)
    {
        json.WriteString("id", v.Id);
        PayloadJson.Text(json, "turn_id", v.TurnId);
        PayloadJson.Text(json, "improved_answer", v.ImprovedAnswer);
        Flag(json, "is_removed", v.IsRemoved);
        PayloadJson.Text(json, "author", v.Author);
        Time(json, "created_at", v.CreatedAt);
        GivenBy(json, v.GivenBy);
    }

    private static void Write(Utf8JsonWriter json, NoteRecord v)
    {
        json.WriteString("id", v.Id);
        PayloadJson.Text(json, "text", v.Text);
        PayloadJson.Text(json, "author", v.Author);
        Time(json, "created_at", v.CreatedAt);
        GivenBy(json, v.GivenBy);
    }

    private static void Write(Utf8JsonWriter json, ReadMarkRecord v)
    {
        PayloadJson.Text(json, "read_by", v.ReadBy);
        Time(json, "read_at", v.ReadAt);
    }

    private static void Write(Utf8JsonWriter json, DeadLetterRecord v)
    {
        json.WriteString("id", v.Id);
        PayloadJson.Text(json, "refused_kind", v.Kind);
        PayloadJson.Text(json, "reason", v.Reason);
        PayloadJson.Text(json, "payload", v.Payload);
        Time(json, "refused_at", v.RefusedAt);
        GivenBy(json, v.GivenBy);
    }

    // All ticks are kept: seven digits behind the second.
    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            json.WriteString(name, time.ToUniversalTime());
        }
    }

    private static void Duration(Utf8JsonWriter json, string name, TimeSpan? value) => PayloadJson.Text(json, name, value?.ToString("c", CultureInfo.InvariantCulture));

    private static void Flag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    private static void GivenBy(Utf8JsonWriter json, Guid? writer)
    {
        if (writer is { } given)
        {
            json.WriteString("given_by", given);
        }
    }

    // A string where nothing is masked, else the text and its shown form.
    private static void Utterance(Utf8JsonWriter json, string name, MaskedText value)
    {
        if (!value.IsMasked)
        {
            PayloadJson.Text(json, name, value.IsEmpty ? null : value.Text);
            return;
        }

        json.WriteStartArray(name);
        json.WriteStringValue(TextRules.Whole(value.Text));
        json.WriteStringValue(TextRules.Whole(value.Shown));
        json.WriteEndArray();
    }

    private static void Field(Utf8JsonWriter json, string name, LogField value) => Fields(json, name, new LogFields([value]));

    private static void Fields(Utf8JsonWriter json, string name, LogFields value)
    {
        if (value.Count > 0)
        {
            json.WritePropertyName(name);
            FieldsPayload.WriteFields(json, value);
        }
    }

    private static void Losses(Utf8JsonWriter json, string name, LossCounts value)
    {
        json.WriteStartObject(name);
        json.WriteNumber("accepted", value.Accepted);
        Counts(json, "dropped", value.Dropped);
        Counts(json, "truncated", value.Truncated);
        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, string name, IReadOnlyDictionary<LossReason, long> counts)
    {
        json.WriteStartObject(name);
        foreach (var (reason, count) in counts)
        {
            json.WriteNumber(JsonNames.Of(reason), count);
        }

        json.WriteEndObject();
    }
}
