using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Agent;

/// <summary>This process as the server of the sample's model and restaurants. Its port is known once it has started.</summary>
internal static class ThisServer
{
    public static string Address(this IServer server) => server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
}
