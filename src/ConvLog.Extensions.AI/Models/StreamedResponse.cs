using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// Builds a response from the updates of a stream. Unlike <c>ToChatResponse</c>, it does not change the contents, which the host shares: that method merges
/// parts into some of them. Here, parts of a text are joined into a new content.
/// </summary>
internal static class StreamedResponse
{
    /// <summary>The response up to now.</summary>
    /// <param name="updates">The updates.</param>
    /// <param name="earlier">The response of the rounds before these updates, which is not changed; null for none.</param>
    public static ChatResponse Of(IReadOnlyCollection<ChatResponseUpdate> updates, ChatResponse? earlier = null)
    {
        var response = earlier is null ? new ChatResponse() : Copied(earlier);
        Add(response, updates);
        return response;
    }

    /// <summary>Adds the updates of a round to the response of the earlier rounds.</summary>
    public static void Add(ChatResponse response, IReadOnlyCollection<ChatResponseUpdate> updates)
    {
        int first = response.Messages.Count;
        foreach (var update in updates)
        {
            Add(response, first, update);
        }

        foreach (var message in response.Messages.Skip(first))
        {
            message.Contents = Joined(message.Contents);
        }

        string refusal = string.Concat(updates.Select(OpenAIParts.RefusalIn));
        if (refusal.Length > 0 && ResponseErrors.FinishReason(response.Messages, told: null) is null)
        {
            response.Messages[^1].Contents.Add(new ErrorContent(refusal) { ErrorCode = Turn.Refusal });
        }
    }

    private static ChatResponse Copied(ChatResponse response)
    {
        ChatResponse copy = new([.. response.Messages])
        {
            ResponseId = response.ResponseId,
            CreatedAt = response.CreatedAt,
            RawRepresentation = response.RawRepresentation,
            ConversationId = response.ConversationId,
            FinishReason = response.FinishReason,
            ModelId = response.ModelId,
        };
        if (response.Usage is not null)
        {
            (copy.Usage = new UsageDetails()).Add(response.Usage);
        }

        return copy;
    }

    private static void Add(ChatResponse response, int first, ChatResponseUpdate update)
    {
        var message = response.Messages.Count > first ? response.Messages[^1] : null;
        if (message is null || IsOther(update.AuthorName, message.AuthorName) || IsOther(update.MessageId, message.MessageId)
            || (update.Role is { } role && role != message.Role))
        {
            message = new ChatMessage(update.Role ?? ChatRole.Assistant, new List<AIContent>());
            response.Messages.Add(message);
        }

        message.AuthorName = update.AuthorName ?? message.AuthorName;
        message.MessageId = update.MessageId is { Length: > 0 } id ? id : message.MessageId;
        for (int i = 0; i < update.Contents.Count; i++)
        {
            var content = update.Contents[i];
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
        response.CreatedAt = update.CreatedAt ?? response.CreatedAt;
        response.RawRepresentation = update.RawRepresentation ?? response.RawRepresentation;
        response.ConversationId = update.ConversationId ?? response.ConversationId;
        response.FinishReason = update.FinishReason ?? response.FinishReason;
        response.ModelId = update.ModelId ?? response.ModelId;
    }

    // Joins consecutive parts of a text. Other contents are unchanged.
    private static List<AIContent> Joined(IList<AIContent> contents)
    {
        List<AIContent> joined = [];
        for (int i = 0; i < contents.Count;)
        {
            int end = i;
            while (end < contents.Count && IsPlain(contents[end]))
            {
                end++;
            }

            var parts = contents.Take(end).Skip(i).Cast<TextContent>();
            joined.Add(end - i > 1 ? new TextContent(string.Concat(parts.Select(static part => part.Text))) : contents[i]);
            i = Math.Max(end, i + 1);
        }

        return joined;
    }

    private static bool IsPlain(AIContent content) => content.GetType() == typeof(TextContent) && content.Annotations is null;

    // A missing ID may be the same one.
    private static bool IsOther(string? told, string? before) => told is { Length: > 0 } && before is { Length: > 0 }
        && !string.Equals(told, before, StringComparison.Ordinal);
}
