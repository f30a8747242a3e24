namespace ConvLog.Hosting;

/// <summary>How much arrived without a conversation.</summary>
/// <param name="ChatRequests">Requests to chat clients.</param>
/// <param name="ToolCalls">Calls of tools.</param>
/// <param name="RoutedRequests">Web requests whose route names a conversation.</param>
/// <param name="HubRequests">Web requests of SignalR and Blazor connections.</param>
internal readonly record struct UnloggedCounts(long ChatRequests, long ToolCalls, long RoutedRequests, long HubRequests)
{
    /// <summary>Whether something would have been logged.</summary>
    public bool HasAny => ChatRequests + ToolCalls + RoutedRequests > 0;

    public UnloggedCounts Plus(UnloggedKind kind) => kind switch
    {
        UnloggedKind.ChatRequest => this with { ChatRequests = ChatRequests + 1 },
        UnloggedKind.ToolCall => this with { ToolCalls = ToolCalls + 1 },
        UnloggedKind.RoutedRequest => this with { RoutedRequests = RoutedRequests + 1 },
        _ => this with { HubRequests = HubRequests + 1 },
    };
}
