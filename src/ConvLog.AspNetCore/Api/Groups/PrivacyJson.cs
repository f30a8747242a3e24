using System.Text.Json;
using ConvLog.Serialization;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>Retention, erasures and legal holds as JSON, without personal data.</summary>
internal static class PrivacyJson
{
    public static void WriteRun(Utf8JsonWriter json, RetentionRun run)
    {
        json.WriteStartObject();
        json.WriteString("id", run.Id);
        json.WriteString("state", run.State switch
        {
            RetentionRunState.Running => "running",
            RetentionRunState.Completed => "completed",
            RetentionRunState.Refused => "refused",
            _ => "failed",
        });
        json.WriteString("started_by", run.StartedBy);
        ViewJson.WriteTime(json, "started_at", run.StartedAt);
        ViewJson.WriteTime(json, "ended_at", run.EndedAt);
        json.WriteNumber("conversations", run.Conversations);
        json.WriteNumber("entries", run.Entries);
        json.WriteNumber("personal_data", run.PersonalData);
        json.WriteNumber("accesses", run.Accesses);
        json.WriteNumber("kept_held", run.KeptHeld);
        json.WriteNumber("kept_annotated", run.KeptAnnotated);
        json.WriteNumber("retries", run.Retries);
        json.WriteString("message", run.Message);
        json.WriteEndObject();
    }

    public static void WritePreview(Utf8JsonWriter json, RetentionPreview preview)
    {
        json.WriteStartObject();
        json.WriteStartObject("cut");
        ViewJson.WriteTime(json, "at", preview.Cut.At);
        ViewJson.WriteTime(json, "conversations_before", preview.Cut.ConversationsBefore);
        ViewJson.WriteTime(json, "personal_data_before", preview.Cut.PersonalDataBefore);
        ViewJson.WriteTime(json, "access_before", preview.Cut.AccessBefore);
        json.WriteBoolean("keep_annotated", preview.Cut.KeepAnnotated);
        json.WriteEndObject();
        json.WriteNumber("total_conversations", preview.TotalConversations);
        json.WriteNumber("conversations", preview.Conversations);
        json.WriteNumber("entries", preview.Entries);
        json.WriteNumber("personal_data", preview.PersonalData);
        json.WriteNumber("accesses", preview.Accesses);
        json.WriteNumber("kept_held", preview.KeptHeld);
        json.WriteNumber("kept_annotated", preview.KeptAnnotated);
        json.WriteNumber("share", preview.Share);
        json.WriteEndObject();
    }

    // The number of deleted records includes personal ones, so it is written only for readers who can view personal data.
    public static void WriteReceipt(Utf8JsonWriter json, ErasureReceipt receipt, bool canReadPii)
    {
        json.WriteStartObject();
        json.WriteString("id", receipt.Id);
        json.WriteString("subject", receipt.Subject == ErasureSubject.User ? "user" : "conversation");
        json.WriteString("conversation_id", receipt.ConversationId);
        json.WriteString("user_pseudonym", receipt.UserPseudonym);
        json.WriteString("requested_by", receipt.RequestedBy);
        json.WriteString("reason", receipt.Reason);
        ViewJson.WriteTime(json, "requested_at", receipt.RequestedAt);
        ViewJson.WriteTime(json, "unreadable_at", receipt.UnreadableAt);
        ViewJson.WriteTime(json, "cleaned_at", receipt.CleanedAt);
        json.WriteNumber("conversations", receipt.Conversations);
        json.WritePropertyName("records");
        if (canReadPii)
        {
            WriteRecords(json, receipt.Records);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteStartArray("held_conversations");
        foreach (string held in receipt.HeldConversations)
        {
            json.WriteStringValue(held);
        }

        json.WriteEndArray();
        json.WriteStartArray("shared_conversations");
        foreach (var shared in receipt.SharedConversations)
        {
            json.WriteStartObject();
            json.WriteString("conversation_id", shared.ConversationId);
            json.WriteNumber("other_users", shared.OtherUsers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("is_complete", receipt.IsComplete);
        json.WriteEndObject();
    }

    private static void WriteRecords(Utf8JsonWriter json, ErasedRecords records)
    {
        json.WriteStartObject();
        json.WriteNumber("openings", records.Openings);
        json.WriteNumber("turns", records.Turns);
        json.WriteNumber("function_events", records.FunctionEvents);
        json.WriteNumber("entries", records.Entries);
        json.WriteNumber("facts", records.Facts);
        json.WriteNumber("team_records", records.TeamRecords);
        json.WriteNumber("dead_letters", records.DeadLetters);
        json.WriteNumber("total", records.Total);
        json.WriteEndObject();
    }

    public static void WriteHold(Utf8JsonWriter json, LegalHold hold)
    {
        json.WriteStartObject();
        json.WriteString("conversation_id", hold.ConversationId);
        json.WriteString("placed_by", hold.PlacedBy);
        ViewJson.WriteTime(json, "placed_at", hold.PlacedAt);
        json.WriteString("reason", hold.Reason);
        json.WriteEndObject();
    }
}
