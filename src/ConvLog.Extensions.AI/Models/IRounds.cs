using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>Records the rounds of a request with models as model calls of its turn. Safe to use from any thread.</summary>
internal interface IRounds
{
    /// <summary>Records that a tool is about to be invoked.</summary>
    void ToolBegan(string? callId, IList<ChatMessage>? messages);

    /// <summary>Records that a tool has returned or thrown.</summary>
    void ToolEnded(string? callId, Exception? thrown);

    /// <summary>Adds a part of a streamed response.</summary>
    void Update(ChatResponseUpdate update);

    /// <summary>Ends a streamed response.</summary>
    void EndStream();

    /// <summary>Records that the reader left a streamed response.</summary>
    void CancelOpen();

    /// <summary>Adds a response that was not streamed.</summary>
    void End(ChatResponse response);

    /// <summary>Records that the request failed: in the model, unless the exception is a tool's.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="isCanceled">Whether its caller canceled it.</param>
    void Fail(Exception exception, bool isCanceled);

    /// <summary>Ends a round that is still open because its end could not be recorded.</summary>
    void Close();

    /// <summary>Records that a logged client inside handles an agent's request: its rounds are then not recorded here, unless one has begun.</summary>
    /// <param name="agent">The agent's name; null if unknown.</param>
    void MarkHandledInside(string? agent);
}
