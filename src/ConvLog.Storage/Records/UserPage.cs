namespace ConvLog.Records;

/// <summary>A part of a list of end users.</summary>
/// <param name="Users">The part that was asked for.</param>
/// <param name="Next">The cursor of what follows; null where nothing does.</param>
public sealed record UserPage(IReadOnlyList<UserView> Users, string? Next);
