using System.Net;
using System.Net.Sockets;

namespace ConvLog.Tests.Shared;

/// <summary>Ports of the loopback interface for servers that take no port 0.</summary>
internal static class LoopbackPort
{
    /// <summary>A port that was free a moment ago; another program may take it before the caller does.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
