using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Whether to release a legal hold for which an erasure waits.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Waiting">The erasures that are carried out then.</param>
internal sealed record ReleaseConfirmation(string ConversationId, IReadOnlyList<ErasureReceipt> Waiting);
