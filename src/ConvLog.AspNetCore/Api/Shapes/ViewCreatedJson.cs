namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The ID and version of a view that was saved.</summary>
internal sealed record ViewCreatedJson(string Id, string Version);
