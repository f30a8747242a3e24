using System.Collections.Concurrent;
using ConvLog.AspNetCore.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>The API operations of a host that succeeded.</summary>
internal sealed class CalledOperations
{
    private readonly ConcurrentDictionary<string, int> _called = new(StringComparer.Ordinal);

    /// <summary>Their IDs.</summary>
    public IEnumerable<string> Ids => _called.Keys;

    /// <summary>Records the operations of a host.</summary>
    public void Watch(WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            if (context.Response.StatusCode < StatusCodes.Status300MultipleChoices && context.GetEndpoint()?.Metadata.GetMetadata<ApiRoute>() is { } route)
            {
                _called.AddOrUpdate(route.OperationId, 1, static (_, times) => times + 1);
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>The operations of a document.</summary>
    public static IReadOnlyList<string> Of(System.Text.Json.JsonElement document)
        => [.. document.GetProperty("paths").EnumerateObject().SelectMany(static path => path.Value.EnumerateObject())
            .Select(static method => method.Value.GetProperty("operationId").GetString()!)];
}
