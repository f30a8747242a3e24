using ConvLog.AspNetCore.Pages.List;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>A part of a list of ratings or improved answers.</summary>
/// <param name="Request">The request.</param>
/// <param name="Found">The part; it may be empty without being the last.</param>
/// <param name="Cursor">The cursor of the next part; null if this is the last one.</param>
/// <param name="Agents">The agents to choose from.</param>
internal sealed record FeedbackListing<TFound>(FeedbackRequest Request, IReadOnlyList<TFound> Found, string? Cursor, IReadOnlyList<string> Agents)
    : IFeedbackListing
{
    public ListAddress Address => Request.Address;

    public int Count => Found.Count;

    public string? Newest => Request.Cursor is null ? null : Address.With();

    public string? Next => Cursor is { } cursor ? Address.At(cursor, page: null, Request.Query.From) : null;
}
