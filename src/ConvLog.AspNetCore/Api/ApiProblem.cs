using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>Problem details (RFC 9457) as answers.</summary>
internal static class ApiProblem
{
    private const string ContentType = "application/problem+json; charset=utf-8";

    public static IResult Of(HttpContext context, ApiProblemException problem)
    {
        if (problem.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return Of(problem.Status, problem.Title, problem.Message, problem.Field, CorrelationId.Of(context.Request));
    }

    public static IResult Broken(HttpContext context, string errorId)
        => Of(StatusCodes.Status500InternalServerError, "Internal error", "The request failed. The host's logs give the cause under this error_id.",
            field: null, errorId);

    private static JsonResult Of(int status, string title, string detail, string? field, string errorId) => new(status, ContentType, json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
        if (field is not null)
        {
            json.WriteString("field", field);
        }

        json.WriteString("error_id", errorId);
        json.WriteEndObject();
    });
}
