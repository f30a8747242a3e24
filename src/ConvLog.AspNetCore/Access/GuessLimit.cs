using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Limits the wrong keys that an address may send, to the sign-in page and to the API. A right key is accepted however many wrong ones preceded it: behind a
/// reverse proxy all users may have one address, and an attacker must not lock out the others. Keys of <see cref="ApiKey.ShortestSafe"/> random characters
/// cannot be guessed at any rate.
/// </summary>
internal sealed class GuessLimit : IDisposable
{
    /// <summary>The number of wrong keys allowed within <see cref="Window"/>.</summary>
    public const int Guesses = 20;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The time until the next attempt, in seconds.</summary>
    public static int RetryAfter => (int)Window.TotalSeconds;

    private readonly PartitionedRateLimiter<HttpContext> _limiter =
        PartitionedRateLimiter.Create<HttpContext, string>(static context => RateLimitPartition.GetFixedWindowLimiter(
        Address(context.Connection.RemoteIpAddress),
        static _ => new FixedWindowRateLimiterOptions { PermitLimit = Guesses, Window = Window, QueueLimit = 0 }));

    /// <summary>Counts a wrong key.</summary>
    /// <returns>Whether it is within the limit.</returns>
    public bool TakesWrongKey(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    // A user with an IPv6 address usually controls its whole /64.
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
