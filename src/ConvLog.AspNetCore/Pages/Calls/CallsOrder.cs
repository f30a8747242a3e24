namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>The order of the list of functions, endpoints or models, descending.</summary>
internal enum CallsOrder
{
    /// <summary>The number of calls.</summary>
    Calls,

    /// <summary>The number of problems.</summary>
    Problems,

    /// <summary>The 95th percentile of durations.</summary>
    P95,

    /// <summary>The increase of that percentile against the previous period.</summary>
    Slower,

    /// <summary>The time of the last problem.</summary>
    LastProblem,
}
