using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Access;

/// <summary>What a host requires of those who use ConvLog's endpoints, by <c>MapConvLog().RequireAuthorization()</c>.</summary>
internal static class EndpointPolicy
{
    /// <summary>The policy of ConvLog's endpoints where the host requires nothing. Everyone meets it: access is decided by <see cref="Visitors"/>.</summary>
    /// <remarks>
    /// ASP.NET Core applies the fallback policy to endpoints without a policy of their own. Beside this one, <c>RequireAuthorization()</c> without a name would
    /// require nothing (CombineAsync ignores the default policy then): so it is added only without such metadata, and if some is added after it, by a
    /// convention that runs later, nobody meets it.
    /// </remarks>
    public static AuthorizationPolicy Own { get; } = new AuthorizationPolicyBuilder()
        .RequireAssertion(static context => EndpointOf(context.Resource)?.Metadata.GetMetadata<IAuthorizeData>() is null).Build();

    /// <summary>Whether a host requires anything.</summary>
    public static bool IsRequired(Endpoint? endpoint) => endpoint is not null && !IsOpen(endpoint)
        && endpoint.Metadata.Any(static of => of is IAuthorizeData or IAuthorizationRequirementData || (of is AuthorizationPolicy policy && IsHosts(policy)));

    /// <summary>Whether it has excepted the endpoint.</summary>
    public static bool IsOpen(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>All of it as one policy; null where there is none. The host's fallback policy is not for ConvLog.</summary>
    public static async Task<AuthorizationPolicy?> OfAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata is not { } metadata)
        {
            return null;
        }

        var data = metadata.GetOrderedMetadata<IAuthorizeData>();
        var policies = metadata.GetOrderedMetadata<AuthorizationPolicy>().Where(IsHosts).ToList();
        var named = data.Count + policies.Count == 0 ? null : await AuthorizationPolicy.CombineAsync(
            context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>(), data, policies).ConfigureAwait(false);
        var requirements = metadata.GetOrderedMetadata<IAuthorizationRequirementData>().SelectMany(static of => of.GetRequirements()).ToList();
        if (requirements.Count == 0)
        {
            return named;
        }

        var required = new AuthorizationPolicy(requirements, []);
        return named is null ? required : AuthorizationPolicy.Combine(named, required);
    }

    private static bool IsHosts(AuthorizationPolicy policy) => !ReferenceEquals(policy, Own);

    // ASP.NET Core can be switched to the endpoint as the resource.
    private static Endpoint? EndpointOf(object? resource) => resource as Endpoint ?? (resource as HttpContext)?.GetEndpoint();
}
