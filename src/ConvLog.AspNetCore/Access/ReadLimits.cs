using System.Threading.RateLimiting;

namespace ConvLog.AspNetCore.Access;

/// <summary>Limits how often a reader can start expensive operations.</summary>
internal sealed class ReadLimits(ConvLogConsoleOptions options) : IDisposable
{
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Visitor> _searches = LimiterOf(() => options.SearchesPerMinute);
    private readonly PartitionedRateLimiter<Visitor> _exports = LimiterOf(() => options.ExportsPerMinute);

    /// <summary>Counts a search.</summary>
    /// <returns>The seconds until another can start; null if this one is within the limit.</returns>
    public int? CountSearch(Visitor visitor) => Count(_searches, visitor);

    /// <summary>Counts an export.</summary>
    /// <returns>The seconds until another can start; null if this one is within the limit.</returns>
    public int? CountExport(Visitor visitor) => Count(_exports, visitor);

    public void Dispose()
    {
        _searches.Dispose();
        _exports.Dispose();
    }

    private static int? Count(PartitionedRateLimiter<Visitor> limiter, Visitor visitor)
    {
        using var lease = limiter.AttemptAcquire(visitor);
        if (lease.IsAcquired)
        {
            return null;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : s_window;
        return Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
    }

    private static PartitionedRateLimiter<Visitor> LimiterOf(Func<int> permits)
        => PartitionedRateLimiter.Create<Visitor, string>(visitor => RateLimitPartition.GetFixedWindowLimiter(
        visitor.CountedAs,
        _ => new FixedWindowRateLimiterOptions { PermitLimit = permits(), Window = s_window, QueueLimit = 0 }));
}
