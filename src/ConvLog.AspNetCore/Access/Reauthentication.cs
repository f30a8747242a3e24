using System.Diagnostics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Signs the sender of a request that lasts long in again, as <c>UseAuthentication</c> and <c>UseAuthorization</c> would for a new request. ASP.NET Core
/// authenticates a request once: handlers keep their result for as long as the request's services live, and so may what they read users from. So it is done for
/// a copy of the request with services of its own. Cookies that are renewed or deleted with that, and challenges, are in the copy's response: neither the
/// response that is being sent nor the browser's sign-in changes.
/// </summary>
internal static class Reauthentication
{
    /// <param name="context">The request.</param>
    /// <param name="calls">Limits how long it takes.</param>
    /// <param name="find">Says who sent a request that the host lets in.</param>
    /// <returns>What <paramref name="find"/> returned; a refused visitor if the host would not let the request in.</returns>
    public static async Task<Visitor?> RunAsync(HttpContext context, HostCalls calls, Func<HttpContext, Task<Visitor?>> find)
    {
        // From the request, because hosts may have services for each tenant.
        var scopes = context.RequestServices.GetRequiredService<IServiceScopeFactory>();
        var (copy, activity) = (RequestCopy.Of(context, calls.Ended), Activity.Current);
        Task<Visitor?> found;

        // In the flow of the request, setting IHttpContextAccessor would take the request's own context from everyone who uses it there.
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

    // As UseAuthentication.
    private static async Task<Visitor?> AuthenticateAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<IAuthenticationSchemeProvider>() is not { } schemes)
        {
            return null;
        }

        var handlers = context.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>();
        foreach (var scheme in await schemes.GetRequestHandlerSchemesAsync().ConfigureAwait(false))
        {
            // It answers the request itself: ConvLog would not see it.
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

    // As UseAuthorization, for what the host requires of ConvLog's endpoints.
    private static async Task<Visitor?> AuthorizeAsync(HttpContext context)
    {
        var result = await EndpointPolicy.AuthorizeAsync(context).ConfigureAwait(false);
        return result is null or { Succeeded: true } ? null : Visitor.Refused(result.Challenged ? VisitorKind.Stranger : VisitorKind.NotPermitted);
    }
}
