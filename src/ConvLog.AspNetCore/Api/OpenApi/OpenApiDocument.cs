using System.Globalization;
using System.Text.Json;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Compatible;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>Writes the OpenAPI document of all routes that programs call, from what each route says of itself.</summary>
/// <remarks>It is JSON of ours, so that ConvLog asks no host for a certain version of an OpenAPI library.</remarks>
internal sealed class OpenApiDocument(IEnumerable<IApiRoutes> own, IEnumerable<ICompatibleRoutes> compatible, ConvLogConsoleOptions options)
{
    // What the names of the shared answers begin with.
    private const string Own = "Problem";
    private const string Compatible = "Compatible";

    private const string ProblemType = "application/problem+json";

    private static readonly (int Status, string Meaning)[] s_refusals =
    [
        (StatusCodes.Status400BadRequest, "The request is not valid; \"field\" is the name of the parameter or property."),
        (StatusCodes.Status401Unauthorized, "The API key is missing or not valid."),
        (StatusCodes.Status403Forbidden, "A permission is missing."),
        (StatusCodes.Status404NotFound, "Not found, or not accessible to you."),
        (StatusCodes.Status409Conflict, "A conflict with the current state; see the detail."),
        (StatusCodes.Status413PayloadTooLarge, "The body is too large."),
        (StatusCodes.Status415UnsupportedMediaType, "The body is not application/json."),
        (StatusCodes.Status429TooManyRequests, "Too many requests; see Retry-After."),
        (StatusCodes.Status500InternalServerError, "The request failed; the host's logs give the cause."),
        (StatusCodes.Status503ServiceUnavailable, "The store cannot be reached; try again later."),
    ];

    private readonly List<(ApiRoute Route, string Refusals)> _operations =
    [
        .. own.SelectMany(static routes => routes.Routes).Select(static route => (route, Own)),
        .. compatible.SelectMany(static routes => routes.Routes).Select(static route => (route, Compatible)),
    ];

    /// <summary>Writes it.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="prefix">What comes before all paths, see <see cref="EndpointPrefix.Of"/>.</param>
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
            foreach (var (route, refusals) in path)
            {
                json.WritePropertyName(route.Method.ToLowerInvariant());
                WriteOperation(json, route, refusals);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteComponents(json);
        json.WriteEndObject();
    }

    private static void WriteOperation(Utf8JsonWriter json, ApiRoute operation, string refusals)
    {
        bool isOwn = string.Equals(refusals, Own, StringComparison.Ordinal);
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
        if (operation.Takes is { } takes)
        {
            json.WriteStartObject("requestBody");
            json.WriteBoolean("required", value: true);
            WriteContent(json, takes);
            json.WriteEndObject();
        }

        json.WriteStartObject("responses");
        foreach (int status in (int[])[operation.Status, .. operation.OtherStatuses])
        {
            json.WriteStartObject(status.ToString(CultureInfo.InvariantCulture));
            json.WriteString("description", Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status));
            if (operation.Gives is { } gives)
            {
                WriteContent(json, gives);
            }

            json.WriteEndObject();
        }

        foreach (int status in Refusals(operation))
        {
            json.WriteStartObject(status.ToString(CultureInfo.InvariantCulture));
            json.WriteString("$ref", string.Create(CultureInfo.InvariantCulture, $"#/components/responses/{refusals}{status}"));
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

    // What is a number or true in JSON stands there as that, and what may be given several times as a list of one.
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

    private static void WriteContent(Utf8JsonWriter json, ApiContent content)
    {
        json.WriteStartObject("content");
        json.WriteStartObject(content.ContentType);
        json.WritePropertyName("schema");
        if (content.ContentType.StartsWith("text/", StringComparison.Ordinal))
        {
            json.WriteRawValue("""{"type":"string"}""");
            json.WriteString("example", content.Example);
            WriteEvents(json, content);
        }
        else
        {
            SchemaText.WriteReference(json, content.Schema);
            json.WritePropertyName("example");
            json.WriteRawValue(content.Example.Trim());
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // OpenAPI 3.1 has no word for what the events of a stream hold.
    private static void WriteEvents(Utf8JsonWriter json, ApiContent content)
    {
        json.WriteStartObject("x-events");
        foreach (var (name, schema) in content.Events)
        {
            json.WritePropertyName(name);
            SchemaText.WriteReference(json, schema);
        }

        json.WriteEndObject();
    }

    private static SortedSet<int> Refusals(ApiRoute operation)
    {
        SortedSet<int> all = [StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden,
            StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable, .. operation.Refusals];
        if (operation.Cost != default)
        {
            all.Add(StatusCodes.Status429TooManyRequests);
        }

        if (operation.Takes is not null)
        {
            all.UnionWith([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType]);
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
        foreach (var (name, properties) in Schemas.All)
        {
            json.WritePropertyName(name);
            SchemaText.WriteObject(json, properties);
        }

        foreach (var (name, properties) in Schemas.Open)
        {
            json.WritePropertyName(name);
            SchemaText.WriteObject(json, properties, isOpen: true);
        }

        json.WriteEndObject();
        json.WriteStartObject("responses");
        foreach (var (status, meaning) in s_refusals)
        {
            string number = status.ToString(CultureInfo.InvariantCulture);
            string title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
            WriteRefusal(json, $"{Own}{number}", meaning, ProblemType, "Problem",
                $$"""{"type":"about:blank","title":"{{title}}","status":{{number}},"detail":"What is wrong, and what to do.","error_id":"b6a7c5"}""");
            WriteRefusal(
                json, $"{Compatible}{number}", meaning, "application/json", "CompatibleError",
                    $$"""{"success":false,"error":"{{title}}","error_id":"b6a7c5","error_code":"{{ApiFailure.Of(new ApiProblemException(status, title, meaning)).Code}}","error_message":"What is wrong, and what to do.","data":null}""");
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRefusal(Utf8JsonWriter json, string name, string meaning, string contentType, string schema, string example)
    {
        json.WriteStartObject(name);
        json.WriteString("description", meaning);
        WriteContent(json, new ApiContent(schema, example, contentType));
        json.WriteEndObject();
    }
}
