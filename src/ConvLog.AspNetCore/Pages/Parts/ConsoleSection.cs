namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The parts of the console that the navigation leads to.</summary>
public enum ConsoleSection
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>The list of conversations.</summary>
    Conversations,

    /// <summary>What comes in.</summary>
    Live,

    /// <summary>Ratings, comments and improved answers.</summary>
    Feedback,

    /// <summary>Statistics.</summary>
    Insight,

    /// <summary>End users.</summary>
    Users,

    /// <summary>What becomes of personal data.</summary>
    Privacy,
}
