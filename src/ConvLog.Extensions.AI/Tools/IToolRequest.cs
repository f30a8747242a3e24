namespace ConvLog.Extensions.AI.Tools;

/// <summary>The request that a tool was offered in. Any thread; its methods never throw.</summary>
internal interface IToolRequest
{
    /// <summary>The conversation of the request.</summary>
    Conversation Conversation { get; }

    /// <summary>Its turn; null where it is outside any.</summary>
    Turn? Turn { get; }

    /// <summary>Takes that a tool is about to be invoked.</summary>
    void ToolBegan(ToolInvocation invocation);

    /// <summary>Takes that a tool has returned, or thrown.</summary>
    void ToolEnded(string? callId, Exception? thrown);
}
