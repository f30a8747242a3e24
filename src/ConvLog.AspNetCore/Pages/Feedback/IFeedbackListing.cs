using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>The members that the filters and page links of both lists need.</summary>
internal interface IFeedbackListing
{
    FeedbackRequest Request { get; }

    ListAddress Address { get; }

    /// <summary>The agents to choose from.</summary>
    IReadOnlyList<string> Agents { get; }

    /// <summary>The number of items on the page.</summary>
    int Count { get; }

    /// <summary>The first page; null if this is it.</summary>
    string? Newest { get; }

    /// <summary>The next page; null if there is none.</summary>
    string? Next { get; }
}
