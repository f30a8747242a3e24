using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>What filters and page links of both lists need.</summary>
internal interface IFeedbackListing
{
    FeedbackRequest Request { get; }

    ListAddress Address { get; }

    /// <summary>The agents to choose from.</summary>
    IReadOnlyList<string> Agents { get; }

    /// <summary>How many are on the page.</summary>
    int Count { get; }

    /// <summary>The first page, where this is not it.</summary>
    string? Newest { get; }

    /// <summary>The page that follows; null where nothing does.</summary>
    string? Next { get; }
}
