using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>A request is refused: what was wrong and what to do, as problem details (RFC 9457).</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="title">What it is, the same words each time.</param>
/// <param name="detail">What was wrong and what to do. Repeats nothing personal.</param>
/// <param name="field">The parameter or property that was wrong; null where it is none.</param>
internal sealed class ApiProblemException(int status, string title, string detail, string? field = null) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    public string? Field { get; } = field;

    /// <summary>How many seconds to wait before the next try; null where that is no help.</summary>
    public int? RetryAfter { get; init; }

    public static ApiProblemException Invalid(string field, string detail) => new(StatusCodes.Status400BadRequest, "Invalid request", detail, field);

    /// <summary>The same words whether it belongs to others or to nobody.</summary>
    public static ApiProblemException NotFound(string what) => new(StatusCodes.Status404NotFound, "Not found", $"There is no such {what}.");

    public static ApiProblemException TooMany(string what, int seconds)
        => new(StatusCodes.Status429TooManyRequests, "Too many requests",
            $"You started too many {what} within a minute. Try again later.") { RetryAfter = seconds };

    /// <summary>A right key is taken all the same.</summary>
    public static ApiProblemException TooManyWrongKeys()
        => new(StatusCodes.Status429TooManyRequests, "Too many requests",
            "Your address sent too many wrong API keys. Check the key and try again in a minute.") { RetryAfter = Access.GuessLimit.RetryAfter };

    /// <param name="needed">What is missing.</param>
    /// <param name="way">How to get it, as sentences; null where there is nothing to say.</param>
    public static ApiProblemException Forbidden(ConvLogPermissions needed, string? way = null)
        => new(StatusCodes.Status403Forbidden, "Forbidden", $"This requires the permission {needed}. {way}".TrimEnd());
}
