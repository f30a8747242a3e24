using ConvLog.AspNetCore.Review;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The page that asks for confirmation of the release of a legal hold for which an erasure is pending.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Pending">The erasure that the release carries out.</param>
internal sealed record ReleaseConfirmation(string ConversationId, PendingErasure Pending);
