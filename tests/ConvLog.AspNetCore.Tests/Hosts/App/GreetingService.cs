using Grpc.Core;

namespace ConvLog.AspNetCore.Tests.Hosts.App;

/// <summary>The service of a host with gRPC.</summary>
internal sealed class GreetingService : GreetingServiceBase
{
    public override Task<string> Greet(string name, ServerCallContext context) => Task.FromResult($"Hello from gRPC, {name}");
}
