using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>The common data of both lists for filters and page links.</summary>
internal interface IFeedbackListing
{
    FeedbackRequest Request { get; }

    ListAddress Address { get; }

    /// <summary>The available agents.</summary>
    IReadOnlyList<string> Agents { get; }

    /// <summary>The number of items on the page.</summary>
    int Count { get; }

    /// <summary>The address of the first page; null on that page.</summary>
    string? Newest { get; }

    /// <summary>The address of the next page; null for none.</summary>
    string? Next { get; }
}
