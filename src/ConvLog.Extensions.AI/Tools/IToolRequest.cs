namespace ConvLog.Extensions.AI.Tools;

/// <summary>A request during which a loop may invoke tools. Any thread; its methods never throw.</summary>
internal interface IToolRequest
{
    /// <summary>The conversation of the request.</summary>
    Conversation Conversation { get; }

    /// <summary>Takes that a tool is about to be invoked.</summary>
    void ToolBegan(ToolInvocation invocation);

    /// <summary>Takes that a tool has returned, or thrown.</summary>
    void ToolEnded(string? callId, Exception? thrown);
}
