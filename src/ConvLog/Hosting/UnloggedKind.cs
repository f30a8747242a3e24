namespace ConvLog.Hosting;

/// <summary>What belongs to a conversation, and arrived without one.</summary>
internal enum UnloggedKind
{
    /// <summary>A request to a chat client.</summary>
    ChatRequest,

    /// <summary>A call of a tool.</summary>
    ToolCall,

    /// <summary>A web request whose route names a conversation.</summary>
    RoutedRequest,

    /// <summary>A web request of a SignalR or Blazor connection. Not every connection is a conversation's, so it is a hint only.</summary>
    HubRequest,
}
