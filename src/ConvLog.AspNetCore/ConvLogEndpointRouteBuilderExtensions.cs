using ConvLog;
using ConvLog.AspNetCore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the Conversations API and the console.</summary>
public static class ConvLogEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the API, <c>/convlog/v1</c> and <c>/v1/agents/{agentId}/conversations</c>, and the console's pages under
    /// <see cref="ConvLogConsoleOptions.BasePath"/>. Access is checked as configured with <c>AddConvLogConsole</c>. On a group, such as
    /// <c>app.MapGroup("/admin")</c> or <c>app.MapGroup("/t/{tenant}")</c>, all addresses are below its prefix. Map them again in a group with another prefix
    /// for a second console; each has its own sessions.
    /// </summary>
    /// <remarks>
    /// <para>
    /// The authorization fallback policy of the app does not apply to these endpoints; <c>RequireAuthorization</c> on them or on a group around them does, in
    /// addition to their own rules. They are never kept by output caching, except for style sheets and scripts; the bodies of their requests and responses are
    /// not logged by HTTP logging; request timeouts do not apply to streams and exports; they need no antiforgery token, and are in no OpenAPI document of the
    /// app.
    /// </para>
    /// <para>
    /// A response with personal data is recorded in the access log before it is sent. The request can give a reason in the header <c>X-Access-Reason</c>: one
    /// line, of which 200 characters are kept.
    /// </para>
    /// <para>
    /// The app does not start if <see cref="ConvLogConsoleOptions.BasePath"/> is <c>/</c> and it has an endpoint of its own that answers the same requests as
    /// one of these, or if two groups that they are mapped in have the same prefix.
    /// </para>
    /// </remarks>
    /// <param name="endpoints">The app or a group of it.</param>
    /// <returns>A builder for conventions of all endpoints, such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="endpoints"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddConvLog</c> or <c>AddConvLogConsole</c> was not called, or this was called before on the same app or
    /// group.</exception>
    public static IEndpointConventionBuilder MapConvLog(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        Require<IConversationFactory>(services, "AddConvLog()");
        Require<ConvLogConsoleOptions>(services, "AddConvLogConsole()");
        RequirePolicies(services);
        return services.GetRequiredService<Routes>().Map(endpoints);
    }

    // Without authorization services a policy would refuse everyone, and the other policies grant nothing without ReadPolicy. Both are reported at start.
    private static void RequirePolicies(IServiceProvider services)
    {
        var options = services.GetRequiredService<ConvLogConsoleOptions>();
        if (options.ReadPolicy is null && (options.ReadPiiPolicy ?? options.AnnotatePolicy ?? options.ManagePolicy) is { } other)
        {
            throw new InvalidOperationException(
                $"ConvLogConsoleOptions names the policy \"{other}\" but no ReadPolicy: set ReadPolicy, which every host user must meet.");
        }

        // Not resolved: it may need services of a request, as handlers with a database context do.
        if (options.ReadPolicy is not null && services.GetService<IServiceProviderIsService>()?.IsService(typeof(IAuthorizationService)) is false)
        {
            throw new InvalidOperationException(
                "ConvLogConsoleOptions names a ReadPolicy. Call builder.Services.AddAuthorization() and define the policy there.");
        }
    }

    private static void Require<T>(IServiceProvider services, string call)
    {
        if (services.GetService(typeof(T)) is null)
        {
            throw new InvalidOperationException($"MapConvLog() found no {typeof(T).Name}: call builder.Services.{call} first.");
        }
    }
}
