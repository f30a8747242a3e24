using System.Net;
using System.Net.Sockets;

namespace ConvLog.Tests.Shared;

/// <summary>Loopback ports for servers that do not support port 0.</summary>
internal static class LoopbackPort
{
    /// <summary>A port that is currently free. Another program may take it before the caller does.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
