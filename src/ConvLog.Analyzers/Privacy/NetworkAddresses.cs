using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Values of types such as IPAddress: addresses of clients are personal, those that a server listens on are not.</summary>
internal static class NetworkAddresses
{
    public static bool Is(ITypeSymbol? type)
        => type is { Name: "IPAddress" or "IPEndPoint" or "EndPoint" or "DnsEndPoint", ContainingNamespace.Name: "Net" } && type.IsOfSystem();

    /// <summary>Whether a name refers to the client's end: <c>RemoteIpAddress</c>, <c>clientEndPoint</c>.</summary>
    public static bool IsOfClient(string name)
        => IdentifierWords.Of(name).Any(static word
            => word is "remote" or "client" or "caller" or "user" or "visitor" or "peer" or "customer" or "guest" or "source");

    /// <summary>Whether a name is only that of the type, as in <c>ip</c>: then it counts as the caller's address.</summary>
    public static bool IsTypeNameOnly(string name) => string.Concat(IdentifierWords.Of(name)) is "ip" or "ipaddress";
}
