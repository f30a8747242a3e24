using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>A request is refused: the problem and its solution, as problem details (RFC 9457).</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="title">The kind of problem, always with the same text.</param>
/// <param name="detail">The problem and its solution, without personal data.</param>
/// <param name="field">The invalid parameter or property; null if there is none.</param>
internal sealed class ApiProblemException(int status, string title, string detail, string? field = null) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    public string? Field { get; } = field;

    /// <summary>The number of seconds to wait before a retry; null if a retry does not help.</summary>
    public int? RetryAfter { get; init; }

    public static ApiProblemException Invalid(string field, string detail) => new(StatusCodes.Status400BadRequest, "Invalid request", detail, field);

    /// <summary>The text is the same whether the object does not exist or is outside the reader's scope.</summary>
    public static ApiProblemException NotFound(string what) => new(StatusCodes.Status404NotFound, "Not found", $"There is no such {what}.");

    public static ApiProblemException TooMany(string what, int seconds)
        => new(StatusCodes.Status429TooManyRequests, "Too many requests",
            $"You started too many {what} within a minute. Try again later.") { RetryAfter = seconds };

    /// <summary>A right key is still accepted.</summary>
    public static ApiProblemException TooManyWrongKeys()
        => new(StatusCodes.Status429TooManyRequests, "Too many requests",
            "Your address sent too many wrong API keys. Check the key and try again in a minute.") { RetryAfter = Access.GuessLimit.RetryAfter };

    /// <param name="needed">The missing permission.</param>
    /// <param name="way">How to get it, in sentences; null if there is no advice.</param>
    public static ApiProblemException Forbidden(ConvLogPermissions needed, string? way = null)
        => new(StatusCodes.Status403Forbidden, "Forbidden", $"This requires the permission {needed}. {way}".TrimEnd());
}
