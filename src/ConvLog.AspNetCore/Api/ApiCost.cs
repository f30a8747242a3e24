namespace ConvLog.AspNetCore.Api;

/// <summary>The cost of a route, which determines how often one reader may call it.</summary>
internal enum ApiCost
{
    /// <summary>As much as a page; not counted.</summary>
    Ordinary,

    /// <summary>
    /// Searches texts or reads many conversations; limited by <see cref="ConvLogConsoleOptions.SearchesPerMinute"/>. A list with the parameter <c>q</c>
    /// counts as one as well.
    /// </summary>
    Search,

    /// <summary>Reads all matching data; limited by <see cref="ConvLogConsoleOptions.ExportsPerMinute"/>.</summary>
    Export,
}
