using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>A page of a list of ratings or improved answers.</summary>
/// <param name="Request">The request.</param>
/// <param name="Found">The items of the page; there may be none although further pages have some.</param>
/// <param name="Cursor">The cursor of the next page; null for none.</param>
/// <param name="Agents">The available agents.</param>
internal sealed record FeedbackListing<TFound>(FeedbackRequest Request, IReadOnlyList<TFound> Found, string? Cursor, IReadOnlyList<string> Agents)
    : IFeedbackListing
{
    public ListAddress Address => Request.Address;

    public int Count => Found.Count;

    public string? Newest => Request.Cursor is null ? null : Address.With();

    public string? Next => Cursor is { } cursor ? Address.At(cursor, page: null, Request.Query.From) : null;
}
