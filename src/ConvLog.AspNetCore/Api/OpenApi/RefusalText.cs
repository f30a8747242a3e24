using System.Globalization;
using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api.Compatible;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.OpenApi;

/// <summary>The rejections that routes share in the OpenAPI document, with examples that are written in the same way as the responses.</summary>
/// <param name="keyHeader">The header that carries keys.</param>
internal sealed class RefusalText(string keyHeader)
{
    private const string ErrorId = "b6a7c5";
    private const int RetryAfter = 30;

    private readonly (string Meaning, ApiProblemException Example)[] _refusals =
    [
        ("The request is not valid; the message names the parameter or property.",
            ApiProblemException.Invalid("limit", "limit is \"0\"; it must be one integer from 1 to 1000.")),
        ("The API key is missing or not valid.", new(StatusCodes.Status401Unauthorized, "Unauthorized", ApiKey.NotValid(keyHeader))),
        ("A permission is missing.", ApiProblemException.Forbidden(ConvLogPermissions.ReadPii)),
        ("Not found, or not accessible to you.", ApiProblemException.NotFound("conversation")),
        ("A conflict with the current state; see the message.",
            new(StatusCodes.Status409Conflict, "Conflict", "This conversation will be erased and accepts no new data.")),
        ("The body is too large.", new(StatusCodes.Status413PayloadTooLarge, "Too large", "The body can have at most 256 KiB.")),
        ("The body has another media type, or a Content-Encoding that the host does not decompress.",
            new(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type", "Send a JSON object with the header Content-Type: application/json.")),
        ("Too many requests, or too many wrong API keys.", ApiProblemException.TooMany("searches", RetryAfter)),
        ("The request failed; the host's logs give the cause.",
            new(StatusCodes.Status500InternalServerError, ApiProblem.BrokenTitle, ApiProblem.BrokenDetail)),
        ("The store of the host does not have a capability that this needs; the message names it.", ApiProblemException.Absent(StoreCapabilities.Statistics)),
        ("The store is unavailable, or the host is shutting down.", ApiProblem.Unavailable(OutageReason.Unreachable)),
    ];

    /// <summary>The name of a rejection among the components.</summary>
    /// <param name="isOwn">Whether it is one of ConvLog's own routes or of the compatible ones.</param>
    /// <param name="status">The HTTP status.</param>
    public static string Name(bool isOwn, int status) => string.Create(CultureInfo.InvariantCulture, $"{(isOwn ? "Problem" : "Compatible")}{status}");

    /// <summary>Writes a rejection to the components.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="isOwn">Whether it is one of ConvLog's own routes or of the compatible ones.</param>
    /// <param name="status">The HTTP status.</param>
    public void Write(Utf8JsonWriter json, bool isOwn, int status)
    {
        var (meaning, example) = _refusals.First(refusal => refusal.Example.Status == status);
        json.WriteStartObject(Name(isOwn, status));
        json.WriteString("description", meaning);
        if (example.RetryAfter is { } seconds)
        {
            json.WriteStartObject("headers");
            json.WriteStartObject("Retry-After");
            json.WriteString("description", "How many seconds to wait before the next request.");
            json.WritePropertyName("schema");
            json.WriteRawValue("""{"type":"integer","format":"int32","minimum":1}""");
            json.WriteNumber("example", seconds);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        ContentText.Write(json, isOwn
            ? ApiContent.Of<ProblemJson>(Text(to => ApiShapes.Write(to, new ProblemJson(example, ErrorId))), "application/problem+json")
            : new ApiContent("CompatibleError", Text(to => CompatibleJson.Write(to, FailureOf(example), ErrorId))));
        json.WriteEndObject();
    }

    private static ApiFailure FailureOf(ApiProblemException problem) => problem.Status switch
    {
        StatusCodes.Status401Unauthorized => ApiFailure.Unauthorised(problem.Message),
        StatusCodes.Status404NotFound => ApiFailure.NotFound,
        StatusCodes.Status500InternalServerError => ApiFailure.Broken,
        _ => ApiFailure.Of(problem),
    };

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Serialization.ConversationJson.WriterOptions))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
