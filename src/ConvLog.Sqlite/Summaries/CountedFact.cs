using ConvLog.Records;

namespace ConvLog.Sqlite.Summaries;

/// <summary>
/// How lists count a fact, one bit each, so that its payload need not be read for that: as <see cref="ConvLog.Storage.Payloads.Rows.LoggedCounts"/> counts it.
/// </summary>
[Flags]
internal enum CountedFact
{
    /// <summary>Not part of the log.</summary>
    None = 0,

    /// <summary>Its time counts as activity.</summary>
    Logged = 1,

    /// <summary>An API response that is a problem.</summary>
    FailedResponse = 2,

    /// <summary>The beginning of a model call.</summary>
    BegunModelCall = 4,

    /// <summary>The end of a model call.</summary>
    EndedModelCall = 8,

    /// <summary>The end of a model call that is a problem.</summary>
    FailedModelCall = 16,
}

/// <summary>Determines how facts are counted.</summary>
internal static class CountedFacts
{
    public static CountedFact Of(FactRecord fact) => fact switch
    {
        ModelMessageRecord => CountedFact.None,
        ApiResponseRecord { IsProblem: true } => CountedFact.Logged | CountedFact.FailedResponse,
        ModelCallRecord call => CountedFact.Logged | (call.HasEnded ? CountedFact.EndedModelCall : CountedFact.BegunModelCall)
            | (call.IsProblem ? CountedFact.FailedModelCall : CountedFact.None),
        _ => CountedFact.Logged,
    };
}
