using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Limits the number of wrong keys from one address, on the sign-in page and in the API. A right key is accepted even after many wrong ones: behind a reverse
/// proxy all clients may share one address, and an attacker must not lock the others out. Keys of <see cref="ApiKey.ShortestSafe"/> random characters cannot
/// be guessed at any rate.
/// </summary>
internal sealed class WrongKeyLimit : IDisposable
{
    /// <summary>The maximum number of wrong keys within <see cref="Window"/>.</summary>
    public const int Guesses = 20;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The time to wait before the next try, in seconds.</summary>
    public static int RetryAfter => (int)Window.TotalSeconds;

    private readonly PartitionedRateLimiter<HttpContext> _limiter =
        PartitionedRateLimiter.Create<HttpContext, string>(static context => RateLimitPartition.GetFixedWindowLimiter(
        Address(context.Connection.RemoteIpAddress),
        static _ => new FixedWindowRateLimiterOptions { PermitLimit = Guesses, Window = Window, QueueLimit = 0 }));

    /// <summary>Counts a wrong key.</summary>
    /// <returns>False if the limit is exceeded.</returns>
    public bool TryCountWrongKey(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    // The owner of an IPv6 address usually has all of its /64.
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
