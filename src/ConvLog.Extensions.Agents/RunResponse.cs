using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.Agents;

/// <summary>
/// Converts a run's response to that of a chat client. Changes by middleware take precedence: the model's own response only supplies what the run lacks.
/// </summary>
internal static class RunResponse
{
    public static ChatResponse? Of(AgentResponse? run)
    {
        if (run is null)
        {
            return null;
        }

        var model = run.RawRepresentation as ChatResponse;
        return new ChatResponse(run.Messages)
        {
            AdditionalProperties = run.AdditionalProperties,
            ContinuationToken = run.ContinuationToken,
            ConversationId = model?.ConversationId,
            CreatedAt = run.CreatedAt,
            FinishReason = run.FinishReason,
            ModelId = model?.ModelId,
            RawRepresentation = model?.RawRepresentation,
            ResponseId = run.ResponseId,
            Usage = run.Usage,
        };
    }

    /// <summary>Converts an update of a run; null if it has no content, as for events of a workflow.</summary>
    public static ChatResponseUpdate? Of(AgentResponseUpdate? run)
    {
        if (run is null or { Contents.Count: 0, ContinuationToken: null, FinishReason: null })
        {
            return null;
        }

        var model = run.RawRepresentation as ChatResponseUpdate;
        return new ChatResponseUpdate(run.Role, run.Contents)
        {
            AdditionalProperties = run.AdditionalProperties,
            AuthorName = run.AuthorName,
            ContinuationToken = run.ContinuationToken,
            ConversationId = model?.ConversationId,
            CreatedAt = run.CreatedAt,
            FinishReason = run.FinishReason,
            MessageId = run.MessageId,
            ModelId = model?.ModelId,
            RawRepresentation = model?.RawRepresentation,
            ResponseId = run.ResponseId,
        };
    }

    /// <summary>Whether the response may come from a model, and not only from the agent's middleware or a workflow.</summary>
    public static bool IsOfModel(AgentResponse? run)
        => run is { RawRepresentation: ChatResponse } or { Usage: not null } || run?.Messages.Any(static message => message.AuthorName is not null) == true;

    /// <inheritdoc cref="IsOfModel(AgentResponse)"/>
    public static bool IsOfModel(AgentResponseUpdate run)
        => run.RawRepresentation is ChatResponseUpdate || run.Role == ChatRole.Tool || run.Contents.Any(static content => content is UsageContent);
}
