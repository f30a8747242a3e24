using System.Text.Json;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Http;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>A receipt as a file. It contains no personal data.</summary>
internal static class ReceiptJson
{
    public static IResult Of(ErasureReceipt receipt) => new JsonResult(StatusCodes.Status200OK, ApiJson.ContentType, json =>
    {
        json.WriteStartObject();
        json.WriteString("id", receipt.Id);
        json.WriteString("subject", receipt.Subject == ErasureSubject.User ? "user" : "conversation");
        json.WriteString("conversationId", receipt.ConversationId);
        json.WriteString("userPseudonym", receipt.UserPseudonym);
        json.WriteString("requestedBy", receipt.RequestedBy);
        json.WriteString("reason", receipt.Reason);
        WriteTimes(json, receipt);
        json.WriteNumber("conversations", receipt.Conversations);
        WriteRecords(json, receipt.Records);
        json.WriteStartArray("heldConversations");
        foreach (string held in receipt.HeldConversations)
        {
            json.WriteStringValue(held);
        }

        json.WriteEndArray();
        json.WriteStartArray("sharedConversations");
        foreach (var shared in receipt.SharedConversations)
        {
            json.WriteStartObject();
            json.WriteString("conversationId", shared.ConversationId);
            json.WriteNumber("otherUsers", shared.OtherUsers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("isComplete", receipt.IsComplete);
        json.WriteEndObject();
    });

    private static void WriteTimes(Utf8JsonWriter json, ErasureReceipt receipt)
    {
        json.WriteString("requestedAt", receipt.RequestedAt.UtcDateTime);
        json.WriteString("unreadableAt", receipt.UnreadableAt.UtcDateTime);
        if (receipt.CleanedAt is { } cleaned)
        {
            json.WriteString("cleanedAt", cleaned.UtcDateTime);
        }
        else
        {
            json.WriteNull("cleanedAt");
        }
    }

    private static void WriteRecords(Utf8JsonWriter json, ErasedRecords records)
    {
        json.WriteStartObject("records");
        json.WriteNumber("openings", records.Openings);
        json.WriteNumber("turns", records.Turns);
        json.WriteNumber("functionEvents", records.FunctionEvents);
        json.WriteNumber("entries", records.Entries);
        json.WriteNumber("facts", records.Facts);
        json.WriteNumber("teamRecords", records.TeamRecords);
        json.WriteNumber("deadLetters", records.DeadLetters);
        json.WriteNumber("total", records.Total);
        json.WriteEndObject();
    }
}
