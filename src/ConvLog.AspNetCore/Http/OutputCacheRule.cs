using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace ConvLog.AspNetCore.Http;

/// <summary>
/// Keeps responses out of the host's output cache, which ignores <c>no-store</c> and does not know ConvLog's keys and sessions: it would serve one reader's
/// response to everyone.
/// </summary>
internal sealed class OutputCacheRule : IOutputCachePolicy
{
    /// <summary>The vary-by value of responses that are the same for everyone and may be cached. Only <see cref="Assets.AssetCacheRule"/> sets it.</summary>
    public const string Public = "convlog-public";

    public static OutputCacheRule NoCache { get; } = new();

    /// <summary>
    /// Disallows storage again when the endpoint responds: a cache that runs before routing has not seen the endpoint's policy, and a policy that the host adds
    /// later may have overridden it.
    /// </summary>
    public static void RefuseStorage(HttpContext context)
    {
        if (context.Features.Get<IOutputCacheFeature>()?.Context is { } cache && !cache.CacheVaryByRules.VaryByValues.ContainsKey(Public))
        {
            cache.AllowCacheStorage = false;
        }
    }

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }
}
