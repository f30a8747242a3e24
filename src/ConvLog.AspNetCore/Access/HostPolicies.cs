using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Evaluates the host's authorization policies for one request, as ASP.NET Core does: the schemes that a policy names authenticate the user, and handlers get
/// the request, with that user, as their resource.
/// </summary>
/// <param name="context">The request.</param>
/// <param name="identity">Identifies users.</param>
/// <param name="calls">Runs the host's code.</param>
internal sealed class HostPolicies(HttpContext context, HostIdentity identity, HostCalls calls)
{
    /// <exception cref="InvalidOperationException">There is no policy of this name.</exception>
    public async Task<AuthorizationPolicy> FindAsync(string name)
    {
        var policies = context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>();
        return await calls.RunAsync(() => policies.GetPolicyAsync(name)).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no authorization policy \"{name}\".");
    }

    /// <summary>
    /// The user whom the schemes of a policy authenticate, or the user of the request if it names none; null if no user is authenticated. The scheme decides
    /// whether a sign-in has expired, because it may tolerate clock skew.
    /// </summary>
    /// <exception cref="InvalidOperationException">A scheme does not exist, or two of them identify different users.</exception>
    public async Task<HostSignIn?> UserAsync(AuthorizationPolicy policy)
    {
        if (policy.AuthenticationSchemes.Count == 0)
        {
            return context.User.Identity is { IsAuthenticated: true }
                ? new HostSignIn(context.User, context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.IssuedUtc) : null;
        }

        List<HostSignIn> users = [];
        foreach (string scheme in policy.AuthenticationSchemes)
        {
            var result = await calls.RunAsync(() => context.AuthenticateAsync(scheme)).ConfigureAwait(false);
            if (result.Succeeded && result.Principal.Identity is { IsAuthenticated: true })
            {
                users.Add(new HostSignIn(result.Principal, result.Properties?.IssuedUtc));
            }
        }

        return users.Count < 2 ? users.FirstOrDefault() : Merged(users);
    }

    /// <summary>Whether a user meets a policy.</summary>
    public async Task<bool> IsMetAsync(AuthorizationPolicy policy, ClaimsPrincipal user)
    {
        // Handlers may take the user from the request. It is changed and restored here, and never on the thread of a call that may outlive the request.
        var (signedIn, authenticated) = (context.User, context.Features.Get<IAuthenticateResultFeature>());
        var result = authenticated?.AuthenticateResult;
        bool isAnother = !ReferenceEquals(user, signedIn);
        if (isAnother)
        {
            context.User = user;
        }

        try
        {
            var authorization = context.RequestServices.GetRequiredService<IAuthorizationService>();
            return (await calls.RunAsync(() => authorization.AuthorizeAsync(user, context, policy)).ConfigureAwait(false)).Succeeded;
        }
        finally
        {
            if (isAnother)
            {
                context.User = signedIn;
                authenticated?.AuthenticateResult = result;
            }
        }
    }

    /// <summary>The message for a user who does not meet a policy: its name and the roles that it requires.</summary>
    public static string UnmetMessage(string name, AuthorizationPolicy policy)
    {
        string roles = string.Join(", and ", policy.Requirements.OfType<RolesAuthorizationRequirement>()
            .Select(static requirement => $"the role {string.Join(" or ", requirement.AllowedRoles)}"));
        return $"You do not meet the policy \"{name}\" of this app" + (roles.Length > 0 ? $", which requires {roles}." : ".");
    }

    // In the order of ASP.NET Core: the identities of the last scheme first.
    private HostSignIn Merged(List<HostSignIn> users)
        => users.TrueForAll(one => identity.AreSame(users[0].User, one.User))
            ? new HostSignIn(new ClaimsPrincipal(Enumerable.Reverse(users).SelectMany(static one => one.User.Identities)), users.Max(static one => one.At))
            : throw new InvalidOperationException("The authentication schemes of the policy do not identify the same user.");
}
