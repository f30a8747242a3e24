using System.Text.Json;
using ConvLog.AspNetCore.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>The OpenAPI document, for all readers: at the address where tools expect it, and below the API's own root.</summary>
internal sealed class OpenApiRoutes : IApiRoutes
{
    private const string Example =
        """{"openapi":"3.1.0","info":{"title":"ConvLog","version":"1"},"servers":[{"url":"/"}],"security":[{"ApiKey":[]}],"paths":{},"components":{}}""";

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/v1.json", ConvLogPermissions.Read, GetAsync)
        {
            Base = "/openapi",
            Order = int.MaxValue - 2,
            OperationId = "getOpenApi",
            Summary = "This document. A document of the host at the same path takes precedence.",
            ResponseContent = new ApiContent("OpenApi", Example),
        },
        new(HttpMethods.Get, "/openapi.json", ConvLogPermissions.Read, GetAsync)
        {
            OperationId = "getOwnOpenApi",
            Summary = "This document, even if the host has its own.",
            ResponseContent = new ApiContent("OpenApi", Example),
        },
    ];

    // The document contains all routes, including these, so it is resolved only when they exist.
    private static ValueTask<IResult> GetAsync(ApiCall call)
    {
        var document = call.Context.RequestServices.GetRequiredService<OpenApiDocument>();
        return new(call.Json((Utf8JsonWriter json) => document.Write(json, EndpointPrefix.Of(call.Context))));
    }
}
