namespace ConvLog;

/// <summary>The numbers of activities in a host that had no conversation.</summary>
public sealed record UnloggedCounts
{
    /// <summary>Requests to chat clients.</summary>
    public long ChatRequests { get; init; }

    /// <summary>Tool calls.</summary>
    public long ToolCalls { get; init; }

    /// <summary>Web requests whose route has the value <c>conversationId</c>.</summary>
    public long RoutedRequests { get; init; }

    /// <summary>Web requests of SignalR and Blazor connections.</summary>
    public long HubRequests { get; init; }

    /// <summary>Whether anything except connections was counted, and would have been logged.</summary>
    public bool HasAny => ChatRequests + ToolCalls + RoutedRequests > 0;

    internal static UnloggedCounts None { get; } = new();

    internal UnloggedCounts Plus(UnloggedKind kind) => kind switch
    {
        UnloggedKind.ChatRequest => this with { ChatRequests = ChatRequests + 1 },
        UnloggedKind.ToolCall => this with { ToolCalls = ToolCalls + 1 },
        UnloggedKind.RoutedRequest => this with { RoutedRequests = RoutedRequests + 1 },
        UnloggedKind.HubRequest => this with { HubRequests = HubRequests + 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "UnloggedKind has no such value."),
    };
}
