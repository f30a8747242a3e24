using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

/// <content>Assertions on function calls and API responses.</content>
public sealed partial class CapturedLog
{
    /// <summary>Asserts that a function was called.</summary>
    /// <param name="functionName">The function's name.</param>
    /// <param name="outcome">How the call ended; null for any outcome, even while it runs.</param>
    /// <returns>The first such function event.</returns>
    /// <exception cref="LogAssertionException">It was not called; the message lists all calls.</exception>
    public FunctionEvent ShouldHaveCalled(string functionName, FunctionOutcome? outcome = null)
    {
        var calls = FunctionEvents;
        return calls.FirstOrDefault(call => string.Equals(call.Name, functionName, StringComparison.Ordinal) && (outcome is null || call.Outcome == outcome))
            ?? throw new LogAssertionException(
            $"Expected a call of {functionName}{(outcome is null ? "" : $" that {FunctionLines.Verb(outcome)}")}, but there is none. "
            + $"{Listed(calls)}");
    }

    /// <summary>Asserts that a function was not called.</summary>
    /// <param name="functionName">The function's name.</param>
    /// <exception cref="LogAssertionException">It was called.</exception>
    public void ShouldNotHaveCalled(string functionName)
    {
        ArgumentNullException.ThrowIfNull(functionName);
        var calls = FunctionEvents;
        if (calls.Any(call => string.Equals(call.Name, functionName, StringComparison.Ordinal)))
        {
            throw new LogAssertionException($"Expected no call of {functionName}, but there is one. {FunctionLines.List(calls)}");
        }
    }

    /// <summary>Asserts that the response of an HTTP call was logged.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="url">The URL, or the text that was logged in its place.</param>
    /// <param name="statusCode">The status code.</param>
    /// <returns>The first such response.</returns>
    /// <exception cref="LogAssertionException">It was not logged; the message lists all responses.</exception>
    public ApiResponseEntry ShouldContainApiResponse(string method, string url, int statusCode)
    {
        var responses = ApiResponses;
        return responses.FirstOrDefault(response => string.Equals(response.Method, method, StringComparison.OrdinalIgnoreCase)
                && string.Equals(response.Url, url, StringComparison.Ordinal)
                && response.StatusCode == statusCode)
            ?? throw new LogAssertionException(
            FormattableString.Invariant($"Expected an API response {method} {url} {statusCode}, but there is none. {FunctionLines.List(responses)}"));
    }
}
