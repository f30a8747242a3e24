using Microsoft.AspNetCore.SignalR;

namespace ConvLog.AspNetCore.Tests.Hosts.App;

/// <summary>The hub of a host with SignalR.</summary>
internal sealed class GreetingHub : Hub
{
    public string Greet() => $"Hello from {Context.ConnectionId}";
}
