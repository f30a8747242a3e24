using System.Net;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Whether a request comes from this machine and is addressed to it: from a loopback address, to a loopback name (otherwise a site whose own name resolves to
/// 127.0.0.1 would have access), and through no proxy (whose loopback address would hide the real client). An unknown address, as over a Unix socket, does not
/// count.
/// </summary>
internal static class LoopbackRule
{
    private static readonly string[] s_proxyHeaders = ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"];
    private static readonly string[] s_proxyPrefixes = ["X-Forwarded-", "X-Original-", "X-Envoy-"];

    public static bool IsLocal(HttpContext context)
        => IsLoopback(context.Connection.RemoteIpAddress) && NamesLoopback(context.Request.Host) && !CameThroughProxy(context.Request.Headers);

    private static bool IsLoopback(IPAddress? address)
        => address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool NamesLoopback(HostString host)
    {
        if (string.Equals(host.Host, "localhost", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // Only the usual forms: parsers accept "127.1" and "2130706433" as addresses, but no browser sends them.
        bool isAddress = IPAddress.TryParse(host.Host, out var address);
        return isAddress && IsLoopback(address) && (host.Host[0] == '[' || host.Host.Count(static c => c == '.') == 3);
    }

    private static bool CameThroughProxy(IHeaderDictionary headers)
        => headers.Keys.Any(static name => s_proxyHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
            || s_proxyPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
}
