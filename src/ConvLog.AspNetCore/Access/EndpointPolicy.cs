using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Access;

/// <summary>What a host requires of those who use ConvLog's endpoints, by <c>MapConvLog().RequireAuthorization()</c>.</summary>
internal static class EndpointPolicy
{
    /// <summary>Whether a host requires anything.</summary>
    public static bool IsRequired(Endpoint? endpoint) => endpoint is not null && !IsOpen(endpoint)
        && endpoint.Metadata.Any(static of => of is IAuthorizeData or AuthorizationPolicy or IAuthorizationRequirementData);

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
        var policies = metadata.GetOrderedMetadata<AuthorizationPolicy>();
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
}
