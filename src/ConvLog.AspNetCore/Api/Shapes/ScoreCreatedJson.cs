namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The ID of a score that was sent: a new one, or the stored one if nothing changed.</summary>
internal sealed record ScoreCreatedJson(Guid? Id, bool IsUnchanged);
