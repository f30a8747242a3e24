namespace ConvLog.Tests.Recount;

/// <summary>An API response of a played conversation.</summary>
/// <param name="Endpoint">Method and URL as in statistics.</param>
/// <param name="Status">Its status; 0 for none.</param>
/// <param name="Elapsed">The duration.</param>
/// <param name="IsExpected">Whether the caller expected it.</param>
/// <param name="IsPii">Whether the response is entirely personal.</param>
/// <param name="Call">The function call in which it was logged.</param>
/// <param name="At">The time it was logged.</param>
internal sealed record ExpectedResponse(string Endpoint, int Status, TimeSpan Elapsed, bool IsExpected, bool IsPii, ExpectedCall Call, DateTimeOffset At)
{
    public bool IsProblem => !IsExpected && (Status is 0 or >= 400);
}
