using System.Text.Json;
using ConvLog.Entries;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Sinks;

/// <summary>Writes the properties that identify a record, without its content.</summary>
internal static class RecordIdentity
{
    /// <summary>Writes kind, ids and times as properties of the current object.</summary>
    public static void Write(Utf8JsonWriter json, StoreRecord record)
    {
        Text(json, "kind", RecordProperties.KindOf(record));
        Text(json, "conversation_id", record.ConversationId);
        if (record is WrittenRecord written)
        {
            json.WriteString("writer_id", written.WriterId);
            json.WriteNumber("sequence", written.Sequence);
        }

        if (record is ScopedRecord scoped)
        {
            Text(json, "turn_id", scoped.TurnId);
            Text(json, "function_event_id", scoped.FunctionEventId);
            Time(json, "timestamp", scoped.Timestamp);
        }

        switch (record)
        {
            case ConversationRecord opening:
                json.WriteString("writer_id", opening.WriterId);
                Revision(json, opening.Revision, opening.OpenedAt);
                break;
            case TurnRecord turn:
                Text(json, "id", turn.Id);
                Revision(json, turn.Revision, turn.StartedAt);
                break;
            case FunctionEventRecord call:
                Text(json, "id", call.Id);
                Text(json, "turn_id", call.TurnId);
                Revision(json, call.Revision, call.StartedAt);
                break;
            case ModelMessageRecord:
                break; // Its id is a hash of its content. The refused messages of one model call are identified by the call's id and time.
            case FactRecord fact:
                json.WriteString("id", fact.Id);
                break;
            case FeedbackRecord feedback:
                Text(json, "turn_id", feedback.TurnId);
                json.WriteNumber("source", (int)feedback.Source);
                Time(json, "created_at", feedback.CreatedAt);
                break;
            case AnnotationRecord annotation:
                json.WriteString("id", annotation.Id);
                Text(json, "turn_id", annotation.TurnId);
                Time(json, "created_at", annotation.CreatedAt);
                break;
            case TurnChangeRecord change:
                json.WriteString("id", change.Id);
                Text(json, "turn_id", change.TurnId);
                Time(json, "created_at", change.CreatedAt);
                break;
            case NoteRecord note:
                json.WriteString("id", note.Id);
                Time(json, "created_at", note.CreatedAt);
                break;
            case ScoreRecord score:
                json.WriteString("id", score.Id);
                Time(json, "created_at", score.CreatedAt);
                break;
            case LabelRecord label:
                json.WriteString("id", label.Id);
                Time(json, "created_at", label.CreatedAt);
                break;
            case ReadMarkRecord mark:
                Time(json, "read_at", mark.ReadAt);
                break;
            case AssignmentRecord assignment:
                Time(json, "assigned_at", assignment.AssignedAt);
                break;
            case DeadLetterRecord letter:
                json.WriteString("id", letter.Id);
                break;
        }
    }

    private static void Revision(Utf8JsonWriter json, int revision, DateTimeOffset since)
    {
        json.WriteNumber("revision", revision);
        Time(json, "since", since);
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
        => json.WriteString(name, text is null ? null : TextRules.WithoutLoneSurrogates(text));

    private static void Time(Utf8JsonWriter json, string name, DateTimeOffset time)
    {
        json.WritePropertyName(name);
        EntryJson.WriteTimestampValue(json, time.UtcTicks);
    }
}
