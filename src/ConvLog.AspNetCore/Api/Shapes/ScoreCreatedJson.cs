namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The score that was added, or that was there.</summary>
internal sealed record ScoreCreatedJson(Guid? Id, bool IsUnchanged);
