using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace ConvLog.AspNetCore.Assets;

/// <summary>
/// Lets the host decide whether its output cache stores the files of the console, with a separate entry per content coding, because the cache ignores
/// <c>Vary</c>. An unknown name is answered with a page, which is not cached.
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
