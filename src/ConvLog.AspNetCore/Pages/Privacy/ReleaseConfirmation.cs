using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The page that asks for confirmation of the release of a legal hold for which an erasure is pending.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Waiting">The pending erasures, which the release carries out.</param>
internal sealed record ReleaseConfirmation(string ConversationId, IReadOnlyList<ErasureReceipt> Waiting);
