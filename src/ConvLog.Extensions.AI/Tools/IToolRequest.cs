namespace ConvLog.Extensions.AI.Tools;

/// <summary>A request during which a loop may invoke tools. Safe to use from any thread; its methods never throw.</summary>
internal interface IToolRequest
{
    /// <summary>The conversation of the request.</summary>
    Conversation Conversation { get; }

    /// <summary>Records that a tool is about to be invoked.</summary>
    void ToolBegan(ToolInvocation invocation);

    /// <summary>Records that a tool has returned or thrown.</summary>
    void ToolEnded(string? callId, Exception? thrown);
}
