using ConvLog.Storage;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The confirmation for releasing a legal hold for which an erasure waits.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Waiting">The erasures that are carried out on release.</param>
internal sealed record ReleaseConfirmation(string ConversationId, IReadOnlyList<ErasureReceipt> Waiting);
