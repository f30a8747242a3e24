using System.Diagnostics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Authenticates and authorizes the sender of a long request again, as <c>UseAuthentication</c> and <c>UseAuthorization</c> do for a new request. ASP.NET Core
/// authenticates a request only once: handlers keep the result as long as the request's services exist, and so may their sources of users. A copy of the
/// request with its own services is therefore used. Renewed or deleted cookies and challenges affect only the copy's response, not the response that is being
/// sent or the browser's sign-in.
/// </summary>
internal static class Reauthentication
{
    /// <param name="context">The request.</param>
    /// <param name="calls">Limits the time.</param>
    /// <param name="find">Identifies the sender of a request that the host authorizes.</param>
    /// <returns>The result of <paramref name="find"/>; a refused visitor if the host does not authorize the request.</returns>
    public static async Task<Visitor?> RunAsync(HttpContext context, HostCalls calls, Func<HttpContext, Task<Visitor?>> find)
    {
        // From the request, because hosts may have services per tenant.
        var scopes = context.RequestServices.GetRequiredService<IServiceScopeFactory>();
        var (copy, activity) = (RequestCopy.Of(context, calls.Ended), Activity.Current);
        Task<Visitor?> found;

        // Setting IHttpContextAccessor in the execution context of the request would replace the request's own context there.
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

    // As UseAuthentication does.
    private static async Task<Visitor?> AuthenticateAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<IAuthenticationSchemeProvider>() is not { } schemes)
        {
            return null;
        }

        var handlers = context.RequestServices.GetRequiredService<IAuthenticationHandlerProvider>();
        foreach (var scheme in await schemes.GetRequestHandlerSchemesAsync().ConfigureAwait(false))
        {
            // Such a handler responds to the request itself, and ConvLog would not see the request.
            if (await handlers.GetHandlerAsync(context, scheme.Name).ConfigureAwait(false) is IAuthenticationRequestHandler handler
                && await handler.HandleRequestAsync().ConfigureAwait(false))
            {
                return Visitor.Refused(VisitorKind.Unknown);
            }
        }

        if (await schemes.GetDefaultAuthenticateSchemeAsync().ConfigureAwait(false) is { } standard)
        {
            EndpointPolicy.SetUser(context, await context.AuthenticateAsync(standard.Name).ConfigureAwait(false));
        }

        return null;
    }

    // As UseAuthorization does, with the host's requirements for ConvLog's endpoints.
    private static async Task<Visitor?> AuthorizeAsync(HttpContext context)
    {
        var result = await EndpointPolicy.AuthorizeAsync(context).ConfigureAwait(false);
        return result is null or { Succeeded: true } ? null : Visitor.Refused(result.Challenged ? VisitorKind.Unknown : VisitorKind.NotPermitted);
    }
}
