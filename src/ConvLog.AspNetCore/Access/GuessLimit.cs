using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// How many wrong keys an address may send, on the sign-in page and to the API. A right key is taken however many wrong ones came before it: behind a reverse
/// proxy everyone may have one address, and whoever guesses must not lock the others out. Keys of <see cref="ApiKey.ShortestSafe"/> random characters are not
/// guessed at any rate.
/// </summary>
internal sealed class GuessLimit : IDisposable
{
    /// <summary>So many wrong keys within <see cref="Window"/>.</summary>
    public const int Guesses = 20;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>When to try again, in seconds.</summary>
    public static int RetryAfter => (int)Window.TotalSeconds;

    private readonly PartitionedRateLimiter<HttpContext> _limiter =
        PartitionedRateLimiter.Create<HttpContext, string>(static context => RateLimitPartition.GetFixedWindowLimiter(
        Address(context.Connection.RemoteIpAddress),
        static _ => new FixedWindowRateLimiterOptions { PermitLimit = Guesses, Window = Window, QueueLimit = 0 }));

    /// <summary>Counts a wrong key.</summary>
    /// <returns>Whether it was not one too many.</returns>
    public bool TakesWrongKey(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired;
    }

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
