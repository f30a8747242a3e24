namespace ConvLog;

/// <summary>What belongs to a conversation, and arrived without one.</summary>
public enum UnloggedKind
{
    /// <summary>A request to a chat client.</summary>
    ChatRequest,

    /// <summary>A call of a tool.</summary>
    ToolCall,

    /// <summary>A web request whose route has the value <c>conversationId</c>, which was not known yet when <c>UseConvLog</c> looked for it.</summary>
    RoutedRequest,

    /// <summary>A web request of a SignalR or Blazor connection. Not every connection is a conversation's: it is counted and never a warning.</summary>
    HubRequest,
}
