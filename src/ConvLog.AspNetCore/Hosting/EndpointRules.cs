using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Assets;
using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpLogging;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConvLog.AspNetCore.Hosting;

/// <summary>Overrides the host's global settings for ConvLog's endpoints.</summary>
/// <remarks>
/// There is no CORS metadata, not even to disable CORS: in a host without <c>UseCors</c>, ASP.NET Core fails each request to an endpoint that has some. What
/// other sites can read is decided by <see cref="Access.OriginRule"/>.
/// </remarks>
internal static class EndpointRules
{
    public static void Apply(RouteGroupBuilder endpoints, IServiceProvider services)
    {
        endpoints.WithMetadata(
            new OwnEndpoint(),
            new ExcludeFromDescriptionAttribute(), // ConvLog has its own OpenAPI document.
            new SuppressLinkGenerationMetadata()); // The host should generate links only to its own endpoints.

        // Runs after the host's conventions, which must not override these rules.
        ((IEndpointConventionBuilder)endpoints).Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<HostRefusal>().Any())
            {
                EndpointPolicy.MoveRequirements(endpoint.Metadata);
            }

            if (!endpoint.Metadata.OfType<IAuthorizeData>().Any())
            {
                endpoint.Metadata.Add(EndpointPolicy.Own);
            }

            RefuseOutputCaching(endpoint.Metadata);
            endpoint.Metadata.Add(new HttpLoggingAttribute(LoggedOf(endpoint.Metadata, services)) { RequestBodyLogLimit = 0, ResponseBodyLogLimit = 0 });
            endpoint.Metadata.Add(new RequireAntiforgeryTokenAttribute(required: false)); // Forms have no token: OriginRule decides which are accepted.
        });
    }

    private static void RefuseOutputCaching(IList<object> metadata)
    {
        if (metadata.OfType<AssetCacheRule>().FirstOrDefault() is { } asset)
        {
            metadata.Add(asset);
            return;
        }

        // The cache applies the last policy, and then the last attribute.
        metadata.Add(OutputCacheRule.NoCache);
        metadata.Add(new OutputCacheAttribute { NoStore = true });
    }

    // Bodies contain API keys, personal data and search terms, so they are excluded. The attribute replaces the host's choice and is therefore based on it.
    private static HttpLoggingFields LoggedOf(IList<object> metadata, IServiceProvider services)
    {
        var fields = metadata.OfType<HttpLoggingAttribute>().LastOrDefault()?.LoggingFields
            ?? services.GetRequiredService<IOptionsMonitor<HttpLoggingOptions>>().CurrentValue.LoggingFields;
        return fields & ~(HttpLoggingFields.RequestBody | HttpLoggingFields.ResponseBody);
    }
}
