namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The sort order of the list of functions, endpoints or models, in descending order.</summary>
internal enum CallsOrder
{
    /// <summary>Calls.</summary>
    Calls,

    /// <summary>Problems.</summary>
    Problems,

    /// <summary>The 95th percentile of durations.</summary>
    P95,

    /// <summary>The increase of the 95th percentile since the previous period.</summary>
    Slower,

    /// <summary>The time of the last problem.</summary>
    LastProblem,
}
