using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// The response that the updates of a stream make up. Unlike <c>ToChatResponse</c>, it leaves the contents as they are: that merges the parts of some inside
/// of them, and the host has the same contents.
/// </summary>
internal static class StreamedResponse
{
    public static ChatResponse Of(IEnumerable<ChatResponseUpdate> updates)
    {
        ChatResponse response = new();
        foreach (var update in updates)
        {
            Add(response, update);
        }

        return response;
    }

    private static void Add(ChatResponse response, ChatResponseUpdate update)
    {
        var message = response.Messages.LastOrDefault();
        if (message is null || IsOther(update.AuthorName, message.AuthorName) || IsOther(update.MessageId, message.MessageId)
            || (update.Role is { } role && role != message.Role))
        {
            message = new ChatMessage(update.Role ?? ChatRole.Assistant, new List<AIContent>());
            response.Messages.Add(message);
        }

        message.AuthorName = update.AuthorName ?? message.AuthorName;
        message.MessageId = update.MessageId is { Length: > 0 } id ? id : message.MessageId;
        foreach (var content in update.Contents)
        {
            if (content is UsageContent usage)
            {
                (response.Usage ??= new UsageDetails()).Add(usage.Details);
            }
            else
            {
                message.Contents.Add(content);
            }
        }

        response.ResponseId = update.ResponseId is { Length: > 0 } responseId ? responseId : response.ResponseId;
        response.ConversationId = update.ConversationId ?? response.ConversationId;
        response.FinishReason = update.FinishReason ?? response.FinishReason;
        response.ModelId = update.ModelId ?? response.ModelId;
    }

    // A missing ID may be the same one.
    private static bool IsOther(string? told, string? before) => told is { Length: > 0 } && before is { Length: > 0 }
        && !string.Equals(told, before, StringComparison.Ordinal);
}
