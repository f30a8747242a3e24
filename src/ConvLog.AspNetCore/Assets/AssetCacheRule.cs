using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace ConvLog.AspNetCore.Assets;

/// <summary>
/// Lets the host's output cache store the console's files, each content coding separately because the cache ignores <c>Vary</c>. The page for an unknown file
/// is not stored.
/// </summary>
internal sealed class AssetCacheRule : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        if (ConsoleAssets.Find(context.HttpContext) is null)
        {
            return OutputCacheRule.NoCache.CacheRequestAsync(context, cancellation);
        }

        context.CacheVaryByRules.VaryByValues[OutputCacheRule.Public] = GzipCoding.IsAccepted(context.HttpContext.Request) ? "gzip" : "identity";
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}
