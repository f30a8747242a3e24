using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Access;

/// <summary>The host's requirements for users of ConvLog's endpoints, set with <c>MapConvLog().RequireAuthorization()</c>.</summary>
internal static class EndpointPolicy
{
    /// <summary>The policy of ConvLog's endpoints if the host has no requirements. Every request meets it: access is decided by
    /// <see cref="Visitors"/>.</summary>
    /// <remarks>
    /// ASP.NET Core applies the fallback policy to endpoints without their own policy. In combination with this one, <c>RequireAuthorization()</c> without a
    /// name would require nothing, because CombineAsync then ignores the default policy. Therefore it is added only without such metadata, and if some is
    /// added after it, by a convention that runs later, no request meets it.
    /// </remarks>
    public static AuthorizationPolicy Own { get; } = new AuthorizationPolicyBuilder()
        .RequireAssertion(static context => EndpointOf(context.Resource)?.Metadata.GetMetadata<IAuthorizeData>() is null).Build();

    /// <summary>Whether the host has requirements for the endpoint.</summary>
    public static bool IsRequired(Endpoint? endpoint) => endpoint is not null && !IsOpen(endpoint) && RequiredOf(endpoint).Any();

    /// <summary>Whether the host allows anonymous access to the endpoint.</summary>
    public static bool IsOpen(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    /// <summary>
    /// Removes the host's requirements from the endpoint's metadata, because the challenge of the ASP.NET Core middleware may redirect to a page; the
    /// endpoint evaluates them itself (<see cref="AuthorizeAsync"/>).
    /// </summary>
    public static void TakeOver(IList<object> metadata)
    {
        List<object> required = [.. metadata.Where(IsRequirement)];
        if (required.Count > 0)
        {
            required.ForEach(of => metadata.Remove(of));
            metadata.Add(new TakenOver(required));
        }
    }

    /// <summary>
    /// Authenticates and authorizes the sender of a request as <c>UseAuthorization</c> does, with the host's requirements for the endpoint.
    /// </summary>
    /// <returns>The result; null if there are no requirements.</returns>
    public static async Task<PolicyAuthorizationResult?> AuthorizeAsync(HttpContext context)
    {
        if (await OfAsync(context).ConfigureAwait(false) is not { } policy)
        {
            return null;
        }

        var evaluator = context.RequestServices.GetRequiredService<IPolicyEvaluator>();
        var result = await evaluator.AuthenticateAsync(policy, context).ConfigureAwait(false);
        Keep(context, result);
        return IsOpen(context.GetEndpoint()) ? null : await evaluator.AuthorizeAsync(policy, result, context, context).ConfigureAwait(false);
    }

    /// <summary>Makes the user of a successful authentication the user of the request.</summary>
    public static void Keep(HttpContext context, AuthenticateResult result)
    {
        if (result.Succeeded)
        {
            context.User = result.Principal;
            context.Features.Set<IAuthenticateResultFeature>(new Authenticated(result));
        }
    }

    // All requirements as one policy; null if there are none. The host's fallback policy does not apply to ConvLog.
    private static async Task<AuthorizationPolicy?> OfAsync(HttpContext context)
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
        => endpoint.Metadata.GetMetadata<TakenOver>() is { } taken ? taken.Required : endpoint.Metadata.Where(IsRequirement);

    private static bool IsRequirement(object of)
        => of is IAuthorizeData or IAuthorizationRequirementData || (of is AuthorizationPolicy policy && !ReferenceEquals(policy, Own));

    // ASP.NET Core can be configured to pass the endpoint as the resource.
    private static Endpoint? EndpointOf(object? resource) => resource as Endpoint ?? (resource as HttpContext)?.GetEndpoint();

    private sealed record TakenOver(IReadOnlyList<object> Required);

    private sealed class Authenticated(AuthenticateResult result) : IAuthenticateResultFeature
    {
        public AuthenticateResult? AuthenticateResult { get; set; } = result;
    }
}
