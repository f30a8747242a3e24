namespace ConvLog.AspNetCore.Api;

/// <summary>The cost of a request to a route; it determines the rate limit per reader.</summary>
internal enum ApiCost
{
    /// <summary>As much as a page: not limited.</summary>
    Ordinary,

    /// <summary>
    /// Searches texts or reads many conversations: limited by <see cref="ConvLogConsoleOptions.SearchesPerMinute"/>. The request of a list with <c>q</c> counts
    /// as one, too.
    /// </summary>
    Search,

    /// <summary>Reads everything in scope: limited by <see cref="ConvLogConsoleOptions.ExportsPerMinute"/>.</summary>
    Export,
}
