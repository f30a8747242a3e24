namespace ConvLog;

/// <summary>Who gave a rating; users' and the team's are counted apart.</summary>
public enum FeedbackSource
{
    /// <summary>The end user.</summary>
    User,

    /// <summary>The team that runs the agent.</summary>
    Team,
}
