using System.Net;
using System.Net.Sockets;
using WebConsole.Options;

namespace WebConsole.Web;

/// <summary>Finds a free port if the usual one is taken.</summary>
internal static class FreePort
{
    private const int Tries = 20;

    /// <summary>Returns the address, or the same with the next free port.</summary>
    /// <returns>The address itself if the next 20 ports are taken too: then listening reports the error.</returns>
    public static LoopbackUrl From(LoopbackUrl url)
    {
        var uri = new Uri(url.Value);
        int last = Math.Min(uri.Port + Tries, IPEndPoint.MaxPort);
        for (int port = uri.Port; port <= last; port++)
        {
            if (IsFree(port))
            {
                return LoopbackUrl.Parse(FormattableString.Invariant($"http://{url.Host}:{port}"));
            }
        }

        return url;
    }

    private static bool IsFree(int port)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            listener.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
