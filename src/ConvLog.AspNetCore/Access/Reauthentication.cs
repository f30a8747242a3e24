using System.Diagnostics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Authenticates the sender of a long-running request again, as <c>UseAuthentication</c> and <c>UseAuthorization</c> would for a new request. ASP.NET Core
/// authenticates a request once: handlers keep their result for the lifetime of the request's services, and may keep the user data they read. Therefore a
/// copy of the request with separate services is authenticated. Cookies that this renews or deletes, and challenges, are in the copy's response: neither the
/// response being sent nor the browser's sign-in changes.
/// </summary>
internal static class Reauthentication
{
    /// <param name="context">The request.</param>
    /// <param name="calls">Limits the time.</param>
    /// <param name="find">Identifies the sender of a request to which the host grants access.</param>
    /// <returns>The result of <paramref name="find"/>; a refused visitor if the host would refuse the request.</returns>
    public static async Task<Visitor?> RunAsync(HttpContext context, HostCalls calls, Func<HttpContext, Task<Visitor?>> find)
    {
        // From the request, because a host may have services per tenant.
        var scopes = context.RequestServices.GetRequiredService<IServiceScopeFactory>();
        var (copy, activity) = (RequestCopy.Of(context, calls.Ended), Activity.Current);
        Task<Visitor?> found;

        // In the flow of the request, setting IHttpContextAccessor would replace the request's own context for all other code that uses it.
        using (ExecutionContext.SuppressFlow())
        {
            found = calls.RunAsync(() => RunAsync(copy, scopes, activity, find));
        }

        return await found.ConfigureAwait(false);
    }

    private static async Task<Visitor?> RunAsync(HttpContext copy, IServiceScopeFactory scopes, Activity? activity, Func<HttpContext, Task<Visitor?>> find)
    {
        Activity.Current = activity;
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            copy.RequestServices = scope.ServiceProvider;
            scope.ServiceProvider.GetService<IHttpContextAccessor>()?.HttpContext = copy;
            return await AuthenticateAsync(copy).ConfigureAwait(false) ?? await AuthorizeAsync(copy).ConfigureAwait(false)
                ?? await find(copy).ConfigureAwait(false);
        }
    }

    // The same as UseAuthentication.
    private static async Task<Visitor?> AuthenticateAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<IAuthenticationSchemeProvider>() is not { } schemes)
        {
            return null;
        }

        var handlers = context.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>();
        foreach (var scheme in await schemes.GetRequestHandlerSchemesAsync().ConfigureAwait(false))
        {
            // Such a handler answers the request itself, so ConvLog would not get it.
            if (await handlers.GetHandlerAsync(context, scheme.Name).ConfigureAwait(false) is IAuthenticationRequestHandler handler
                && await handler.HandleRequestAsync().ConfigureAwait(false))
            {
                return Visitor.Refused(VisitorKind.Stranger);
            }
        }

        if (await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false) is { } standard)
        {
            EndpointPolicy.Keep(context, await context.AuthenticateAsync(standard.Name).ConfigureAwait(false));
        }

        return null;
    }

    // The same as UseAuthorization, with the host's requirements for ConvLog's endpoints.
    private static async Task<Visitor?> AuthorizeAsync(HttpContext context)
    {
        var result = await EndpointPolicy.AuthorizeAsync(context).ConfigureAwait(false);
        return result is null or { Succeeded: true } ? null : Visitor.Refused(result.Challenged ? VisitorKind.Stranger : VisitorKind.NotPermitted);
    }
}
