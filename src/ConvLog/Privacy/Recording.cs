namespace ConvLog;

/// <summary>How much of a conversation is recorded, from everything to nothing. Of several levels the strictest applies.</summary>
public enum Recording
{
    /// <summary>Everything that is logged.</summary>
    Full,

    /// <summary>
    /// Times, outcomes, counts, usage, ratings, metrics that are numbers or Booleans, and the names of agents, models, functions, variables, metrics and
    /// exception types. No text reaches a sink: <c>[not recorded]</c> replaces user input, agent responses, entries, URLs and state values; fields,
    /// arguments, results, error texts, notes, comments, improved answers, the user, numbers and attributes are omitted.
    /// </summary>
    MetadataOnly,

    /// <summary>Nothing. Sinks are not called; the metric <c>convlog.recording.reduced</c> of the meter <c>ConvLog</c> counts the opening.</summary>
    Off,
}
