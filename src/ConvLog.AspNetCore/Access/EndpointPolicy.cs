using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Access;

/// <summary>The authorization that a host requires for ConvLog's endpoints, set by <c>MapConvLog().RequireAuthorization()</c>.</summary>
internal static class EndpointPolicy
{
    /// <summary>The policy of ConvLog's endpoints if the host requires none. Everyone meets it: access is decided by <see cref="Visitors"/>.</summary>
    /// <remarks>
    /// ASP.NET Core applies the fallback policy to endpoints without a policy of their own. With this one present, <c>RequireAuthorization()</c> without a
    /// name would require nothing (CombineAsync then ignores the default policy). It is therefore added only to endpoints without authorization metadata; if a
    /// later convention adds some, no one meets this policy.
    /// </remarks>
    public static AuthorizationPolicy Own { get; } = new AuthorizationPolicyBuilder()
        .RequireAssertion(static context => EndpointOf(context.Resource)?.Metadata.GetMetadata<IAuthorizeData>() is null).Build();

    /// <summary>Whether the host requires authorization for an endpoint.</summary>
    public static bool IsRequired(Endpoint? endpoint) => endpoint is not null && !IsOpen(endpoint) && RequiredOf(endpoint).Any();

    /// <summary>Whether the host allows anonymous access to an endpoint.</summary>
    public static bool IsOpen(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>
    /// Removes the host's authorization metadata from an endpoint, so that the middleware of ASP.NET Core, whose challenge may redirect to a page, does not
    /// evaluate it. The endpoint evaluates it itself in <see cref="AuthorizeAsync"/>.
    /// </summary>
    public static void MoveRequirements(IList<object> metadata)
    {
        List<object> required = [.. metadata.Where(IsRequirement)];
        if (required.Count > 0)
        {
            required.ForEach(of => metadata.Remove(of));
            metadata.Add(new HostRequirements(required));
        }
    }

    /// <summary>
    /// Authenticates and authorizes the sender of a request by the host's requirements for its endpoint, as <c>UseAuthorization</c> does.
    /// </summary>
    /// <returns>The result; null if the host requires nothing.</returns>
    public static async Task<PolicyAuthorizationResult?> AuthorizeAsync(HttpContext context)
    {
        if (await CombineRequirementsAsync(context).ConfigureAwait(false) is not { } policy)
        {
            return null;
        }

        var evaluator = context.RequestServices.GetRequiredService<IPolicyEvaluator>();
        var result = await evaluator.AuthenticateAsync(policy, context).ConfigureAwait(false);
        SetUser(context, result);
        return IsOpen(context.GetEndpoint()) ? null : await evaluator.AuthorizeAsync(policy, result, context, context).ConfigureAwait(false);
    }

    /// <summary>Makes the user of a successful authentication the user of the request.</summary>
    public static void SetUser(HttpContext context, AuthenticateResult result)
    {
        if (result.Succeeded)
        {
            context.User = result.Principal;
            context.Features.Set<IAuthenticateResultFeature>(new Authenticated(result));
        }
    }

    // All requirements combined into one policy; null if there are none. The host's fallback policy does not apply to ConvLog.
    private static async Task<AuthorizationPolicy?> CombineRequirementsAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return null;
        }

        List<object> all = [.. RequiredOf(endpoint)];
        List<IAuthorizeData> data = [.. all.OfType<IAuthorizeData>()];
        List<AuthorizationPolicy> policies = [.. all.OfType<AuthorizationPolicy>()];
        var named = data.Count + policies.Count == 0 ? null : await AuthorizationPolicy.CombineAsync(
            context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>(), data, policies).ConfigureAwait(false);
        var requirements = all.OfType<IAuthorizationRequirementData>().SelectMany(static of => of.GetRequirements()).ToList();
        if (requirements.Count == 0)
        {
            return named;
        }

        var required = new AuthorizationPolicy(requirements, []);
        return named is null ? required : AuthorizationPolicy.Combine(named, required);
    }

    private static IEnumerable<object> RequiredOf(Endpoint endpoint)
        => endpoint.Metadata.GetMetadata<HostRequirements>() is { } taken ? taken.Required : endpoint.Metadata.Where(IsRequirement);

    private static bool IsRequirement(object of)
        => of is IAuthorizeData or IAuthorizationRequirementData || (of is AuthorizationPolicy policy && !ReferenceEquals(policy, Own));

    // A switch of ASP.NET Core makes the endpoint the resource.
    private static Endpoint? EndpointOf(object? resource) => resource as Endpoint ?? (resource as HttpContext)?.GetEndpoint();

    private sealed record HostRequirements(IReadOnlyList<object> Required);

    private sealed class Authenticated(AuthenticateResult result) : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; } = result;
    }
}
