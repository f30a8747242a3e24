namespace ConvLog;

/// <summary>How much of a conversation is recorded, from everything to nothing. Of several levels the stricter holds.</summary>
public enum Recording
{
    /// <summary>Everything that is logged.</summary>
    Full,

    /// <summary>
    /// Times, outcomes, counts, usage, ratings and metrics that are numbers or yes/no, and the names of agents, models, functions, variables, metrics and
    /// exception types. No text reaches a sink: <c>[not recorded]</c> replaces what was said, entries, URLs and state values; fields, arguments, results, error
    /// texts, notes, comments, improved answers, the user, numbers and attributes are left out.
    /// </summary>
    MetadataOnly,

    /// <summary>Nothing. Sinks are not called; the meter <c>ConvLog</c> counts the opening in <c>convlog.recording.reduced</c>.</summary>
    Off,
}
