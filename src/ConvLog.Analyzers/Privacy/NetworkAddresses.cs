using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Values of types such as IPAddress: those of clients are personal, those that a server listens on are not.</summary>
internal static class NetworkAddresses
{
    public static bool Is(ITypeSymbol? type)
        => type is { Name: "IPAddress" or "IPEndPoint" or "EndPoint" or "DnsEndPoint", ContainingNamespace.Name: "Net" } && type.IsOfSystem();

    /// <summary>Whether a name says that the other end is meant: <c>RemoteIpAddress</c>, <c>clientEndPoint</c>.</summary>
    public static bool IsOfClient(string name)
        => Words.Of(name).Any(static word => word is "remote" or "client" or "caller" or "user" or "visitor" or "peer" or "customer" or "guest" or "source");

    /// <summary>Whether a name says only what it is, as in <c>ip</c>: then it is that of who called.</summary>
    public static bool IsBare(string name) => string.Concat(Words.Of(name)) is "ip" or "ipaddress";
}
