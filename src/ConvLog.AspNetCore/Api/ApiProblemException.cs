using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api;

/// <summary>A request is rejected, with problem details (RFC 9457).</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="title">The kind of the problem, always in the same words.</param>
/// <param name="detail">The cause and what to do. Contains no personal data.</param>
/// <param name="field">The wrong parameter or property; null if the problem concerns none.</param>
internal sealed class ApiProblemException(int status, string title, string detail, string? field = null) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    public string? Field { get; } = field;

    /// <summary>The seconds to wait before the next try; null if a retry does not help.</summary>
    public int? RetryAfter { get; init; }

    public static ApiProblemException Invalid(string field, string detail) => new(StatusCodes.Status400BadRequest, "Invalid request", detail, field);

    /// <summary>Does not reveal whether the object is out of the caller's scope or does not exist.</summary>
    public static ApiProblemException NotFound(string what) => new(StatusCodes.Status404NotFound, "Not found", $"There is no such {what}.");

    /// <param name="missing">What the store does not have.</param>
    public static ApiProblemException Absent(StoreCapabilities missing)
        => new(StatusCodes.Status501NotImplemented, "Not implemented", AbsentText(missing));

    /// <summary>Says what the store does not have.</summary>
    public static string AbsentText(StoreCapabilities missing) => $"The store of this app does not have the capability {missing}.";

    public static ApiProblemException TooMany(string what, int seconds)
        => new(StatusCodes.Status429TooManyRequests, "Too many requests",
            $"You started too many {what} within a minute. Try again later.") { RetryAfter = seconds };

    /// <summary>A right key is still accepted.</summary>
    public static ApiProblemException TooManyWrongKeys()
        => new(StatusCodes.Status429TooManyRequests, "Too many requests",
            "Your address sent too many wrong API keys. Check the key and try again in a minute.") { RetryAfter = Access.WrongKeyLimit.RetryAfter };

    /// <param name="needed">The missing permissions.</param>
    /// <param name="explanation">How to get them, as sentences; null if unknown.</param>
    public static ApiProblemException Forbidden(ConvLogPermissions needed, string? explanation = null)
        => new(StatusCodes.Status403Forbidden, "Forbidden", $"This requires the permission {needed}. {explanation}".TrimEnd());
}
