using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.AspNetCore.Http;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>Responses with problem details (RFC 9457).</summary>
internal static class ApiProblem
{
    /// <summary>The title if the cause is not disclosed to the caller.</summary>
    public const string BrokenTitle = "Internal error";

    /// <summary>The detail if the cause is not disclosed to the caller.</summary>
    public const string BrokenDetail = "The request failed. The host's logs give the cause under this error_id.";

    /// <summary>The detail if the store works again only after someone intervenes.</summary>
    public const string UnusableDetail =
        "The store of this host cannot do this until its operator corrects something: a right of its role, its keys or its data, for example. The host's logs "
        + "give the cause under this error_id.";

    /// <summary>The problem if a retry may succeed soon.</summary>
    public static ApiProblemException Unavailable(OutageReason reason)
        => new(StatusCodes.Status503ServiceUnavailable, "Store unavailable", $"{RequestFault.Explain(reason)} Try again later.") { RetryAfter = 5 };

    private const string ContentType = "application/problem+json; charset=utf-8";

    public static IResult Of(HttpContext context, ApiProblemException problem)
    {
        if (problem.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return Answer(problem, CorrelationId.Of(context.Request));
    }

    public static IResult Broken(HttpContext context, string errorId)
        => Answer(
            RequestFault.IsStoreUnusable(context)
                ? new ApiProblemException(StatusCodes.Status500InternalServerError, "Store unusable", UnusableDetail)
                : new ApiProblemException(StatusCodes.Status500InternalServerError, BrokenTitle, BrokenDetail),
            errorId);

    private static JsonResult Answer(ApiProblemException problem, string errorId)
        => new(problem.Status, ContentType, json => ApiShapes.Write(json, new ProblemJson(problem, errorId)));
}
