using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>How often keys may be guessed on the sign-in page, by address. Only wrong keys count.</summary>
internal sealed class GuessLimit : IDisposable
{
    /// <summary>So many wrong keys within <see cref="Window"/>.</summary>
    public const int Guesses = 20;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(static context => RateLimitPartition.GetFixedWindowLimiter(
        Address(context.Connection.RemoteIpAddress),
        static _ => new FixedWindowRateLimiterOptions { PermitLimit = Guesses, Window = Window, QueueLimit = 0 }));

    /// <summary>Whether another key may be tried.</summary>
    public bool Allows(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context, permitCount: 0);
        return lease.IsAcquired;
    }

    public void CountWrongKey(HttpContext context) => _limiter.AttemptAcquire(context).Dispose();

    public void Dispose() => _limiter.Dispose();

    // Whoever has an IPv6 address usually has all of its /64.
    private static string Address(IPAddress? address)
    {
        if (address is null)
        {
            return "";
        }

        byte[] bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
    }
}
