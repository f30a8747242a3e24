namespace ConvLog;

/// <summary>A kind of activity that belongs to a conversation, but had none.</summary>
public enum UnloggedKind
{
    /// <summary>A request to a chat client.</summary>
    ChatRequest,

    /// <summary>A tool call.</summary>
    ToolCall,

    /// <summary>A web request whose route has the value <c>conversationId</c>, which was not available yet when <c>UseConvLog</c> ran.</summary>
    RoutedRequest,

    /// <summary>A web request of a SignalR or Blazor connection. Not every connection belongs to a conversation, so it is counted without a warning.</summary>
    HubRequest,
}
