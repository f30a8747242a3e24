namespace ConvLog.AspNetCore.Api.Compatible;

/// <summary>A failure of a request, with the compatible API's code.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The code that programs check.</param>
/// <param name="Error">The name of the failure, in two words.</param>
/// <param name="Message">The cause and what to do.</param>
internal sealed record ApiFailure(int Status, string Code, string Error, string Message)
{
    // Does not reveal whether the conversation belongs to another agent or does not exist.
    public static ApiFailure NotFound { get; } = new(404, "CONVERSATIONS_NOT_FOUND", "Not Found", "This agent has no conversation with this ID.");

    public static ApiFailure NoRoute { get; } =
        new(404, "CONVERSATIONS_NOT_FOUND", "Not Found", "There is nothing at this path. GET /openapi/v1.json lists the paths of this API.");

    public static ApiFailure ForeignPage { get; } = new(403, "USER_ACCESS_FORBIDDEN", "Forbidden", "Pages of other sites need an API key to read.");

    public static ApiFailure NotPermitted { get; } = new(403, "USER_ACCESS_FORBIDDEN", "Forbidden", "You are not permitted to do this.");

    public static ApiFailure Broken { get; } =
        new(500, "CONVERSATIONS_INTERNAL_ERROR", "Internal Server Error", "Reading failed. The host's logs give the cause under this error_id.");

    public static ApiFailure Unauthorised(string message) => new(401, "AUTH_USER_UNAUTHORISED", "Unauthorised", message);

    public static ApiFailure MethodNotAllowed(string allowed)
        => new(405, "CONVERSATIONS_METHOD_NOT_ALLOWED", "Method Not Allowed", $"This path accepts {allowed}.");

    /// <summary>The failure for a problem of a route.</summary>
    public static ApiFailure Of(ApiProblemException problem) => problem.Status switch
    {
        403 => NotPermitted,
        404 => new(404, "CONVERSATIONS_NOT_FOUND", "Not Found", problem.Message),
        409 => new(409, "CONVERSATIONS_CONFLICT", "Conflict", problem.Message),
        413 => new(413, "CONVERSATIONS_VALIDATION_FAILED", "Payload Too Large", problem.Message),
        415 => new(415, "CONVERSATIONS_VALIDATION_FAILED", "Unsupported Media Type", problem.Message),
        429 => new(429, "CONVERSATIONS_RATE_LIMITED", "Too Many Requests", problem.Message),
        503 => new(503, "CONVERSATIONS_UNAVAILABLE", "Service Unavailable", problem.Message),
        _ => Invalid(problem.Message) with { Status = problem.Status },
    };

    public static ApiFailure Invalid(string message) => new(400, "CONVERSATIONS_VALIDATION_FAILED", "Bad Request", message);
}
