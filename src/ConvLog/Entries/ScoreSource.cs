namespace ConvLog;

/// <summary>The source of a score.</summary>
public enum ScoreSource
{
    /// <summary>The program that runs the agent, by a rule or a measurement.</summary>
    Code,

    /// <summary>The end user.</summary>
    User,

    /// <summary>The team that runs the agent.</summary>
    Team,

    /// <summary>A language model acting as a judge.</summary>
    Model,
}
