namespace ConvLog.AspNetCore.Review;

/// <summary>A place in a conversation where something went wrong, and the places before and after it.</summary>
internal sealed record Problem(string Anchor, string? Previous, string? Next);
