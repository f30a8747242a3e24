using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Agent;

/// <summary>The address of this process, which serves the sample's model and restaurants. Its port is known after the start.</summary>
internal static class ThisServer
{
    public static string Address(this IServer server) => server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
