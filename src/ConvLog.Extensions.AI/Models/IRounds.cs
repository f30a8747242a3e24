using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>The rounds of a request with models, as model calls of its turn. Any thread.</summary>
internal interface IRounds
{
    /// <summary>Takes that a tool is about to be invoked.</summary>
    void ToolBegan(string? callId, IList<ChatMessage>? messages);

    /// <summary>Takes that a tool has returned, or thrown.</summary>
    void ToolEnded(string? callId, Exception? thrown);

    /// <summary>Takes a part of a streamed response.</summary>
    void Update(ChatResponseUpdate update);

    /// <summary>Takes the end of a streamed response.</summary>
    void EndStream();

    /// <summary>Takes that the reader left a streamed response.</summary>
    void Leave();

    /// <summary>Takes the whole of a response that was not streamed.</summary>
    void End(ChatResponse response);

    /// <summary>Takes that the request failed: in the model, unless it is what a tool threw.</summary>
    /// <param name="exception">What it failed with.</param>
    /// <param name="isCanceled">Whether its caller canceled it.</param>
    void Fail(Exception exception, bool isCanceled);

    /// <summary>Ends the round that is still open: its end could not be recorded.</summary>
    void Close();

    /// <summary>Takes that a logged client inside has a request of an agent: the agent's rounds are not recorded here, unless one has begun.</summary>
    /// <param name="agent">The agent's name; null where not known.</param>
    void SeenInside(string? agent);
}
