using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace ConvLog.AspNetCore.Assets;

/// <summary>
/// Leaves it to the host whether its output cache keeps the files of the console, each coding by itself: the cache ignores <c>Vary</c>. A name that is no
/// file's is answered with a page, which is not kept.
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
