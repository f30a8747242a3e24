namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The sections of the navigation.</summary>
public enum ConsoleSection
{
    /// <summary>No section.</summary>
    None,

    /// <summary>The list of conversations.</summary>
    Conversations,

    /// <summary>Running conversations and new log entries.</summary>
    Live,

    /// <summary>Calls by function, API endpoint and model.</summary>
    Functions,

    /// <summary>Alerts of the host's rules.</summary>
    Alerts,

    /// <summary>Ratings, comments and improved answers.</summary>
    Feedback,

    /// <summary>Statistics.</summary>
    Insight,

    /// <summary>Users and their journeys.</summary>
    Users,

    /// <summary>Retention, erasure, legal holds and the access log.</summary>
    Privacy,
}
