namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The content of the list of calls.</summary>
/// <param name="Request">The request.</param>
/// <param name="Page">The calls of the page.</param>
/// <param name="Agents">The available agents.</param>
internal sealed record ListedCallsReport(ListedCallsRequest Request, CallListPage Page, IReadOnlyList<string> Agents)
{
    /// <summary>The longest duration on the page.</summary>
    public TimeSpan Longest { get; } = Page.Calls.Max(static call => call.Duration) ?? TimeSpan.Zero;
}
