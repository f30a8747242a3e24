using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Compatible;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>Writes the OpenAPI document of all routes of the API from their descriptions.</summary>
/// <remarks>The JSON is written directly, so that hosts need no particular version of an OpenAPI library.</remarks>
internal sealed class OpenApiDocument(IEnumerable<IApiRoutes> own, IEnumerable<ICompatibleRoutes> compatible, ConvLogConsoleOptions options)
{
    private readonly List<(ApiRoute Route, bool IsOwn)> _operations =
    [
        .. own.SelectMany(static routes => routes.Routes).Select(static route => (route, true)),
        .. compatible.SelectMany(static routes => routes.Routes).Select(static route => (route, false)),
    ];

    private readonly List<(string Name, JsonNode Schema)> _shapes =
    [
        .. ShapeSchemas.Of(
            own.SelectMany(static routes => routes.Routes).Select(static route => route.ResponseContent?.Shape).OfType<Type>().Append(typeof(ProblemJson))),
    ];

    private readonly RefusalText _refusals = new(options.ApiKeyHeader);

    /// <summary>Writes the document.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="prefix">The prefix of all paths, see <see cref="EndpointPrefix.Of"/>.</param>
    public void Write(Utf8JsonWriter json, string prefix)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        json.WriteStartObject("info");
        json.WriteString("title", "ConvLog");
        json.WriteString("version", "1");
        json.WriteString("description",
            "Conversations of agents with the logs of their functions. Personal data is returned only to readers with permission; \"pii_fields\" lists the "
            + "personal properties of an object.");
        json.WriteEndObject();
        json.WriteStartArray("servers");
        json.WriteStartObject();
        json.WriteString("url", prefix.Length > 0 ? prefix : "/");
        json.WriteEndObject();
        json.WriteEndArray();
        WriteSecurity(json, "ApiKey");
        json.WriteStartObject("paths");
        foreach (var path in _operations.GroupBy(static operation => operation.Route.Path, StringComparer.Ordinal))
        {
            json.WriteStartObject(path.Key);
            foreach (var (route, isOwn) in path)
            {
                json.WritePropertyName(route.Method.ToLowerInvariant());
                WriteOperation(json, route, isOwn);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteComponents(json);
        json.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter json, ApiRoute operation, bool isOwn)
    {
        json.WriteStartObject();
        json.WriteStartArray("tags");
        json.WriteStringValue(isOwn ? "ConvLog" : "Compatible API");
        json.WriteEndArray();
        json.WriteString("operationId", operation.OperationId);
        json.WriteString("summary", operation.Summary);
        json.WriteString("description", Description(operation));
        if (isOwn)
        {
            WriteSecurity(json, "ApiKey", "Session");
        }

        WriteParameters(json, operation);
        if (operation.RequestContent is { } takes)
        {
            json.WriteStartObject("requestBody");
            json.WriteBoolean("required", value: true);
            ContentText.Write(json, takes);
            json.WriteEndObject();
        }

        json.WriteStartObject("responses");
        foreach (int status in (int[])[operation.Status, .. operation.OtherStatuses])
        {
            json.WriteStartObject(status.ToString(CultureInfo.InvariantCulture));
            json.WriteString("description", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status));
            if (operation.ResponseContent is { } gives)
            {
                ContentText.Write(json, gives);
            }

            json.WriteEndObject();
        }

        foreach (int status in Refusals(operation))
        {
            json.WriteStartObject(status.ToString(CultureInfo.InvariantCulture));
            json.WriteString("$ref", $"#/components/responses/{RefusalText.Name(isOwn, status)}");
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Description(ApiRoute operation)
    {
        string needs = operation.Needs switch
        {
            ConvLogPermissions.Read => "Requires the permission Read.",
            var needed => $"Requires the permissions Read and {needed & ~ConvLogPermissions.Read}.",
        };
        return operation.Description is { } more ? $"{more} {needs}" : needs;
    }

    private static void WriteParameters(Utf8JsonWriter json, ApiRoute operation)
    {
        if (operation.Parameters.Count == 0)
        {
            return;
        }

        json.WriteStartArray("parameters");
        foreach (var parameter in operation.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("in", parameter.IsInPath ? "path" : "query");
            json.WriteString("description", parameter.Description);
            json.WriteBoolean("required", parameter.IsInPath || parameter.IsRequired);
            json.WritePropertyName("schema");
            json.WriteRawValue(parameter.Schema);
            if (parameter.Example is { } example)
            {
                json.WritePropertyName("example");
                WriteExample(json, parameter.Schema, example);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // Numbers and booleans are written as such, and a repeatable parameter as a list with one value.
    private static void WriteExample(Utf8JsonWriter json, string schema, string example)
    {
        if (schema.StartsWith("""{"type":"integer""", StringComparison.Ordinal) || schema.StartsWith("""{"type":"boolean""", StringComparison.Ordinal))
        {
            json.WriteRawValue(example);
            return;
        }

        bool isList = schema.Contains("\"type\":\"array\"", StringComparison.Ordinal);
        if (isList)
        {
            json.WriteStartArray();
        }

        json.WriteStringValue(example);
        if (isList)
        {
            json.WriteEndArray();
        }
    }

    private static SortedSet<int> Refusals(ApiRoute operation)
    {
        // Every route limits the number of wrong keys.
        SortedSet<int> all = [StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden,
            StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable, .. operation.Refusals];
        if (operation.RequestContent is not null)
        {
            all.UnionWith([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType]);
        }

        if (operation.Requires != StoreCapabilities.None)
        {
            all.Add(StatusCodes.Status501NotImplemented);
        }

        return all;
    }

    private static void WriteSecurity(Utf8JsonWriter json, params ReadOnlySpan<string> schemes)
    {
        json.WriteStartArray("security");
        foreach (string scheme in schemes)
        {
            json.WriteStartObject();
            json.WriteStartArray(scheme);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteComponents(Utf8JsonWriter json)
    {
        json.WriteStartObject("components");
        json.WriteStartObject("securitySchemes");
        json.WritePropertyName("ApiKey");
        json.WriteRawValue(
            $$"""{"type":"apiKey","in":"header","name":"{{options.ApiKeyHeader}}","description":"An API key of the host. Without a key, visitors on the host's machine can read without personal data."}""");
        json.WritePropertyName("Session");
        json.WriteRawValue(
            """{"type":"apiKey","in":"cookie","name":"convlog-session","description":"The session cookie of the console. It permits changes only from the console's own pages."}""");
        json.WriteEndObject();
        json.WriteStartObject("schemas");
        var sent = _operations.Select(static operation => operation.Route.RequestContent?.Schema).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, schema) in _shapes)
        {
            json.WritePropertyName(name);
            schema.WriteTo(json);
        }

        foreach (var (name, properties) in Schemas.All)
        {
            json.WritePropertyName(name);
            SchemaText.WriteObject(json, properties, isSent: sent.Contains(name));
        }

        foreach (var (name, properties) in Schemas.Open)
        {
            json.WritePropertyName(name);
            SchemaText.WriteObject(json, properties, isOpen: true);
        }

        json.WriteEndObject();
        json.WriteStartObject("responses");
        var refusals = _operations.SelectMany(static operation => Refusals(operation.Route).Select(status => (operation.IsOwn, status))).Distinct();
        foreach (var (isOwn, status) in refusals)
        {
            _refusals.Write(json, isOwn, status);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
