namespace ConvLog.AspNetCore.Api;

/// <summary>What answering a route costs, for how often one reader may ask.</summary>
internal enum ApiCost
{
    /// <summary>As much as a page: not counted.</summary>
    Ordinary,

    /// <summary>
    /// Looks through texts, or reads many conversations: counted by <see cref="ConvLogConsoleOptions.SearchesPerMinute"/>. A list that is asked for with
    /// <c>q</c> is one as well.
    /// </summary>
    Search,

    /// <summary>Reads all there is: counted by <see cref="ConvLogConsoleOptions.ExportsPerMinute"/>.</summary>
    Export,
}
