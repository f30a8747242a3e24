namespace ConvLog.AspNetCore.Pages.Insight;

/// <summary>The items that a figure counts, which determines its link.</summary>
internal enum InsightTarget
{
    /// <summary>Conversations with a turn.</summary>
    Conversations,

    /// <summary>The end users of such conversations.</summary>
    Users,

    /// <summary>Turns that the end user rated.</summary>
    Ratings,

    /// <summary>Turns that the team rated.</summary>
    TeamRatings,
}
