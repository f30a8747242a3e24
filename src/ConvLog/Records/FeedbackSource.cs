namespace ConvLog;

/// <summary>The source of a rating; ratings of users and of the team are counted separately.</summary>
public enum FeedbackSource
{
    /// <summary>The end user.</summary>
    User,

    /// <summary>The team that runs the agent.</summary>
    Team,
}
