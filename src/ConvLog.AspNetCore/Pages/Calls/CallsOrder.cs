namespace ConvLog.AspNetCore.Pages.Calls;

/// <summary>What the list of functions, endpoints or models is sorted by, the largest first.</summary>
internal enum CallsOrder
{
    /// <summary>Calls.</summary>
    Calls,

    /// <summary>Problems.</summary>
    Problems,

    /// <summary>The 95th percentile of durations.</summary>
    P95,

    /// <summary>By how much that is longer than in the time before.</summary>
    Slower,

    /// <summary>The time of the last problem.</summary>
    LastProblem,
}
