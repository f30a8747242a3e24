namespace ConvLog.AspNetCore.Review;

/// <summary>A problem in a conversation, with the previous and the next one.</summary>
internal sealed record Problem(string Anchor, string? Previous, string? Next);
