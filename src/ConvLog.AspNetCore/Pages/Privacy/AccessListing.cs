using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>A part of the access log.</summary>
/// <param name="Page">The reads.</param>
/// <param name="ConversationId">The conversation whose reads are shown; null for all.</param>
/// <param name="IsBeginning">Whether it begins with the latest.</param>
internal sealed record AccessListing(AccessPage Page, string? ConversationId, bool IsBeginning)
{
    public const int PageSize = 100;
}
